"""The date of a letter."""

import re
from datetime import date as Day

from changai.engines.documents.dates import Moment, find_dates
from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.reading import Doubt
from changai.engines.documents.text import Text


def signed_on(text: Text, parts: Parts) -> tuple[Day | None, str | None, list[Doubt]]:
    """The day, the date as printed, doubts."""
    signed = parts.signed or _entered(text, parts)
    if signed is None:
        return None, None, [Doubt("date", "没有找到落款日期")]
    place = text.place(signed.start, signed.end)
    if signed.kind == "month":
        return None, signed.printed, [Doubt("date", f"落款日期只印到月（{signed.printed}）", place)]
    try:
        day = Day.fromisoformat(signed.value or "")
    except ValueError:
        doubt = Doubt("date", f"落款日期“{signed.printed}”缺字，无法确定是哪一天", place)
        return None, signed.printed, [doubt]
    words = f"落款日期“{signed.printed}”缺字，按唯一可能读作{day.isoformat()}"
    return day, signed.printed, [] if signed.sure else [Doubt("date", words, place)]


def _entered(text: Text, parts: Parts) -> Moment | None:
    """The date in the table above a letter."""
    for paragraph in parts.head:
        if re.match(r"(?:答复|回复|办理|成文|发文)\s?(?:时间|日期)\s?[：:]", text.of(paragraph)):
            found = [one for one in find_dates(text, paragraph.start, paragraph.end) if one.kind == "day"]
            if found:
                return found[0]
    return None
