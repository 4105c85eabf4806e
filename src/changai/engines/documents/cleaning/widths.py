"""The plain layer: one character for one character, so that readers need one form of each mark."""

import re
import unicodedata
from functools import cache

from opencc import OpenCC

NUMERALS = "一二三四五六七八九十百千零〇两"
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
#: ASCII marks that stand for Chinese ones beside Chinese text.
MARKS = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！", ".": "。"}
#: Forms of a mark, each string beginning with the one that stands for all.
FORMS = (
    ".．﹒", "。｡", "、､﹑", "“「﹁", "”」﹂", "‘『﹃", "’』﹄", "·•‧∙・･●▪◆■", "—―─–﹘", "-﹣‐‑−－", "〔﹝", "〕﹞",
    "~～∼〜", "%％﹪", "：︰∶﹕", "，﹐", "；﹔", "（﹙", "）﹚", "〈﹤", "〉﹥", "《«", "》»", "？﹖", "！﹗",
)  # fmt: skip
KEPT_WIDE = "（），：；！？～－．"
BEFORE = r"(?<=[\d%‰万亿元年月日岁倍度])"
RANGE = re.compile(BEFORE + r"(?:[—~]{1,2}|-{1,2})(?=\d)")
CHAIN = re.compile(
    r"\d+(?:-\d+){2,}|(?<!\d)0\d{2,3}-\d{7,8}|(?<!\d)(?:19|20)\d\d-[01]\d(?!\d)|(?<!\d)\d{3,4}-\d{7,8}(?!\d)"
)
YEAR = re.compile(r"[（\[［【〔〈<＜]((?:19|20)\d\d)[）\]］】〕〉>＞](?=第?\d+号?)")
ZERO = re.compile(rf"(?<=[{NUMERALS}])[○◯Oo0零]{{1,2}}(?=[{NUMERALS}年])")
MARK = re.compile(
    r"(?P<keep>(?:https?://|ftp://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<=[A-Za-z])[,:;?!](?= [A-Za-z])|(?<=\d),(?=\d{3}(?!\d))|(?<=\d):(?=\d))"
    rf"|(?<=[{HAN}”’）》])\.(?=$|[{HAN}“‘（《])|[,:;()?!]",
    re.MULTILINE | re.ASCII,
)
#: What else a mark of the plain layer can stand for, by what is around it.
OTHERS = {"~": "—-~", "〔": "（([［【〈<＜", "〕": "）)]］】〉>＞", "〇": "○◯Oo0零", "“": '"', "”": '"'}
NUMBERED = re.compile(rf"(?:^|[\s。；])[（(]?[{NUMERALS}]+[）)]?$")
STRAIGHT = re.compile('"')


@cache
def table() -> dict[int, str]:
    """Character to character: simplified script, widths, radicals that pdf fonts give for characters."""
    found: dict[int, str] = {}
    characters = [
        chr(code) for start, end in ((0x3400, 0x4DC0), (0x4E00, 0xA000)) for code in range(start, end)
    ]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    found.update({ord(a): b for a, b in zip(characters, simplified, strict=True) if a != b and len(b) == 1})
    wide = [chr(code) for code in range(0xFF01, 0xFF5F) if chr(code) not in KEPT_WIDE]
    radicals = [
        chr(code) for start, end in ((0x2E80, 0x2FE0), (0xF900, 0xFB00)) for code in range(start, end)
    ]
    for character in wide + radicals:
        normal = unicodedata.normalize("NFKC", character)
        if len(normal) == 1 and normal != character:
            found[ord(character)] = found.get(ord(normal), normal)
    for forms in FORMS:
        found.update({ord(other): forms[0] for other in forms[1:]})
    return found


# 覆 stays 覆 in 覆盖, so tables of characters leave 答覆 as it is.
ANSWER = re.compile("(?<=[答回])覆|覆(?=函)")


def plain(clean: str) -> str:
    """The text of the same length that readers search in.

    Simplified script; full-width Chinese marks; half-width digits, letters, % + - / and the point after a number;
    〔〕 around the year of a document's number; ~ (or ~~) for a range mark between numbers; 〇 in years; “” for
    straight quotes.
    """
    text = MARK.sub(lambda found: found["keep"] or mark(text_of(found), found), clean.translate(table()))
    text = CHAIN.sub(lambda found: found[0].replace("-", "\x00"), text)
    text = RANGE.sub(lambda found: "~" * len(found[0]), text).replace("\x00", "-")
    text = YEAR.sub(lambda found: f"〔{found[1]}〕", text)
    text = ANSWER.sub("复", ZERO.sub(lambda found: "〇" * len(found[0]), text))
    return "\n".join(quoted(line) for line in text.split("\n")) if '"' in text else text


def text_of(found: re.Match[str]) -> str:
    """The line up to a mark."""
    return found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]


def mark(before: str, found: re.Match[str]) -> str:
    """The Chinese mark; a point after a paragraph's number stays one."""
    return "." if found[0] == "." and NUMBERED.search(before[-8:]) else MARKS[found[0]]


def quoted(line: str) -> str:
    """Straight quotes as opening and closing ones by turns; left alone when one is missing."""
    if line.count('"') % 2:
        return line
    turns = iter("“”" * line.count('"'))
    return STRAIGHT.sub(lambda _: next(turns), line)


def alike(printed: str, plain: str) -> bool:
    """Whether a character of the plain layer can stand for a printed one."""
    same = printed.translate(table())
    if plain in (same, MARKS.get(same)):
        return True
    return same in OTHERS.get(plain, "")
