"""All of a plan put together."""

from changai.engines.documents.header import Header, read_header
from changai.engines.documents.outline import Node
from changai.engines.documents.plans.choosing import chosen, of_range
from changai.engines.documents.plans.drafts import Draft, Range, assign, heading, of_node, unnumbered
from changai.engines.documents.plans.frames import frame_kind, reports
from changai.engines.documents.plans.mark import Mark
from changai.engines.documents.plans.marks import find_marks
from changai.engines.documents.plans.rows import with_tables
from changai.engines.documents.plans.tables import task_rows
from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Doubt, Measure, Target
from changai.engines.documents.targets import Scope, read_targets
from changai.engines.documents.text import Text
from changai.engines.documents.units import declares_first


def read_measures(
    text: Text, outline: list[Node], quantities: list[Quantity], header: Header | None = None
) -> tuple[list[Measure], list[Target], list[str], list[Doubt]]:
    """Measures, targets of the document as a whole, chapters as printed, doubts.

    header: as read by `read_header`; read here where it is not given.
    """
    head = header or read_header(text)
    start, end = head.main
    nodes = of_range(outline, start, end)
    if not nodes and of_range(outline, 0, start):
        start, nodes = 0, of_range(outline, 0, end)
    first_leads = declares_first(text.plain)
    marks = find_marks(text, start, end, first_leads, [node.span[0] for node in nodes])
    picked = chosen(text, nodes, marks)
    drafts = [of_node(text, node, marks) for node in picked]
    doubts = [Doubt(f"第{one.number}条", one.doubt, text.place(*one.span)) for one in picked if one.doubt]
    rows = task_rows(text, start, len(text.plain))
    drafts, more = with_tables(text, nodes, drafts, rows, first_leads)
    doubts += more
    picked = [node for node in picked if any(draft.span == node.span for draft in drafts)]
    if not drafts:
        real = [node.body for node in nodes if node.parent is None and not frame_kind(node, text)]
        drafts = unnumbered(text, nodes, marks, [(start, end)] if marks else real)
        if drafts:
            doubts.append(Doubt("measures", "措施没有编号，按出现的先后计数，请核对。"))
    drafts.sort(key=lambda one: one.span[0])
    inherit(text, nodes, picked, drafts, marks)
    doubts += without_units(drafts)
    scopes = [Scope(tuple(one.text), one.due, one.title) for one in drafts]
    whole = Scope(tuple(elsewhere(text, nodes, drafts, marks, (start, end))), carries=True)
    of_measures, of_document, more = read_targets(text, quantities, scopes, whole, head.date)
    for draft, targets in zip(drafts, of_measures, strict=True):
        draft.measure.targets = targets
    tops = [node for node in nodes if node.parent is None]
    chapters = [heading(text, node) for node in tops if node not in picked]
    chapters = [] if picked and all(node in picked or frame_kind(node, text) for node in tops) else chapters
    return [one.measure for one in drafts], of_document, chapters, doubts + more


def without_units(drafts: list[Draft]) -> list[Doubt]:
    """Measures that name no unit where most of the others do."""
    silent = [one.measure for one in drafts if not one.measure.lead and not one.measure.responsible]
    if not silent or len(silent) * 2 > len(drafts):
        return []
    return [Doubt(f"第{one.number}条", "原文没有写明牵头或责任单位。", one.at) for one in silent]


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
