"""Where targets are looked for."""

from dataclasses import dataclass

from changai.engines.documents.targets.making import Range


@dataclass(frozen=True)
class Scope:
    """Ranges in plain in which one measure, or the document as a whole, sets targets.

    due: of its mark, as printed. title: a range too, whose targets count unless the text repeats them. carries: a time
    (到2025年) holds for the sentences after it in a paragraph, as it does where aims are told.
    """

    ranges: tuple[Range, ...]
    due: str | None = None
    title: Range | None = None
    carries: bool = False
