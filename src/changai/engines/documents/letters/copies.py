"""Who gets copies of a letter."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.text import Text

COPIES = re.compile(r"抄\s?(?:送|报|告)\s?[：:]\s?(?P<list>[^\n]+)")
COPY = re.compile(
    r"[（(]\s?[各共]?\s?[\d一二三四五六七八九十两]+\s?份\s?[）)]|[\d一二三四五六七八九十两]+\s?份$"
)


def copies(text: Text, parts: Parts) -> list[str]:
    """Who gets copies: names as printed, without the number of copies."""
    found: list[str] = []
    places = [*parts.tail, *parts.body[-8:]]
    for index, paragraph in enumerate(places):
        match = COPIES.search(text.of(paragraph))
        if not match:
            continue
        printed = _unbroken(text, paragraph.start + match.start("list"), paragraph.start + match.end("list"))
        # A list that was broken goes on in the next paragraph when its line ends with a separator.
        if printed.endswith(("、", "，", ",")) and index + 1 < len(places):
            printed += text.cut(places[index + 1].start, places[index + 1].end)
        printed = re.split(r"[。]|(?:共印|印发|联系人)", printed)[0]
        for one in _split(printed):
            name = COPY.sub("", one.strip()).strip("。；;，, ")
            if name:
                found.append(name)
    return found


def _unbroken(text: Text, start: int, end: int) -> str:
    """What is printed there, without the line 某办公室 某年某月某日印发 that was printed below it."""
    for at in range(start + 1, end):
        broken = (
            "\n" in text.kept[text.origin[at - 1] : text.origin[at]] and text.plain[at - 1] not in "、，,"
        )
        if broken and "印发" in text.plain[at:end] and "、" not in text.plain[at:end]:
            return text.cut(start, at)
    return text.cut(start, end)


def _split(printed: str) -> list[str]:
    """Parted by ，；、 or white space outside of brackets; 、 inside a unit's name (各县、区政府) does not part it."""
    pieces, depth, begun = [], 0, 0
    for index, char in enumerate(printed):
        depth += (char in "（(") - (char in "）)")
        inner = (
            char == "、"
            and re.search(r"(?:^|[、，；,;\s])各[^、，；]{0,6}$", printed[begun:index]) is not None
        )
        if depth <= 0 and char in "、，；,; " and not inner:
            pieces.append(printed[begun:index])
            begun = index + 1
    return [*pieces, printed[begun:]]
