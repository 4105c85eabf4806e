"""All of a plan put together."""

from changai.engines.documents.header import Header, read_header
from changai.engines.documents.outline import Node
from changai.engines.documents.plans.choosing import chosen, of_range
from changai.engines.documents.plans.drafts import heading, of_node
from changai.engines.documents.plans.frames import frame_kind
from changai.engines.documents.plans.marks import find_marks
from changai.engines.documents.plans.remaining import elsewhere, for_all, inherit, spread, without_units
from changai.engines.documents.plans.rows import with_tables
from changai.engines.documents.plans.tables import task_rows
from changai.engines.documents.plans.unnumbered import unnumbered
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
    if not drafts:
        doubts.append(Doubt("measures", "没有找到编号的措施，也没有写明单位的段落，请人工分解。"))
    drafts.sort(key=lambda one: one.span[0])
    inherit(text, nodes, picked, drafts, marks)
    spread(text, picked, drafts, marks)
    for_all(text, drafts, marks)
    doubts += without_units(drafts)
    scopes = [Scope(tuple(one.text), one.due, one.title) for one in drafts]
    whole = Scope(tuple(elsewhere(text, nodes, drafts, marks, (start, end))), carries=True)
    of_measures, of_document, more = read_targets(text, quantities, scopes, whole, head.date)
    for draft, targets in zip(drafts, of_measures, strict=True):
        draft.measure.targets = targets
    tops = [node for node in nodes if node.parent is None]
    chapters = [heading(text, node) for node in tops if node not in picked]
    flat = all(node.parent is None for node in picked)
    if picked and flat and all(node in picked or frame_kind(node, text) for node in tops):
        chapters = []
    return [one.measure for one in drafts], of_document, chapters, doubts + more
