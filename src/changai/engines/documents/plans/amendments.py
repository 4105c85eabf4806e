"""Notices that change an earlier document: which measure of which document, and how."""

import re

from changai.engines.documents.header.quotes import quoted
from changai.engines.documents.numerals import number
from changai.engines.documents.reading import Amendment
from changai.engines.documents.text import Text

TITLE = re.compile(r"(?:关于)?(?:修改|修订|调整|废止|变更|完善|更正|部分修改|补充)")
HAN = "一二三四五六七八九十百"
PLACE = re.compile(
    rf"第(?P<n>[{HAN}]+|\d{{1,3}})(?:条|项|款|点)(?:措施|任务)?|第?（(?P<m>[{HAN}]+|\d{{1,3}})）(?:条|项|款|点)?|第?(?P<k>\d{{1,3}})(?:条|项)"
)
VERBS = (
    ("删除", re.compile(r"删去|删除|取消|不再保留")),
    ("增加", re.compile(r"增加(?:一|\d)?(?:条|项|款)|新增(?:一|\d)?(?:条|项|款)|增加")),
    ("废止", re.compile(r"废止|停止执行")),
    ("修改", re.compile(r"修改为|修订为|调整为|变更为|替换为|更改为|改为|更正为|统一为|表述为")),
)
SWAP = re.compile(
    r"(?:由|将|把|中的?)?“(?P<old>[^“”]+)”[^“”。]{0,16}(?:修改|调整|变更|替换|更改|更正|统一)?(?:修改|改)?为“(?P<new>[^“”]+)”"
)
NEW = re.compile(r"(?:修改|修订|调整|变更|改)为[：:]?\s*“(?P<new>.+?)”(?=[。；\n]|$)", re.DOTALL)


def read_amendments(text: Text, title: str | None) -> list[Amendment]:
    """Each change that the text names; none where the title does not say that something is changed.

    A change without a measure's number holds for the whole document.
    """
    if not title or not TITLE.search(title) or "《" not in title:
        return []
    inner = quoted(title, 0, len(title))
    document = title[inner[0][0] + 1 : inner[0][1]] if inner else None
    found: list[Amendment] = []
    for start, end in sentences(text.plain):
        line = text.plain[start:end]
        what = next((name for name, verb in VERBS if verb.search(line)), None)
        if what is None or not (PLACE.search(line) or SWAP.search(line) or what == "废止"):
            continue
        named = quoted(text.plain, start, end)
        own = text.cut(named[0][0] + 1, named[0][1]) if named and line.index("《") < 12 else document
        place = PLACE.search(re.sub(r"作为第[^，。：]{1,6}[条项]", "", line)) or PLACE.search(line)
        swap, new = SWAP.search(line), NEW.search(line)
        found.append(
            Amendment(
                document=own,
                measure=numbered(place) if place else None,
                what=what,
                old=cut(text, start, swap, "old"),
                new=cut(text, start, swap or new, "new"),
                text=text.cut(start, end).strip(),
                at=text.place(start, end),
            )
        )
    return found


def sentences(plain: str) -> list[tuple[int, int]]:
    """Ranges between stops that stand in no quotation."""
    found, begin, depth = [], 0, 0
    for place, char in enumerate(plain):
        depth = max(0, depth + (char == "“") - (char == "”"))
        if (char in "。；" and not depth) or (char == "\n" and not depth):
            if plain[begin : place + 1].strip():
                found.append((begin, place + 1 if char != "\n" else place))
            begin = place + 1
    if plain[begin:].strip():
        found.append((begin, len(plain)))
    return [(start, end) for start, end in found if end > start]


def numbered(place: re.Match[str]) -> str | None:
    """The measure's number in digits."""
    value = number(place["n"] or place["m"] or place["k"])
    return None if value is None else str(int(value))


def cut(text: Text, start: int, match: re.Match[str] | None, name: str) -> str | None:
    """A group of a match in a line, as printed."""
    return text.cut(start + match.start(name), start + match.end(name)) if match else None
