"""A kept document becomes a draft: measures, duties and targets as read, departments by today's names."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from changai.domains.reform.documents import actions as documents
from changai.domains.reform.documents.models import Document
from changai.domains.reform.documents.queries import where
from changai.domains.reform.plans.models import Doubt, Duty, Measure, Plan, PlanVersion, Target
from changai.domains.reform.plans.queries import departments_named
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.places.models import Region


def not_opened(document: Document) -> bool:
    """Whether a document is a plan on record that nobody has taken apart yet."""
    live = PlanVersion._base_manager.filter(document=document).exclude(state="dropped")
    plan = document.kind == "plan" and not document.reading.get("amends")
    return document.state == "kept" and plan and not live.exists()


@action("plan.open", title="拆解为任务", by=(UNION_OFFICER,), target=Document, when=not_opened)
def open_plan(document: Document, *, by: Post) -> PlanVersion:
    """A new plan with the first draft of what the document says."""
    return opened(document)


def opened(document: Document) -> PlanVersion:
    """The plan and its draft. Refuses a document in which no measure was found."""
    if not document.reading.get("measures"):
        raise ActionRefused(
            "没有拆解：这份文件里没有读出任务。请核对文件种类；确是方案的，请检查原文的编号是否完整"
        )
    plan = Plan._base_manager.create(region=document.region, title=document.title)
    version = PlanVersion._base_manager.create(plan=plan, number=1, document=document)
    fill(version, document.reading, document.text)
    return version


def ingest(*, content: bytes, name: str, found: Any, region: Region) -> tuple[Document, PlanVersion | None]:
    """For commands: keep a document that was read, and open it where it is a plan. Raises ActionRefused."""
    document = documents.make(region=region, name=name, content=content, found=found)
    header = {one: getattr(document, one) for one in ("kind", "title", "number", "issued_on")}
    documents.keep(document, issuers=document.issuers, **header)
    return document, opened(document) if not_opened(document) and document.reading["measures"] else None


def fill(version: PlanVersion, reading: dict[str, Any], text: str) -> None:
    """Rows of a draft from a reading."""
    found = reading.get("measures") or []
    names = {name for one in found for role in ("lead", "responsible") for name in one.get(role) or ()}
    named = departments_named(version.plan.region, names, timezone.localdate())
    measures = Measure._base_manager.bulk_create(
        [_measure(version, order, one) for order, one in enumerate(found, 1)]
    )
    duties, targets = [], []
    for row, one in zip(measures, found, strict=True):
        duties += duties_of(row, one, text, named)
        targets += [target_of(version, row, at, each) for at, each in enumerate(one.get("targets") or (), 1)]
    whole = reading.get("document_targets") or ()
    targets += [target_of(version, None, at, each) for at, each in enumerate(whole, 1)]
    Duty._base_manager.bulk_create(duties)
    Target._base_manager.bulk_create(targets)
    Doubt._base_manager.bulk_create([_doubt(version, measures, one) for one in reading.get("doubts") or ()])


def _place(one: dict[str, Any]) -> dict[str, int | None]:
    start, end = one.get("at") or (None, None)
    return {"start": start, "end": end}


def _measure(version: PlanVersion, order: int, one: dict[str, Any]) -> Measure:
    return Measure(
        version=version,
        order=order,
        number=(one.get("number") or "")[:20],
        label=(one.get("label") or "")[:20],
        title=(one.get("title") or one.get("text") or "（无题）")[:300],
        text=one.get("text") or "",
        chapter=(one.get("chapter") or "")[:200],
        group=(one.get("group") or "")[:200],
        open_ended=bool(one.get("open_ended")),
        **_place(one),
    )


def duties_of(measure: Measure, one: dict[str, Any], text: str, named: dict[str, Any]) -> list[Duty]:
    """The units of a measure; each is placed where its name stands in the marks, else at the whole mark."""
    marks = [tuple(place) for place in one.get("marks_at") or ()]
    made: list[Duty] = []
    for role in ("lead", "responsible"):
        for name in one.get(role) or ():
            at = next((found for start, end in marks if (found := text.find(name, start, end)) >= 0), None)
            start, end = (at, at + len(name)) if at is not None else marks[0] if marks else (None, None)
            present, department = named[name]
            made.append(
                Duty(
                    measure=measure,
                    role=role,
                    name=name[:120],
                    present=present[:120],
                    department=department,
                    order=len(made) + 1,
                    start=start,
                    end=end,
                )
            )
    return made


def target_of(version: PlanVersion, measure: Measure | None, order: int, one: dict[str, Any]) -> Target:
    """A row of a target as the reading has it."""
    value = one["value"]
    first, last = value if isinstance(value, list) else (value, None)
    return Target(
        version=version,
        measure=measure,
        order=order,
        text=one.get("text") or "",
        subject=(one.get("subject") or "")[:200],
        op=one.get("op") or "=",
        value=Decimal(str(first)),
        value_to=_decimal(last),
        unit=(one.get("unit") or "")[:20],
        baseline=_decimal(one.get("baseline")),
        due=(one.get("due") or "")[:60],
        due_date=one.get("due_date") or None,
        soft=(one.get("soft") or "")[:30],
        **_place(one),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _doubt(version: PlanVersion, measures: list[Measure], one: dict[str, Any]) -> Doubt:
    """A doubt at the measure in which it lies."""
    place = _place(one)
    start = place["start"]
    inside = next(
        (
            each
            for each in measures
            if start is not None
            and each.start is not None
            and each.end is not None
            and each.start <= start < each.end
        ),
        None,
    )
    return Doubt(
        version=version,
        measure=inside,
        where=where(one.get("where") or "")[:200],
        what=one.get("what") or "",
        **place,
    )
