"""A document's text with its pieces marked, and the documents that a post looks through."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from changai.domains.reform.documents.models import Document, Figure
from changai.engines.documents.checks import Source, compare
from changai.engines.documents.reading import Check
from changai.engines.documents.reading import Figure as Read

# What a reading calls the fields that a doubt may be about → what pages call them.
WHERE = {
    "document_number": "文号",
    "date": "成文日期",
    "issuer": "发文单位",
    "title": "标题",
    "notice_title": "通知标题",
    "basis": "依据文件",
    "addressees": "主送机关",
    "measures": "任务",
    "document_targets": "总目标",
    "figures": "数字",
    "recipient": "答复对象",
    "contacts": "联系人",
    "proposal": "建议提案",
    "handling_mark": "办理标记",
    "cc": "抄送",
}

# Converted texts have whole pages of empty lines; one shows as much.
BLANK = re.compile(r"\n[ \t\u3000\u00a0]*(?:\n[ \t\u3000\u00a0]*){2,}(?=\n|\S|$)")
AROUND = 60  # characters of the text on either side of a place


def where(name: str) -> str:
    """A doubt's place in an officer's words: proposal.body → 建议提案."""
    return WHERE.get(name.split(".")[0].split("[")[0], name)


@dataclass(frozen=True)
class Piece:
    """A range of the kept text that something was read from. key: what lights it; kind: how it looks."""

    key: str
    kind: str
    start: int
    end: int
    title: str = ""


def kept() -> "QuerySet[Document]":
    """Documents on record, in the active scope; those withdrawn stay to be seen."""
    return Document.objects.filter(state__in=("kept", "withdrawn"))


def waiting() -> "QuerySet[Document]":
    """Uploads that were not kept yet, newest first, in the active scope."""
    found = Document.objects.filter(state__in=("waiting", "offered", "failed"))
    return found.select_related("file").defer("text", "reading").order_by("-pk")


def pieces(reading: dict[str, Any]) -> list[Piece]:
    """Everything of a reading that has a place. Keys: m measure, t target, f figure, c check, d doubt."""
    found = [
        Piece("", "dropped", start, end, str(why))
        for start, end, why in reading.get("dropped") or ()
        if start < end
    ]
    for at, measure in enumerate(reading.get("measures") or ()):
        found += _placed(f"m{at}", "measure", [measure.get("at")])
        found += _placed(f"m{at}", "title", [measure.get("title_at")])
        found += _placed(f"m{at}", "unit", measure.get("marks_at") or ())
        for number, target in enumerate(measure.get("targets") or ()):
            found += _placed(f"t{at}-{number}", "target", [target.get("at")])
    for at, target in enumerate(reading.get("document_targets") or ()):
        found += _placed(f"t-{at}", "target", [target.get("at")])
    for at, figure in enumerate(reading.get("figures") or ()):
        found += _placed(f"f{at}", "figure", [figure.get("at")])
    for at, check in enumerate(reading.get("checks") or ()):
        found += _placed(f"c{at}", "check" if check.get("ok") else "wrong", check.get("places") or ())
    for at, doubt in enumerate(reading.get("doubts") or ()):
        found += _placed(f"d{at}", "doubt", [doubt.get("at")])
    return found


def _placed(key: str, kind: str, places: Iterable[Sequence[int] | None]) -> list[Piece]:
    """Pieces at the places that are known."""
    return [Piece(key, kind, place[0], place[1]) for place in places if place and place[0] < place[1]]


def marked(text: str, found: Sequence[Piece]) -> SafeString:
    """The text as HTML: escaped, each piece a span of its kind that names its key in `data-piece`.

    Pieces may lie in and across one another: the text is cut at every edge, and each cut names all that cover it.
    """
    edges: dict[int, tuple[list[int], list[int]]] = {}
    for number, piece in enumerate(found):
        start, end = max(0, piece.start), min(len(text), piece.end)
        if start < end:
            edges.setdefault(start, ([], []))[0].append(number)
            edges.setdefault(end, ([], []))[1].append(number)
    done, last = [], 0
    covering: dict[int, Piece] = {}
    for edge in sorted(edges):
        done.append(_span(text[last:edge], covering.values()))
        for number in edges[edge][1]:
            covering.pop(number, None)
        for number in edges[edge][0]:
            covering[number] = found[number]
        last = edge
    done.append(_span(text[last:], ()))
    return mark_safe("".join(done))


def _span(text: str, covering: Iterable[Piece]) -> str:
    """One cut of the text."""
    over, text = list(covering), BLANK.sub("\n\n", text)
    if not over or not text:
        return escape(text)
    kinds = " ".join(dict.fromkeys(f"is-{piece.kind}" for piece in over))
    keys = " ".join(dict.fromkeys(piece.key for piece in over if piece.key))
    title = next((piece.title for piece in over if piece.title), "")
    shown = f' title="{escape(title)}"' if title else ""
    return f'<span class="{kinds}" data-piece="{escape(keys)}"{shown}>{escape(text)}</span>'


def beside(document: Document) -> list[tuple[Document, Check]]:
    """The document's figures against those of others on record in its region: the same subject, unit and period."""
    mine = list(document.figures.all())
    others = Figure.objects.filter(document__region=document.region_id, document__state="kept")
    others = others.filter(period__in={one.period for one in mine if one.period}).exclude(document=document)
    found: dict[int, list[Figure]] = {}
    for one in others.select_related("document").defer("document__text", "document__reading"):
        found.setdefault(one.document_id, []).append(one)
    here = Source(document.title, [_figure(one) for one in mine])
    return [
        (rows[0].document, check)
        for rows in found.values()
        for check in compare([here, Source(rows[0].document.title, [_figure(one) for one in rows])])
    ]


def _figure(row: Figure) -> Read:
    """A row as the engine knows figures."""
    return Read(
        subject=row.subject,
        value=row.value if row.value_to is None else (row.value, row.value_to),
        unit=row.unit,
        quote=row.quote,
        at=(row.start, row.end),
        period=row.period or None,
        approx=row.approx or None,
        bound=row.bound or None,
        raw_value=row.shown,
        raw_unit=row.unit,
    )


def excerpt(document: Document, start: int | None, end: int | None) -> SafeString:
    """A place, marked, with some of the text around it, as HTML; nothing where the place is not known."""
    if start is None or end is None or start >= end:
        return mark_safe("")
    text, first, last = document.text, max(0, start - AROUND), end + AROUND
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return format_html(
        "{}{}<mark>{}</mark>{}{}", before, text[first:start], text[start:end], text[end:last], after
    )
