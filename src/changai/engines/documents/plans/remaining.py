"""What measures leave over: other text, marks that hold for several, measures without units."""

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.drafts import Draft, Range, assign
from changai.engines.documents.plans.frames import reports
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.plans.styles import closed, running
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text


def without_units(drafts: list[Draft]) -> list[Doubt]:
    """Measures that name no unit, or none that leads, where most of the others do."""
    measures = [one.measure for one in drafts]
    silent = [one for one in measures if not one.lead and not one.responsible]
    headless = [one for one in measures if not one.lead and one.responsible]
    doubts: list[Doubt] = []
    if len(silent) * 2 <= len(measures):
        doubts += [Doubt(f"第{one.number}条", "原文没有写明牵头或责任单位。", one.at) for one in silent]
    if len(headless) * 3 < len(measures):
        doubts += [
            Doubt(f"第{one.number}条", "原文只写了责任单位，没有写牵头单位。", one.at) for one in headless
        ]
    return doubts


def spread(text: Text, picked: list[Node], drafts: list[Draft], marks: list[Mark]) -> None:
    """A mark on a line of its own below several measures, in each group behind the last one, holds for all of the group."""
    by_span = {draft.span: draft for draft in drafts}
    groups: dict[int, list[Node]] = {}
    for node in picked:
        groups.setdefault(id(node.parent), []).append(node)
    several = [group for group in groups.values() if len(group) > 1]
    holding = {id(node) for node in picked if node.span in by_span and by_span[node.span].measure.marks}
    if not closed(several, holding) or not running(picked):
        return
    for group in several:
        last = [mark for mark in marks if group[-1].span[0] <= mark.start < group[-1].span[1]]
        own = [mark for mark in last if text.plain[: mark.start].endswith("\n")]
        for node in group[:-1] if own == last else []:
            assign(text, by_span[node.span].measure, own)


def for_all(text: Text, drafts: list[Draft], marks: list[Mark]) -> None:
    """Who is declared to have to do all that follows (以下均需…落实，不再列出) is added to each measure after it."""
    for mark in marks:
        if mark.units.for_all is None:
            continue
        start, end = mark.units.for_all
        name = text.cut(mark.start + start, mark.start + end).strip()
        for draft in drafts:
            measure = draft.measure
            if draft.span[1] > mark.start and name not in measure.lead + measure.responsible:
                measure.responsible.append(name)


def elsewhere(
    text: Text, nodes: list[Node], drafts: list[Draft], marks: list[Mark], main: Range
) -> list[Range]:
    """The text that belongs to no measure, from the first heading on: aims, and what is said of carrying it out."""
    start = nodes[0].span[0] if nodes else main[0]
    past = [node.span for node in nodes if not node.children and reports(node, text)]
    taken = sorted([*past, *(one.span for one in drafts), *((one.start, one.end) for one in marks)])
    ranges: list[Range] = []
    for paragraph in text.paragraphs:
        if paragraph.end <= start or paragraph.end > main[1] or paragraph.kind == "row":
            continue
        at = max(paragraph.start, start)
        for first, last in taken:
            if at < last and first < paragraph.end:
                ranges += [(at, first)] if first > at else []
                at = max(at, last)
        ranges += [(at, paragraph.end)] if at < paragraph.end else []
    return ranges


def inherit(
    text: Text, nodes: list[Node], picked: list[Node], drafts: list[Draft], marks: list[Mark]
) -> None:
    """Marks of a heading, or that say 以上任务, hold for the measures below or before that have none."""
    for mark in marks:
        if any(one.span[0] <= mark.start < one.span[1] for one in drafts) and not mark.upon:
            continue
        holder = next(
            (
                node
                for node in reversed(nodes)
                if node.span[0] <= mark.start < node.span[1] and node not in picked
            ),
            None,
        )
        for draft in drafts:
            inside = holder is not None and holder.span[0] <= draft.span[0] < holder.span[1]
            if inside and not draft.measure.marks and (draft.span[0] < mark.start if mark.upon else True):
                assign(text, draft.measure, [mark])
