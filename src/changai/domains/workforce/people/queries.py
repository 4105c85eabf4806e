"""The card of a worker on a day, as expressions that run inside the database; lists as they were on a day."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Case, DateField, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.query import ModelIterable

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region
from changai.kernel.screens.codes import industry_name, occupation_name, region_name, small_name

DATED = (Employment, Contract, Wage, Education, Certificate, Background, UnionMembership)
CODES = {
    "education": small_name("education"),
    "level": small_name("education"),
    "political_status": small_name("political_status"),
    "ethnicity": small_name("ethnicity"),
    "industry": industry_name,
    "occupation": occupation_name,
    "household_region": region_name,
    "region": region_name,
}


def in_force(on: date) -> Q:
    """Dated records that hold on the day: `until` is the last day, an unknown start is long ago."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))


def background_in_force(on: date) -> Q:
    """Background spells that hold on the day: their `until` is the first day they no longer do."""
    return (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gt=on))


def certificate_in_force(on: date) -> Q:
    """Certificates issued by the day and not revoked by it."""
    return (Q(issued_on=None) | Q(issued_on__lte=on)) & (Q(revoked_on=None) | Q(revoked_on__gt=on))


def main_employments(on: date, person: str) -> QuerySet[Employment]:
    """Employments of the outer row's person, the main one first.

    In force on the day with the latest start (tie: greater id); else the last ended; else one yet to begin.
    """
    phase = Case(When(since__gt=on, then=Value(2)), When(until__lt=on, then=Value(1)), default=Value(0))
    ended = Case(When(until__lt=on, then=F("until")), output_field=DateField())
    return (
        Employment._base_manager.filter(person=OuterRef(person))
        .annotate(phase=phase, ended=ended)
        .order_by("phase", F("ended").desc(nulls_last=True), "-since", "-id")
    )


def card(on: date, employment_key: str = "employment_id") -> dict[str, Any]:
    """Field of Worker → expression over its person and the employment that `employment_key` names.

    Not scoped: a card shows the person's state whoever looks; who may see the card is decided when it is read.
    """
    employment = _of(Employment, pk=OuterRef(employment_key))
    contract = (
        _of(Contract, employment=OuterRef(employment_key)).filter(in_force(on)).order_by("-since", "-id")
    )
    wage = _of(Wage, employment=OuterRef(employment_key), month__lte=on).order_by("-month")
    industry = _of(Employer, organisation__employments=OuterRef(employment_key))
    education = _of(Education).filter(Q(since=None) | Q(since__lte=on)).order_by("level")
    skill = _of(Certificate).filter(certificate_in_force(on)).order_by("-rank")
    background = (
        _of(Background).filter(background_in_force(on)).order_by(F("since").desc(nulls_last=True), "-id")
    )
    return {
        "region": Coalesce(_first(employment, "region"), F("region")),
        "employer": _first(employment, "employer"),
        "post": _text(employment, "post"),
        "occupation": _text(employment, "occupation"),
        "group": _text(employment, "group"),
        "industry": _text(industry, "industry"),
        "employed_since": _first(employment, "since"),
        "employed_until": _first(employment, "until"),
        "contract_kind": _text(contract, "kind"),
        "contract_until": _first(contract, "until"),
        "wage_fen": _first(wage, "amount_fen"),
        "education": _text(education, "level"),
        "skill_rank": Coalesce(_first(skill, "rank"), Value(0)),
        "household_region": _text(background, "household_region"),
        "migrant": _first(background, "migrant"),
        "political_status": _text(background, "political_status"),
        "union_member": Exists(_of(UnionMembership).filter(in_force(on))),
        "working": Exists(employment.filter(in_force(on))),
    }


THEN = "then_"


def as_it_was(workers: QuerySet[Worker], day: date) -> QuerySet[Worker]:
    """Those at work on the day, with the values that their cards would have shown then.

    Each value is there twice: as annotation `then_…` for conditions, and in the field itself when a row is read.
    Scope is that of the present card.
    """
    at_work = Employment._base_manager.filter(in_force(day), person=OuterRef("person_id"))
    found = workers.filter(Exists(at_work)).annotate(
        then_employment=Subquery(main_employments(day, "person_id").values("pk")[:1])
    )
    found = found.annotate(
        **{THEN + field: value for field, value in card(day, "then_employment").items() if field != "region"},
        then_region=_first(_of(Employment, pk=OuterRef("then_employment")), "region"),
    )
    found._iterable_class = _Then
    return found


class _Then(ModelIterable):
    """Rows whose fields hold the values of the day; employers of a block are read at once."""

    def __iter__(self) -> Iterator[Any]:
        rows = super().__iter__()
        while block := list(islice(rows, 200)):
            units = Organisation._base_manager.in_bulk({row.then_employer for row in block} - {None})
            places = Region.objects.in_bulk({row.then_region for row in block})
            for row in block:
                for name in [name for name in vars(row) if name.startswith(THEN)]:
                    field: Any = Worker._meta.get_field(name.removeprefix(THEN))
                    setattr(row, field.attname, getattr(row, name))
                row.employer = units.get(row.then_employer)
                row.region = places[row.then_region]
                yield row


def _of(model: type[Model], **conditions: Any) -> QuerySet[Any]:
    """Rows of a dated table that belong to the outer card; by person unless told otherwise."""
    return model._base_manager.filter(**(conditions or {"person": OuterRef("person_id")}))


def _first(rows: QuerySet[Any], field: str) -> Subquery:
    """The field of the first row, or NULL."""
    return Subquery(rows.values(field)[:1])


def _text(rows: QuerySet[Any], field: str) -> Coalesce:
    """The field of the first row, or an empty text."""
    return Coalesce(_first(rows, field), Value(""))


def survivor_of(person_id: int) -> Person | None:
    """Where a merged-away record lives on; None for one that was not merged."""
    person = Person._base_manager.filter(pk=person_id).first()
    if person is None or person.merged_into_id is None:
        return None
    while person.merged_into_id is not None:
        person = Person._base_manager.get(pk=person.merged_into_id)
    return person
