"""Counts that are announced and the names that are listed with them."""

import re
from collections.abc import Iterator

from changai.engines.documents.numerals import number
from changai.engines.documents.reading import Check
from changai.engines.documents.text import Text

_LONGEST = 160
_N = r"(?P<n>\d{1,2}|[二两三四五六七八九十]{1,3})"
_MEASURE = r"(?P<measure>个|家|项|名|位|种|类|所|支|部|人|大|条|方面|门)"
_NAME = r"[^，。；：、！？\n\t\d]{1,30}"
# 甲、乙、丙（等）三个工种
_BEFORE = re.compile(
    rf"(?:^|(?<=[，。；：！？\n\t\d]))(?P<list>(?:{_NAME}、)+{_NAME}?)(?P<etc>等)?\s?{_N}(?P<about>余|多|几)?\s?{_MEASURE}(?!百分点|月|年|小时|工作日|一体|[余多])"
)
# 六个项目：甲、乙 …；三个工种，即甲、乙、丙
_AFTER = re.compile(
    rf"(?<![第余多\d.]){_N}\s?{_MEASURE}(?P<noun>[^，。；：、\d\n“”]{{1,10}})[”]?(?P<mark>[：:]|[，,]?\s?(?:即|分别是|分别为|包括|也就是)\s?[：:]?)"
    rf"(?P<list>(?:{_NAME}、)+{_NAME}?)(?P<end>[，。；\n）)]|$)"
)
# 在6个比赛项目数控铣、数控车、焊工中
_INSIDE = re.compile(
    rf"(?<![第余多\d.]){_N}\s?{_MEASURE}(?P<noun>[^，。；：、\d\n]{{0,6}}(?:项目|工种|职业|专业|课程|科目|奖项|城市|县区|部门|类别|环节|行业|领域|学科))"
    rf"(?P<list>(?:{_NAME}、){{2,}}{_NAME}?)(?P<end>中[，。；]|[，。；\n）)]|$)"
)
_LEAD = re.compile(r"^[^、]{0,14}?(?:目前|成立了?|進行了|进行了|建立了?|组织|組織|涉及|包括|了)")
_JOINED = re.compile(r"和|及|与|以及|或")
_LAST_JOINS = re.compile(r"(?:和|以及|及|与)\s?$")
_OPEN = re.compile(r"等[^、]{0,12}$")


def check(text: Text) -> Iterator[Check]:
    """Lists that are complete by their words and whose names are not as many as announced."""
    for pattern, follows in ((_BEFORE, False), (_AFTER, True), (_INSIDE, True)):
        for match in pattern.finditer(text.plain):
            count = number(match["n"])
            if (
                count is not None
                and count >= 2
                and (verdict := _verdict(match, int(count), follows)) is not None
            ):
                yield _check(text, match, int(count), verdict)


def _verdict(match: re.Match[str], count: int, follows: bool) -> tuple[bool, int] | None:
    """Whether the list has as many names as announced, and how many it has; None where that can't be told."""
    listed = match["list"]
    if not follows and (
        match["about"] or _LAST_JOINS.search(listed) or match.string[match.start() - 1].isdigit()
    ):
        return None
    if follows and re.search(r"[一-鿿]、[一二三四五六七八九十]、", listed):
        return None
    names = _names(listed)
    joined = bool(_JOINED.search(names[-1]))
    open_list = bool(match["etc"]) if not follows else bool(_OPEN.search(listed))
    if len(names) < 3 and not (follows or match["etc"]):
        return None
    if count == len(names) or (joined and count == len(names) + 1):
        return True, count
    if len(names) < 3 or any(_JOINED.search(name) for name in names):
        return None
    if open_list:
        return (False, len(names)) if count < len(names) <= count + 2 else None
    return (False, len(names)) if abs(count - len(names)) == 1 else None


def _check(text: Text, match: re.Match[str], count: int, verdict: tuple[bool, int]) -> Check:
    ok, listed = verdict
    start, end = match.span()
    while end > start and text.plain[end - 1] in "，。；\n）) ":
        end -= 1
    start = max(start, end - _LONGEST)
    said = text.cut(*match.span("n")) + match["measure"]
    named = _LEAD.sub("", text.cut(*match.span("list"))).replace("、", "，")
    verdict_text = (
        "数目相符" if ok else f"{'多' if listed > count else '少'}{abs(listed - count)}{match['measure']}"
    )
    detail = f"文中说{said}，列出{listed}{match['measure']}（{named[-80:]}），{verdict_text}。"
    return Check("count", ok, detail, [text.cut(start, end)], [text.place(start, end)])


def _names(listed: str) -> list[str]:
    return [name for name in listed.split("、") if name.strip()]
