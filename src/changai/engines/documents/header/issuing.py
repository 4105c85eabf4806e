"""Who issued it."""

from changai.engines.documents.header import organs
from changai.engines.documents.header.front import Front
from changai.engines.documents.header.model import Header
from changai.engines.documents.header.quotes import bare
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text


def issuers(text: Text, front: Front, header: Header, dated: int | None) -> None:
    """Of the notice's title, else of the signature, else of the title, else of the red head."""
    above, below = (
        organs.of_title(text, front, front.notice or front.title),
        organs.signed(text, front, dated),
    )
    header.issuer = (
        above
        or below
        or organs.of_title(text, front, front.title)
        or organs.below_title(text, front)
        or organs.of_head(text, front)
        or organs.at_foot(text, front)
    )
    if above and below and {bare(one) for one in above} != {bare(one) for one in below}:
        header.doubts.append(
            Doubt(
                "issuer",
                f"标题中的发文机关（{'、'.join(above)}）与落款（{'、'.join(below)}）不同，取标题中的。",
            )
        )
