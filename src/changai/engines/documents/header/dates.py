"""The day on which a document was signed."""

import datetime
import re

from changai.engines.documents.dates import find_dates
from changai.engines.documents.header import organs
from changai.engines.documents.header.front import Front
from changai.engines.documents.header.lines import PRINTED
from changai.engines.documents.header.model import Header
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text


def signature_date(text: Text, front: Front, header: Header) -> int | None:
    """The day under the signature (or under the title in brackets); returns its line's index."""
    candidates: list[tuple[int, int]] = []
    title_end = front.title[-1] if front.title else -1
    for index, one in enumerate(front.lines):
        line = text.of(one).strip()
        if len(line) > 60 or index < 0 or re.search(r"[。；，]", line):
            continue
        found = find_dates(text, one.start, one.end)
        if len(found) != 1 or found[0].kind != "day":
            continue
        rest = (text.plain[one.start : found[0].start] + text.plain[found[0].end : one.end]).strip(" （）()")
        if PRINTED.search(rest) or PRINTED.search(line):
            rank = 3
        elif not rest or organs.organs_only(rest):
            rank = (
                0
                if index <= front.sentence + 60
                and (index < title_end or title_end < 0 or index <= title_end + 2)
                else 1
            )
        else:
            continue
        candidates.append((rank, index))
    if not candidates:
        return None
    rank, index = min(candidates, key=lambda pair: (pair[0], pair[1] if pair[0] == 0 else -pair[1]))
    moment = find_dates(text, front.lines[index].start, front.lines[index].end)[0]
    place = text.place(moment.start, moment.end)
    if moment.value is None:
        header.date_raw = moment.printed
        header.doubts.append(
            Doubt("date", f"日期印作“{moment.printed}”，读不出确定的日子，请核对原件。", place)
        )
        return index
    header.date = datetime.date.fromisoformat(moment.value)
    if not moment.sure:
        header.date_raw = moment.printed
        header.doubts.append(
            Doubt(
                "date",
                f"日期印作“{moment.printed}”，缺“年月日”等字，只能读作{moment.value}，请核对原件。",
                place,
            )
        )
    if rank == 3:
        header.doubts.append(Doubt("date", "正文没有落款日期，取的是版记中的印发日期。", place))
    return index
