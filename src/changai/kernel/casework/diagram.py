"""A procedure drawn from its declaration: stages in columns by their distance from the start, steps as arrows."""

from dataclasses import dataclass

from changai.engines.procedures import Procedure

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 120, 44, 110, 46, 12


@dataclass(frozen=True)
class Box:
    """A stage's place in the picture."""

    key: str
    title: str
    x: int
    y: int
    end: bool


@dataclass(frozen=True)
class Arrow:
    """A step's line from stage to stage: an SVG path, its label and the label's place."""

    path: str
    label: str
    x: int
    y: int


@dataclass(frozen=True)
class Diagram:
    """Boxes and arrows, in user units of an SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def draw(procedure: Procedure) -> Diagram:
    """Stages as boxes; steps between the same two stages share an arrow; those that stay where they are draw none."""
    depth = _depths(procedure)
    rows: dict[int, int] = {}
    boxes = []
    for stage in procedure.stages:
        column = depth[stage.key]
        row = rows[column] = rows.get(column, -1) + 1
        x, y = MARGIN + column * (WIDTH + GAP_X), MARGIN + 20 + row * (HEIGHT + GAP_Y)
        boxes.append(Box(stage.key, stage.title, x, y, stage.end))
    places = {one.key: one for one in boxes}
    labels = _labels(procedure)
    floor = max(one.y for one in boxes) + HEIGHT
    back = [pair for pair in labels if places[pair[1]].x < places[pair[0]].x]
    arrows = tuple(
        _arrow(
            places[at], places[to], titles, floor + 26 * (1 + back.index((at, to)) if (at, to) in back else 0)
        )
        for (at, to), titles in labels.items()
    )
    height = floor + MARGIN + 26 * (len(back) + 1)
    width = max(one.x for one in boxes) + WIDTH + MARGIN
    return Diagram(width, height, tuple(boxes), arrows)


def _labels(procedure: Procedure) -> dict[tuple[str, str], list[str]]:
    """The steps from stage to stage. One that stands aside is drawn once, and only to a stage without another way in."""
    labels: dict[tuple[str, str], list[str]] = {}
    for step in procedure.steps:
        for at in step.at:
            if step.to and step.to != at and not step.aside:
                labels.setdefault((at, step.to), []).append(step.title)
    for step in procedure.steps:
        if step.aside and step.to and step.to not in {to for _, to in labels}:
            labels[step.at[0], step.to] = [step.title]
    return labels


def _depths(procedure: Procedure) -> dict[str, int]:
    """How many steps each stage lies from the start."""
    depth = {step.to: 0 for step in procedure.steps if not step.at}
    grew = True
    while grew:
        grew = False
        for step in procedure.steps:
            for at in step.at:
                if step.to and at in depth and step.to not in depth:
                    depth[step.to], grew = depth[at] + 1, True
    return depth


def _arrow(start: Box, end: Box, titles: list[str], low: int) -> Arrow:
    """low: how far down the arrow goes that leads back, each its own way."""
    label = titles[0] if len(titles) == 1 else f"{titles[0]}等{len(titles)}项"
    if end.x > start.x:
        x1, y1, x2, y2 = start.x + WIDTH, start.y + HEIGHT // 2, end.x, end.y + HEIGHT // 2
        bend = (x1 + x2) // 2
        return Arrow(f"M{x1},{y1} C{bend},{y1} {bend},{y2} {x2},{y2}", label, bend, (y1 + y2) // 2 - 6)
    # Back to an earlier stage, or to one in the same column: round below.
    x1, y1, x2, y2 = (
        start.x + WIDTH // 2,
        start.y + HEIGHT,
        end.x + WIDTH // 2 + 14 + (low // 26) % 4 * 9,
        end.y + HEIGHT,
    )
    if start.x == end.x:
        return Arrow(f"M{x1},{y1} L{x1},{end.y}", label, x1 + 4, (y1 + end.y) // 2)
    return Arrow(
        f"M{x1},{y1} L{x1},{low - 8} Q{x1},{low} {x1 - 8},{low} L{x2 + 8},{low} Q{x2},{low} {x2},{low - 8} L{x2},{y2}",
        label,
        (x1 + x2) // 2,
        low + 4,
    )
