"""Times that go on over a full stop: what the next sentences of a paragraph count, they count for the same time."""

import re
from collections.abc import Callable
from itertools import pairwise

from changai.engines.documents.dates import Moment
from changai.engines.documents.figures.clauses import Placed
from changai.engines.documents.text import Text

PAID = re.compile(r"[^，。；]{0,6}?(?:支付|发放|兑现|拨付|落实|支出)")
_CARRIED = frozenset(["year", "part", "range", "now", "month", "day"])
_TERM = re.compile(r"当期|本期")
# Where another matter begins.
_ANEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,2}[是、]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|第[一二三四五六七八九十]|首先|其次|最后"
    r"|另[外有]|此外|同时(?!期)|下一?步|今后|接下来|对|按|凡|力争|争取|计划|拟|将|继续|要|建议|还)"
)
# What is set is no matter of time.
_SET = re.compile(
    r"标准|给予|按照?|最高|不超过|应[当该]?|力争|争取|计划|将|拟|每[人户名家次]|规定|要求|条件|额度"
)
_PASSED = re.compile(r"(?:超过|突破|[逾超])$")
_STANDING = re.compile(r"现有|共有|拥有|目前|现已|总量|仍有|尚有|截至")
_DOING = re.compile(
    r"选拔|培训|发放|举办|开展|新增|新建|支付|投入|组织|建成|查处|受理|检查|推荐|评选|召开|印发|出台|征集|走访|慰问|帮扶|投资|讨回|追回"
)
_STOCK = re.compile(r"(?:截[至止]?|到|至)\s?$")
_OPENS = re.compile(r"(?:^|[，。；：、（）()\s是]|截[至止]|[到至在])$")
_STOPS = re.compile(r"[。！？!?]")
_NEAR = 200
_FAR = {True: 3, False: 2}


def carried(
    text: Text,
    placed: Placed,
    moments: list[Moment],
    is_base: Callable[[Moment], bool],
    said: list[Moment],
) -> str | None:
    """The time of an earlier sentence that still holds, or None. moments: times shortly before the figure's sentence.

    said: the times of the sentence itself, before the figure.
    """
    if any(one.kind != "now" for one in said) or (
        placed.quantity.bound
        and not _PASSED.search(text.plain[max(0, placed.quantity.number[0] - 3) : placed.quantity.number[0]])
    ):
        return None
    start = placed.sentence.start
    lead = text.plain[start : placed.quantity.start]
    if _SET.search(lead):
        return None
    earlier = [one for one in moments if not is_base(one)]
    term = list(_TERM.finditer(text.plain, max(placed.paragraph.start, start - _NEAR), start))
    if term and (not earlier or term[-1].start() > earlier[-1].start):
        return term[-1][0] if _goes_on(text, term[-1].start(), start, 1) and not said else None
    if not earlier or earlier[-1].kind not in _CARRIED:
        return None
    moment = earlier[-1]
    before = text.plain[max(placed.paragraph.start, moment.start - 3) : moment.start]
    if not _OPENS.search(before):
        return None
    stock = moment.kind == "now" or bool(
        _STOCK.search(before) or re.search(r"截[至止]|[底末]$", moment.printed)
    )
    if not stock and moment.kind in ("month", "day"):
        return None
    if stock and moment.kind != "now" and "现有" in lead:
        return None
    if (_DOING if stock else _STANDING).search(lead if not said else text.plain[said[-1].end : start]):
        return None
    if not _goes_on(text, moment.start, start, _FAR[stock]):
        return None
    return "目前" if moment.kind == "now" else moment.value


def _goes_on(text: Text, begun: int, start: int, far: int) -> bool:
    """Whether no more than so many full stops lie between, and none of the sentences after them opens a new matter."""
    stops = [match.end() for match in _STOPS.finditer(text.plain, begun, start)]
    if not stops or len(stops) > far:
        return False
    return not any(_ANEW.match(text.plain, first) for first, _ in pairwise([*stops, start + 1]))
