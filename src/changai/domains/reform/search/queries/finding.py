"""Documents, measures and figures in reach that have every word, the best first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, IntegerField, Q, Value
from django.db.models.functions import Length, Replace

from changai.domains.reform.documents.models import Document, Figure
from changai.domains.reform.plans.models import Measure
from changai.domains.reform.search.models import SearchedText
from changai.domains.reform.search.queries.asked import Word
from changai.domains.reform.search.queries.snippets import Snippet, snippets

COUNTED = (
    300  # of the newest documents, and those with a word in the title, how often the words occur is counted
)
LIVE = ("draft", "confirmed")


@dataclass(frozen=True)
class Hit:
    """A document, measure or figure with the place where it was found, and its address there."""

    title: str
    about: str
    href: str
    places: list[tuple[Snippet, str]]


@dataclass(frozen=True)
class Found:
    """One page of hits, and how many there are."""

    hits: list[Hit]
    total: int


def printed(words: Sequence[Word], *fields: str) -> Q:
    """Each word occurs in one of the fields, in one of the forms in which it may be printed."""
    condition = Q()
    for word in words:
        one = Q()
        for form in word.forms:
            for field in fields:
                one |= Q(**{f"{field}__contains": form})
        condition &= one
    return condition


def documents(words: Sequence[Word], start: int, count: int) -> Found:
    """Documents on record whose text or header has every word. Titles weigh most, then mentions, then the date."""
    texts = SearchedText.objects.filter(document__state="kept")
    for word in words:
        texts = texts.filter(folded__contains=word.folded)
    kept = Document.objects.filter(state="kept")
    headed = set(kept.filter(printed(words, "title", "notice_title", "number")).values_list("pk", flat=True))
    dated: dict[int, date | None] = dict(texts.values_list("document", "document__issued_on"))
    dated |= dict(kept.filter(pk__in=headed).values_list("pk", "issued_on"))
    newest = sorted(dated, key=lambda pk: (pk not in headed, -_days(dated[pk]), -pk))
    mentions = _mentions(words, newest[:COUNTED])
    ranked = sorted(
        newest,
        key=lambda pk: (
            pk not in headed,
            -math.floor(math.log2(1 + mentions.get(pk, 0))),
            -_days(dated[pk]),
            -pk,
        ),
    )
    shown = ranked[start : start + count]
    rows = {one.pk: one for one in kept.filter(pk__in=shown).select_related("region").defer("reading")}
    return Found([_document(rows[pk], words) for pk in shown if pk in rows], len(ranked))


def _days(day: date | None) -> int:
    return day.toordinal() if day else 0


def _mentions(words: Sequence[Word], keys: list[int]) -> dict[int, int]:
    """How often the words occur in each of these documents."""
    number: Any = Value(0, output_field=IntegerField())
    for word in words:
        rest = Length(Replace(F("folded"), Value(word.folded), Value("")))
        number = number + (Length(F("folded")) - rest) / Value(len(word.folded))
    rows = SearchedText.objects.filter(pk__in=keys).annotate(mentions=number)
    return dict(rows.values_list("pk", "mentions"))


def _document(one: Document, words: Sequence[Word]) -> Hit:
    base = f"/documents/{one.pk}/"
    found = [(each, f"{base}?at={each.start}-{each.end}#hit") for each in snippets(one.text, words)]
    told = [one.get_kind_display(), one.number, one.issuer, str(one.issued_on or ""), one.region.name]  # type: ignore[attr-defined]
    return Hit(one.title, "　".join(part for part in told if part), found[0][1] if found else base, found)


def measures(words: Sequence[Word], start: int, count: int) -> Found:
    """Measures of plans in force and of drafts; those with the words in their titles first."""
    rows = Measure.objects.filter(version__state__in=LIVE).filter(printed(words, "title", "text"))
    rows = _titled(rows, words, "title").select_related("version__plan__region")
    hits = []
    for one in rows.order_by("-titled", "-version__pk", "order", "pk")[start : start + count]:
        href = f"/plans/{one.version.plan_id}/bench/?version={one.version.number}#m{one.pk}"
        found = snippets(f"{one.title}　{one.text}", words, 1)
        hits.append(
            Hit(str(one), f"{one.version.plan}　{one.chapter}", href, [(each, href) for each in found])
        )
    return Found(hits, rows.count())


def figures(words: Sequence[Word], start: int, count: int) -> Found:
    """Figures of documents on record; those with the words in their subjects first."""
    rows = Figure.objects.filter(document__state="kept").filter(printed(words, "subject", "quote"))
    rows = _titled(rows, words, "subject").select_related("document")
    rows = rows.defer("document__text", "document__reading")
    hits = []
    for one in rows.order_by("-titled", "-document__issued_on", "document", "order")[start : start + count]:
        href = f"/documents/{one.document_id}/#f{one.order}"
        found = snippets(one.quote, words, 1)
        title = f"{one.subject or '（没有写明内容）'}　{one.shown} {one.unit}".strip()
        hits.append(Hit(title, f"{one.document}　{one.period}", href, [(each, href) for each in found]))
    return Found(hits, rows.count())


def _titled(rows: Any, words: Sequence[Word], field: str) -> Any:
    """With `titled`: whether the field has every word."""
    return rows.annotate(titled=ExpressionWrapper(printed(words, field), output_field=BooleanField()))
