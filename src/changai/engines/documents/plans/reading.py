"""All of a plan put together."""

from dataclasses import dataclass, field

from changai.engines.documents.header import Header, read_header
from changai.engines.documents.outline import Node
from changai.engines.documents.plans.choosing import chosen, frame_kind, of_range
from changai.engines.documents.plans.marks import Mark, find_marks, led_by, make
from changai.engines.documents.plans.tables import Row, task_rows
from changai.engines.documents.quantities import Quantity
from changai.engines.documents.reading import Doubt, Measure, Target
from changai.engines.documents.targets import Scope, read_targets
from changai.engines.documents.text import Text
from changai.engines.documents.units import declares_first

Range = tuple[int, int]


@dataclass
class Draft:
    """A measure with its ranges in plain: all of it, and its own text without title and marks."""

    measure: Measure
    span: Range
    text: list[Range] = field(default_factory=list)
    due: str | None = None


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
    marks = find_marks(text, start, end, first_leads)
    picked = chosen(text, nodes, marks)
    drafts = [of_node(text, node, marks, first_leads) for node in picked]
    doubts = [Doubt(f"第{one.number}条", one.doubt, text.place(*one.span)) for one in picked if one.doubt]
    rows = task_rows(text, start, len(text.plain))
    drafts, more = with_tables(text, nodes, drafts, rows, first_leads)
    doubts += more
    picked = [node for node in picked if any(draft.span == node.span for draft in drafts)]
    if not drafts:
        drafts = unnumbered(text, nodes, marks, (start, end))
        if drafts:
            doubts.append(Doubt("measures", "措施没有编号，按出现的先后计数，请核对。"))
    drafts.sort(key=lambda one: one.span[0])
    inherit(text, nodes, picked, drafts, marks)
    scopes = [Scope(tuple(one.text), one.due) for one in drafts]
    whole = Scope(tuple(elsewhere(text, nodes, drafts, marks, (start, end))))
    of_measures, of_document, more = read_targets(text, quantities, scopes, whole, head.date)
    for draft, targets in zip(drafts, of_measures, strict=True):
        draft.measure.targets = targets
    tops = [node for node in nodes if node.parent is None]
    chapters = [heading(text, node) for node in tops if node not in picked]
    chapters = [] if picked and all(node in picked or frame_kind(node, text) for node in tops) else chapters
    return [one.measure for one in drafts], of_document, chapters, doubts + more


def elsewhere(
    text: Text, nodes: list[Node], drafts: list[Draft], marks: list[Mark], main: Range
) -> list[Range]:
    """The text that belongs to no measure, from the first heading on: aims, and what is said of carrying it out."""
    start = nodes[0].span[0] if nodes else main[0]
    taken = sorted([*(one.span for one in drafts), *((one.start, one.end) for one in marks)])
    ranges: list[Range] = []
    for paragraph in text.paragraphs:
        if paragraph.start < start or paragraph.end > main[1] or paragraph.kind == "row":
            continue
        at = paragraph.start
        for first, last in taken:
            if at < last and first < paragraph.end:
                ranges += [(at, first)] if first > at else []
                at = max(at, last)
        ranges += [(at, paragraph.end)] if at < paragraph.end else []
    return ranges


def heading(text: Text, node: Node) -> str:
    """Label and title as printed."""
    return text.cut(
        node.span[0], node.title_at[1] if node.title_at else node.span[0] + len(node.label)
    ).strip()


def of_node(text: Text, node: Node, marks: list[Mark], first_leads: bool) -> Draft:
    """A numbered measure."""
    above: list[Node] = []
    parent = node.parent
    while parent is not None:
        above.insert(0, parent)
        parent = parent.parent
    measure = Measure(
        number=node.number,
        label=node.label,
        title=node.title,
        text="",
        at=text.place(*trimmed(text, node.span)),
        title_at=text.place(*node.title_at) if node.title_at else None,
        chapter=heading(text, above[0]) if above else "",
        group=heading(text, above[-1]) if len(above) > 1 else "",
    )
    draft = Draft(measure, node.span)
    own = [one for one in marks if node.span[0] <= one.start < node.span[1] and not one.upon]
    if not own and (by := led_by(text, node.body[0], node.span[1])):
        assign(text, measure, [by])
    assign(text, measure, own)
    fill(text, draft, (node.body[0], node.span[1]), own)
    draft.due = next((one.units.due for one in own if one.units.due), None)
    return draft


def trimmed(text: Text, span: Range) -> Range:
    """Without white space at the ends."""
    start, end = span
    while end > start + 1 and text.plain[end - 1].isspace():
        end -= 1
    return start, end


