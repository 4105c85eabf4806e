"""Whom a letter greets."""

import re
from collections.abc import Iterator

from changai.engines.documents.letters.parts import GROUP
from changai.engines.documents.letters.signature import ORGAN
from changai.engines.documents.text import Text

COUNT = r"[\d一二三四五六七八九十两]+\s*[位名]"
ROLE = r"(?:全国|[省市县区州旗])?(?:人大|政协)?\s*(?:代表|委员)"
ENDING = re.compile(
    rf"(?:\s*等)?\s*(?:{COUNT})?\s*{ROLE}\s*(?:[（(][^）)]*[）)])?\s*等?\s*$|\s*等\s*(?:{COUNT})?\s*(?:同志|先生|女士)?\s*$"
)
PARTED = re.compile(r"[、，,;；]|(?<=代表|委员)(?:和|及|与|并|\s)|(?<=委员会|总工会)(?:和|及|与|并|\s)")
AND = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:和|及|与)(?=[\u4e00-\u9fff]{2})")
GREETED = re.compile(r"^\s*(?:尊敬的|敬爱的)?\s*")
OTHERS = re.compile(rf"等\s*(?:{COUNT})?\s*(?:{ROLE}|同志|$)")


def recipients(text: Text, salutation: tuple[int, int]) -> tuple[list[str], str | None, bool]:
    """Names as printed, their role (代表, 委员 or None), and whether others are meant besides (等)."""
    plain, printed = spaced(text, *salutation)
    role = re.search(r"(代表|委员)\s*(?:[（(][^）)]*[）)])?\s*等?\s*$", plain)
    names: list[str] = []
    for first, last in _names(plain, len(GREETED.findall(plain)[0])):
        name = re.sub(r"\s", "", printed[first:last])
        if name and name not in names:
            names.append(name)
    return names, role[1] if role else None, OTHERS.search(plain) is not None


def spaced(text: Text, start: int, end: int) -> tuple[str, str]:
    """The range in plain and as printed, both of one length, with a space wherever the source has white space."""
    plain, printed = "", ""
    for at in range(start, end):
        if at > start and text.kept[text.origin[at - 1] + 1 : text.origin[at]].isspace():
            plain, printed = plain + " ", printed + " "
        plain, printed = plain + text.plain[at], printed + text.clean[at]
    return plain, printed


def _names(plain: str, start: int) -> Iterator[tuple[int, int]]:
    """Ranges of the names."""
    edges = [match.span() for match in PARTED.finditer(plain, start)]
    for first, last in zip(
        [start, *(end for _, end in edges)], [*(begin for begin, _ in edges), len(plain)], strict=True
    ):
        piece = plain[first:last]
        person = not re.search(rf"{GROUP}", piece) or re.search(r"(?:代表|委员)\s*$", piece) is not None
        ending = ENDING.search(piece) if person else re.search(r"\s*等\s*$", piece)
        until = first + ending.start() if ending else last
        group = re.search(GROUP, plain[first:until]) is not None
        for begin, end in [(first, until)] if group else _words(plain, first, until):
            yield from _either(plain, begin, end)


def _words(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Names parted by white space; a name whose characters were printed apart (李 强) is one."""
    words = [match.span() for match in re.finditer(r"\S+", plain[start:end])]
    held: tuple[int, int] | None = None
    for index, (first, last) in enumerate(words):
        alone = last - first == 1 and (
            index + 1 == len(words) or words[index + 1][1] - words[index + 1][0] > 1
        )
        if held and (held[1] - held[0] == 1 or alone):
            held = held[0], last
            continue
        if held:
            yield start + held[0], start + held[1]
        held = first, last
    if held:
        yield start + held[0], start + held[1]


def _either(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """张三和李四 are two."""
    at = start
    organs = ORGAN.search(plain[start:end].rstrip()) is not None
    for match in AND.finditer(plain, start, end):
        # 和 inside the name of one organ (省人力资源和社会保障厅).
        if organs and not ORGAN.search(plain[at : match.start()]):
            continue
        yield at, match.start()
        at = match.end()
    yield at, end
