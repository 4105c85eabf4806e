"""A heading."""

from dataclasses import dataclass, field

Range = tuple[int, int]


@dataclass
class Node:
    """A heading. All ranges count in `Text.plain`.

    style: how it is numbered ("一、", "（一）", "1.", "条", …; "" unnumbered). label, title: as printed; number: in
    digits. level: depth in this document from 1. span: from the label to the end of all below it. title_at: None
    where no title is printed. body: its own text, from the title's end to the first heading below it. doubt: why its
    number may be misprinted. parent, children: the tree.
    """

    style: str
    label: str
    number: str
    title: str
    level: int
    span: Range
    body: Range
    title_at: Range | None = None
    doubt: str | None = None
    parent: "Node | None" = field(default=None, repr=False)
    children: list["Node"] = field(default_factory=list, repr=False)

    @property
    def heading(self) -> str:
        """Label and title as printed."""
        return self.label + self.title
