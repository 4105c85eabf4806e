"""Where a document begins and ends, and where its opening stands."""

import re

from changai.engines.documents.header.front import Front
from changai.engines.documents.header.model import Header
from changai.engines.documents.text import Text

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条编]|（[一二三四五六七八九十]{1,3}）|1[.、])"
)
ATTACHED = re.compile(
    r"^附件?\s?[\d一二三四五六七八九十]{0,2}[：:]?$|^附件\s?[\d一二三四五六七八九十]{0,2}[：: ]?(?!.*见附件).{2,38}$"
)


def ends(text: Text, front: Front, header: Header, dated: int | None) -> None:
    """Where the document itself begins and where its attachments do."""
    last = (front.title or front.notice or [-1])[-1]
    if front.named and not front.title and dated is not None:
        last = max(last, dated)
    start = front.lines[last].end if last >= 0 else 0
    end = len(text.plain)
    begun = False
    for one in front.lines[last + 1 :]:
        line = text.of(one).strip()
        begun = begun or bool(HEADING.match(line))
        if begun and ATTACHED.match(line) and not line.endswith("。"):
            end = one.start
            break
    header.main = (start, end)


def prefaces(text: Text, front: Front, header: Header) -> list[tuple[int, int]]:
    """The running text of the notice, and that of the document before its first heading."""
    ranges: list[tuple[int, int]] = []
    start = front.lines[front.notice[-1]].end if front.notice else header.main[0]
    if not front.notice and front.salute is not None and front.lines[front.salute].end < start:
        start = front.lines[front.salute].end
    edges = sorted({start, header.main[0]})
    for begin in edges:
        until = next(
            (one.start for one in front.lines if one.start >= begin and HEADING.match(text.of(one).strip())),
            min(header.main[1], begin + 3000),
        )
        limit = header.title_at[0] if header.title_at and begin < header.title_at[0] else until
        if min(until, limit) > begin:
            ranges.append((begin, min(until, limit)))
    first = next((one for one in front.lines if text.of(one).startswith("第一条")), None)
    return [*ranges, (first.start, first.end)] if first and first.start >= header.main[0] else ranges
