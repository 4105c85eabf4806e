"""How deep headings stand and how far they reach."""

import re
from collections.abc import Callable

from changai.engines.documents.outline.candidates import Candidate
from changai.engines.documents.outline.labels import RANK
from changai.engines.documents.text import Text

BREAK = re.compile(
    r"附件?\d*[：:]?$|附件[一二三四五六七八九十\d]*(?:$|[：:])|抄送：|抄报：|（?此件(?:公开|主动公开|依申请)"
)

CLOSING = re.compile(
    r"本(?:方案|措施|意见|办法|计划|规定|细则|政策|若干措施|实施意见|实施方案|通知|行动方案)(?:[^。]{0,24}(?:自|从)[^，。]{0,24}(?:施行|实施|实行|执行|生效)|由[^。]{2,40}负责解释)"
)


def ranks(chosen: list[Candidate]) -> dict[str, float]:
    """How deep each style stands here: articles below 一、 or （一） where these come first and go on after them."""
    result: dict[str, float] = dict(RANK)
    order = [one.style for one in chosen]
    if "条" in order:
        first = order.index("条")
        for style in ("一、", "（一）"):
            around = [index for index, one in enumerate(chosen) if one.style == style and one.value > 1]
            if style in order[:first] and any(index > first for index in around):
                result["条"] = RANK[style] + 0.5
    return result


def line_of(text: Text, place: int) -> int:
    """Where the paragraph ends that holds a place."""
    end = text.plain.find("\n", place)
    return len(text.plain) if end < 0 else end


def stops(text: Text) -> Callable[[int], int]:
    """For a place, where its text must end at the latest: an attachment's head, a copy list."""
    breaks = [
        one.start
        for one in text.paragraphs
        if (BREAK.match(text.of(one)) and one.end - one.start < 40) or CLOSING.match(text.of(one))
    ]

    def latest(place: int) -> int:
        return next((stop for stop in breaks if stop > place), len(text.plain))

    return latest
