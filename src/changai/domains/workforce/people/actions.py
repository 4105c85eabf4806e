"""Writers of people: the derived card."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value

from changai.domains.workforce.employment.models import Employment
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.queries import card, main_employments
from changai.kernel.parties.models import Person

CHUNK = 5_000  # ids in one statement; SQLite takes 32,766


def refresh(person_ids: Iterable[int] | None = None, *, on: date | None = None) -> None:
    """Bring the cards of these persons (None: of all) up to the day (None: today), making missing ones.

    Set-wise: four statements for each 5,000 persons or for all. Merged-away persons lose their card; a person
    without any employment gets none, because a card needs a region.
    """
    on = on or date.today()
    with transaction.atomic():
        if person_ids is None:
            _refresh(Person._base_manager.all(), Worker._base_manager.all(), on)
            return
        for ids in _chunks(person_ids):
            _refresh(
                Person._base_manager.filter(pk__in=ids), Worker._base_manager.filter(person_id__in=ids), on
            )


def _refresh(persons: QuerySet[Person], cards: QuerySet[Worker], on: date) -> None:
    """The four statements: remove, add, point at the main employment, fill in."""
    cards.filter(person__merged_into__isnull=False).delete()
    _add_missing(persons, on)
    cards.update(employment=Subquery(main_employments(on, "person_id").values("pk")[:1]))
    cards.update(**card(on))


def _add_missing(persons: QuerySet[Person], on: date) -> None:
    """INSERT … SELECT of bare cards; only person and region matter, the rest is filled in next."""
    region = Subquery(main_employments(on, "pk").values("region")[:1])
    blank: dict[str, Any] = {
        field.column: Value(field.get_default(), output_field=field)
        for field in Worker._meta.concrete_fields
        if field.name not in ("person", "region") and not field.null
    }
    missing = (
        persons.filter(merged_into=None, worker=None)
        .filter(Exists(Employment._base_manager.filter(person=OuterRef("pk"))))
        .values_list("pk", region, *blank.values())
    )
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in ("person_id", "region_id", *blank))
    sql, params = missing.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(Worker._meta.db_table)} ({columns}) {sql}", params)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Distinct ids in order, some thousands at a time."""
    rest = iter(sorted(set(ids)))
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
