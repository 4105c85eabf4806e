"""By when: the time that a target's sentence gives it, as printed and as a date."""

import re
from datetime import date

from changai.engines.documents.dates import Moment, find_dates
from changai.engines.documents.targets.days import counted, last_day, printed
from changai.engines.documents.text import Text

Range = tuple[int, int]
COMPARED = re.compile(r"(?:比|较|与|同比|相比|自|从|由|在)$")
SINCE = re.compile(r"^(?:起|以来|开始|之后|后)")
PAST = re.compile(r"上年|去年|前年|上一年|同年|当年")
EVERY = re.compile(r"每(?:个)?(?:半年|季度|年度|年|月|周|两年|三年|学期|学年)(?!龄|薪|人|户)|逐年|年均")
WITHIN = re.compile(
    r"(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<of>年|个月)(?:时间)?(?:之内|以内|内)"
    r"|(?:利?用|通过|经过|力争(?:用)?)(?P<n2>\d|[一二两三四五六七八九十])(?P<of2>年)(?:左右)?(?:的?时间|的努力)"
)
#: A clause that begins with what is done, so that the time before it still holds.
GOES_ON = re.compile(
    r"(?:培训|培养|组织|开展|培育|举办|建设|新建|发展|评选|选树|服务|帮扶|慰问|资助|征集|完成|覆盖|参与|参训|吸纳|引导|输送|打造)"
)
THIS_YEAR = re.compile(r"(?:年内|全年|年底前?|年末|本年度|今年底?)(?!均|龄)")


def due_of(
    text: Text, sentence: Range, clause: Range, at: Range, issued: date | None
) -> tuple[str | None, str | None]:
    """(as printed, ISO day or None) of the time that holds for a quantity at a place in a clause of a sentence."""
    plain = text.plain
    every = EVERY.search(plain, clause[0], at[0])
    if every and every[0] not in ("年均", "逐年"):
        return text.cut(*every.span()), None
    if every is None and (before_it := repeated(plain, sentence, clause)):
        return text.cut(*before_it), None
    moments = [one for one in find_dates(text, *sentence) if useful(text, one, sentence)]
    before = [one for one in moments if one.end <= at[0]]
    inside = [one for one in before if one.start >= clause[0]]
    after = [one for one in moments if one.start >= at[1] and one.end <= clause[1]]
    chosen = (inside or before or after)[-1:] if (inside or before) else after[:1]
    within = list(WITHIN.finditer(plain, sentence[0], at[0]))
    if within and (not chosen or within[-1].start() > chosen[0].start):
        return counted(text, within[-1], issued)
    if chosen:
        return printed(text, chosen[0]), last_day(chosen[0], issued)
    year = THIS_YEAR.search(plain, sentence[0], at[0])
    if year:
        return text.cut(*year.span()), f"{issued.year}-12-31" if issued else None
    return None, None


def repeated(plain: str, sentence: Range, clause: Range) -> Range | None:
    """Where the clause before begins with 每年 or the like, and this one goes on without a time or a subject of its own."""
    own = plain[slice(*clause)]
    if not GOES_ON.match(own):
        return None
    start = max(plain.rfind(mark, sentence[0], clause[0] - 1) for mark in "，；。：") + 1
    found = EVERY.search(plain, max(start, sentence[0]), clause[0])
    first = found is not None and len(plain[max(start, sentence[0]) : found.start()].strip()) <= 8
    return found.span() if found and first and found[0] not in ("年均", "逐年") else None


def carried(text: Text, sentence: Range, limits: Range, issued: date | None) -> tuple[str | None, str | None]:
    """The last time of the form 到2025年 in the sentences before, in the same paragraph.

    Items that begin with a dash also take it from the line above them (到2025年，实现以下目标：).
    """
    plain = text.plain
    start = max(limits[0], plain.rfind("\n", 0, sentence[0]) + 1)
    until = last_until(text, start, sentence[0])
    if until is None and plain.startswith("—", start):
        while start > 0 and plain.startswith("—", start):
            end, start = start - 1, plain.rfind("\n", 0, start - 1) + 1
        until = last_until(text, start, end)
    return (printed(text, until), last_day(until, issued)) if until else (None, None)


def last_until(text: Text, start: int, end: int) -> Moment | None:
    """The last time in a range that 到 or 至 stands before."""
    moments = [one for one in find_dates(text, start, end) if useful(text, one, (start, end))]
    until = [one for one in moments if re.search(r"(?:到|至)$", text.plain[start : one.start])]
    return until[-1] if until else None


def useful(text: Text, moment: Moment, sentence: Range) -> bool:
    """A time by which, not one since which or compared with which."""
    if moment.kind in ("each", "now", "span", "decade", "within"):
        return False
    if PAST.match(moment.printed):
        return False
    before, after = text.plain[sentence[0] : moment.start], text.plain[moment.end : moment.end + 3]
    if re.search(r"（(?:截至|截止|到|至|在)?$", before) and re.match(
        r"[底末]?(?:已经?)?(?:为|是|仅)[^（）。]{1,20}）", text.plain[moment.end : moment.end + 30]
    ):
        return False
    return not (
        COMPARED.search(before) or SINCE.match(after) or moment.printed.endswith(("以来", "以前", "之前"))
    )
