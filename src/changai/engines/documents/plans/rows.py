"""Rows of tables as measures, or as the units of measures that the text names."""

from changai.engines.documents.outline import Node
from changai.engines.documents.plans.drafts import Draft, heading
from changai.engines.documents.plans.mark import make
from changai.engines.documents.plans.tables import Row
from changai.engines.documents.reading import Doubt, Measure
from changai.engines.documents.text import Text


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
    made = [of_row(text, nodes, row, place, first_leads) for place, row in enumerate(rows, 1)]
    doubts = [
        Doubt(
            f"第{draft.measure.number}条",
            "表中这一行没有写单位，按合并单元格取上一行的单位，请核对。",
            draft.measure.at,
        )
        for draft, row in zip(made, rows, strict=True)
        if row.inherits and draft.measure.marks
    ]
    return made, doubts


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
