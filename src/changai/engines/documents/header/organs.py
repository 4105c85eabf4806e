"""Who issued it: organs' names in title lines, signatures and red heads."""

import re
from itertools import pairwise

from changai.engines.documents.header.front import Front
from changai.engines.documents.header.lines import ORGAN, organs_only
from changai.engines.documents.text import Text

ABOUT = re.compile(r"(?:关于)?(?:印发|转发|批转|公布|发布|下发)|关于")
#: What a name that was broken over two lines goes on with.
TAIL = re.compile(
    r"办公室|办公厅|委员会|人民政府|领导小组(?:办公室)?|小组办公室|组办公室|公室|室|局|会|员会|民政府|政府|府"
)
TWO = re.compile(
    r"(?<=委)(?=[\u4e00-\u9fff]{2,12}人民政府)|(?<=人民政府)(?=中共)|(?<=办公厅)(?=[\u4e00-\u9fff]{2,12}人民政府办公厅)|(?<=委办公室)(?=[\u4e00-\u9fff]{2,12}人民政府办公室)|(?<=中共中央)(?=国务院)"
)


def in_lines(text: Text, start: int, end: int) -> list[str]:
    """Names parted by white space, 、 or by nothing (中共甲市委甲市人民政府)."""
    found: list[str] = []
    for word in re.finditer(r"[^\s、，]+", text.plain[start:end]):
        edges = [0, *(match.start() for match in TWO.finditer(word[0])), len(word[0])]
        for first, last in pairwise(edges):
            if last > first:
                found.append(text.cut(start + word.start() + first, start + word.start() + last))
    return [re.sub(r"(?:（(?:章|盖章|印章)）|文件)$", "", name) for name in found]


def of_title(text: Text, front: Front, lines: list[int]) -> list[str]:
    """The organs before 关于 or 印发 in a title's lines."""
    found: list[str] = []
    for index in lines:
        paragraph = front.lines[index]
        line = text.of(paragraph)
        match = ABOUT.search(line)
        if not match:
            if organs_only(line):
                found += in_lines(text, paragraph.start, paragraph.end)
            continue
        for word in re.finditer(r"\S+", line[: match.start()]):
            if ORGAN.match(word[0]):
                found += in_lines(text, paragraph.start + word.start(), paragraph.start + word.end())
        break
    return found


def signed(text: Text, front: Front, dated: int | None) -> list[str]:
    """The organs in the lines right above the date (or in its line)."""
    if dated is None:
        return []
    found: list[str] = []
    rest = ""
    for index in range(dated, max(-1, dated - 8), -1):
        paragraph = front.lines[index]
        line = (
            re.split(r"(?:19|20)\d\d|二[〇○零]", text.of(paragraph))[0].strip()
            if index == dated
            else text.of(paragraph)
        )
        if not line or re.fullmatch(r"（.{2,30}代章）", line.strip()):
            continue
        if TAIL.fullmatch(line.strip()) and index > 0 and organs_only(text.of(front.lines[index - 1])):
            rest = text.cut(paragraph.start, paragraph.end).strip()
            continue
        if not organs_only(line):
            break
        names = in_lines(text, paragraph.start, paragraph.start + len(line))
        found, rest = [*names[:-1], names[-1] + rest, *found], ""
    return found


def of_head(text: Text, front: Front) -> list[str]:
    """The red head: …文件, or an organ's name alone in the first lines."""
    for index in range(min(4, front.sentence)):
        paragraph = front.lines[index]
        line = text.of(paragraph).strip()
        if line.endswith("文件") and ORGAN.match(line):
            return in_lines(text, paragraph.start, paragraph.end)
    first = front.lines[0] if front.lines else None
    return in_lines(text, first.start, first.end) if first and organs_only(text.of(first)) else []


def at_foot(text: Text, front: Front) -> list[str]:
    """An organ in brackets as one of the last lines."""
    for paragraph in front.lines[-3:]:
        found = re.fullmatch(r"（(?P<name>[^（）]{4,60})）", text.of(paragraph).strip())
        if found and organs_only(found["name"]):
            start = text.plain.index("（", paragraph.start) + 1
            return in_lines(text, start, start + len(found["name"]))
    return []


def below_title(text: Text, front: Front) -> list[str]:
    """An author's line right under the title."""
    for index in (
        range(front.title[-1] + 1, min(front.title[-1] + 3, len(front.lines))) if front.title else ()
    ):
        if organs_only(text.of(front.lines[index])):
            return in_lines(text, front.lines[index].start, front.lines[index].end)
    return []
