"""Where a heading's title ends and its text begins."""

import re

from changai.engines.documents.outline.signs import (
    MARK_LINE,
    ROLE,
    SHORT,
    gap,
    more_than_list,
    stop,
    trailing_mark,
)
from changai.engines.documents.text import Text

LONGEST = 60
SENTENCE = 40
#: A leading sentence that sets something or says for whom is text, not a title.
SETS = re.compile(
    r"(?<![“\d+“])\d[\d.]*(?:[万亿%个名人家项场次元件所条座套批年月天]|余)(?![^“]*”)|^对[^，。]{2,}，|^(?:凡|符合|到20\d\d年|20\d\d年)"
)
#: Labels that announce the text of a task; they are no title of it.
NAMELESS = re.compile(r"(?:目标|工作|主要|重点|具体|任务)*(?:任务|内容|事项|措施|举措|目标)(?:内容)?：")
LEAD_IN = re.compile(r"^[^，。：；\d]{2,16}：")


TITLED = re.compile(r" ?[【〔\[](?P<title>[^【】〔〕\[\]：；，。]{2,24})[】〕\]] ?(?=\S)")


def title_range(text: Text, start: int, end: int, more: bool) -> tuple[int, int, int]:
    """Where the title begins and ends, and where the text after it begins; a title in 【】 stands without them."""
    framed = TITLED.match(text.plain, start, end)
    if framed and not ROLE.search(framed["title"]):
        return *framed.span("title"), framed.end()
    cut = title_end(text, start, end, more)
    return start, cut, cut


def title_end(text: Text, start: int, end: int, more: bool) -> int:
    """Where the title ends of a paragraph whose number was taken off; `start` where it has none.

    more: other paragraphs follow before the next heading. A title is a line of its own, the leading phrase up to
    the first 。 or ： where that is short, or what stands before a printed gap.
    """
    line = text.plain[start:end]
    mark = MARK_LINE.search(line)
    body = min(trailing_mark(line), mark.start() if mark else len(line))
    line = line[:body].rstrip(" ")
    first = stop(line)
    if NAMELESS.match(line):
        return start
    lead = LEAD_IN.match(line)
    if lead and len(lead[0]) < len(line) and (first < 0 or first > lead.end()):
        return start + lead.end() - 1
    head = len(line) if first < 0 else first
    blank = gap(text, start, start + head) if head > SHORT else -1
    if blank > 0:
        return blank
    if first < 0:
        return start + len(line.rstrip("：；，")) if len(line) <= LONGEST and more_than_list(line) else start
    closing = trailing_mark(line[:first])
    if closing < first and 0 < closing <= SENTENCE:
        return start + closing
    if SETS.search(line[:first]):
        return start
    if first + 1 >= len(line):
        return start + first if first <= (30 if more else 20) else start
    short = first <= SENTENCE and (line[:first].count("，") <= 1 or first <= SHORT)
    return start + first if short else start
