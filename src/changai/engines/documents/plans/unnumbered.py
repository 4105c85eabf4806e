"""Measures without numbers."""

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.drafts import Draft, Range, assign, fill, heading
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.reading import Measure
from changai.engines.documents.text import Text


def unnumbered(text: Text, nodes: list[Node], marks: list[Mark], parts: list[Range]) -> list[Draft]:
    """Where nothing is numbered: paragraphs that end in a mark, or (without marks) that begin with a title.

    parts: the ranges in which measures can stand.
    """
    drafts: list[Draft] = []
    for paragraph in text.paragraphs:
        own = [one for one in marks if paragraph.start <= one.start < paragraph.end]
        inside = any(start <= paragraph.start and paragraph.end <= end for start, end in parts)
        if not inside or paragraph.kind == "row" or (marks and not own):
            continue
        if own and own[-1].end < paragraph.end - 2:
            continue
        stop = text.plain.find("。", paragraph.start, own[0].start if own else paragraph.end)
        titled = 3 < stop - paragraph.start <= (30 if own else 20)
        if not own and not (
            titled and paragraph.end - stop > 12 and "，" not in text.plain[paragraph.start : stop]
        ):
            continue
        cut = stop if titled else paragraph.start
        tops = (node for node in nodes if node.parent is None)
        holder = next((node for node in tops if node.span[0] <= paragraph.start < node.span[1]), None)
        measure = Measure(
            number=str(len(drafts) + 1),
            label="",
            title=text.cut(paragraph.start, cut),
            text="",
            at=text.place(paragraph.start, paragraph.end),
            title_at=text.place(paragraph.start, cut) if cut > paragraph.start else None,
            chapter=heading(text, holder) if holder else "",
        )
        draft = Draft(measure, (paragraph.start, paragraph.end))
        assign(text, measure, own)
        fill(text, draft, (cut, paragraph.end), own)
        drafts.append(draft)
    return drafts if len(drafts) > 1 else []