def fill(text: Text, draft: Draft, body: Range, marks: list[Mark]) -> None:
    """The measure's own text: its body without title and marks."""
    at, pieces = body[0], []
    for mark in [*marks, None]:
        stop = mark.start if mark else body[1]
        if stop > at:
            pieces.append((at, stop))
        at = mark.end if mark else at
    draft.text = pieces
    printed = "".join(text.cut(*piece) for piece in pieces)
    draft.measure.text = printed.strip(" \n").lstrip("。．.：: \n").strip()


def assign(text: Text, measure: Measure, marks: list[Mark]) -> None:
    """The units of marks, in the order printed; who leads in one of them is not repeated among the others."""
    rows = [row for mark in marks for row in mark.printed(text)]
    measure.lead = list(dict.fromkeys([*measure.lead, *(name for part, name in rows if part == "lead")]))
    others = [*measure.responsible, *(name for part, name in rows if part == "responsible")]
    measure.responsible = [name for name in dict.fromkeys(others) if name not in measure.lead]
    measure.open_ended = measure.open_ended or any(mark.units.open_ended for mark in marks)
    measure.marks += [text.cut(mark.start, mark.end).strip() for mark in marks]
    measure.marks_at += [text.place(*trimmed(text, (mark.start, mark.end))) for mark in marks]


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


def with_tables(
    text: Text, nodes: list[Node], drafts: list[Draft], rows: list[Row], first_leads: bool
) -> tuple[list[Draft], list[Doubt]]:
    """Rows of tables: units for measures that have none; else measures of their own."""
    if not rows:
        return drafts, []
    if any(draft.measure.marks for draft in drafts):
        return drafts, []
    matched = [(draft, row) for draft in drafts for row in rows if same_task(text, draft.measure, row)]
    if drafts and len({id(draft) for draft, _ in matched}) * 2 >= len(drafts):
        for draft, row in matched:
            units_of(text, draft.measure, row, first_leads)
        return drafts, []
    return [of_row(text, nodes, row, place, first_leads) for place, row in enumerate(rows, 1)], []


def same_task(text: Text, measure: Measure, row: Row) -> bool:
    """The row's task is the measure's title."""
    task = row.text(text.clean, "title")
    return bool(measure.title) and measure.title.replace(" ", "") in task.replace(" ", "")


def of_row(text: Text, nodes: list[Node], row: Row, place: int, first_leads: bool) -> Draft:
    """A row as a measure; a long cell of tasks is its text, not its title."""
    cells = row.cells
    title = text.cut(*cells["title"][0]).replace("\n", "") if "title" in cells else ""
    body = [*cells.get("text", [])]
    if len(title) > 40:
        body, title = [cells["title"][0], *body], ""
    number = row.text(text.plain, "number").strip(" .、") or str(place)
    holder = next(
        (node for node in nodes if node.parent is None and node.span[0] <= row.at[0] < node.span[1]), None
    )
    measure = Measure(
        number=number,
        label=row.text(text.clean, "number").strip() or "",
        title=title,
        text="\n".join(text.cut(*one) for one in body),
        at=text.place(*row.at),
        title_at=text.place(*cells["title"][0]) if title else None,
        chapter=heading(text, holder) if holder else "",
        group=row.text(text.clean, "group"),
    )
    units_of(text, measure, row, first_leads)
    return Draft(measure, row.at, body or cells.get("title", []), row.text(text.clean, "due") or None)


def units_of(text: Text, measure: Measure, row: Row, first_leads: bool) -> None:
    """Units from a row's cells; the column says their part."""
    seen = bool({"lead", "help"} & set(row.cells))
    for key in ("lead", "do", "help"):
        for start, end in row.cells.get(key, []):
            mark = make(text, start, end, first_leads and not seen)
            names = [(part, name) for part, name in mark.printed(text)]
            if key == "lead" or (key == "do" and "help" in row.cells and "lead" not in row.cells):
                names = [("lead", name) for _, name in names]
            elif seen:
                names = [("responsible", name) for _, name in names]
            measure.lead += [name for part, name in names if part == "lead" and name not in measure.lead]
            measure.responsible += [
                name
                for part, name in names
                if part != "lead" and name not in measure.lead + measure.responsible
            ]
            measure.open_ended = measure.open_ended or mark.units.open_ended
            measure.marks.append(text.cut(start, end))
            measure.marks_at.append(text.place(start, end))


def unnumbered(text: Text, nodes: list[Node], marks: list[Mark], main: Range) -> list[Draft]:
    """Paragraphs that end in a mark, where nothing is numbered."""
    drafts: list[Draft] = []
    for paragraph in text.paragraphs:
        own = [one for one in marks if paragraph.start <= one.start < paragraph.end]
        if not own or paragraph.start < main[0] or own[-1].end < paragraph.end - 2:
            continue
        stop = text.plain.find("。", paragraph.start, own[0].start)
        cut = stop if 0 < stop - paragraph.start <= 30 else paragraph.start
        holder = next(
            (
                node
                for node in nodes
                if node.parent is None and node.span[0] <= paragraph.start < node.span[1]
            ),
            None,
        )
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
