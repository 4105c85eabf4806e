"""Document numbers such as 甲发〔2018〕7号, whole or with characters lost in conversion."""

import re
from dataclasses import dataclass

from changai.engines.documents.text import Text

CODE = r"(?P<code>[\u4e00-\u9fff×]{1,16}(?:（[\u4e00-\u9fff]{1,6}）)?(?:字)?)"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WHOLE = re.compile(CODE + rf" ?[〔\[（【(]{YEAR}[〕\]）】)] ?第?(?P<no>\d{{1,5}}) ?号")
DAMAGED = re.compile(
    CODE + rf" ?(?P<open>[〔\[（【(〈]?){YEAR}(?P<close>[〕\]）】)〉]?) ?第?(?P<no>\d{{0,5}}) ?号?"
)
ORDER = re.compile(r"^(?:[\u4e00-\u9fff]{2,20})?第 ?\d{1,4} ?号(?:令|公告)?$")
KIND = re.compile(r"[发办函字通文电政委]$")
BEFORE = re.compile(r"^(?:文号|发文字号|文件编号|文件字号|发文文号|编号)[：:]?")


@dataclass(frozen=True)
class Number:
    """A document's number. value: repaired; raw: as printed where it was damaged, else None; None value: unreadable."""

    value: str | None
    raw: str | None
    start: int
    end: int

    @property
    def doubt(self) -> str | None:
        """What was done to it, in Chinese."""
        if not self.raw:
            return None
        if self.value is None:
            return f"文号印作“{self.raw}”，缺少字符，无法确定，请核对原件。"
        return f"文号印作“{self.raw}”，括号或“号”字丢失，按通行写法读作“{self.value}”，请核对原件。"


def number_at(text: Text, start: int, end: int, alone: bool = False) -> Number | None:
    """The first number in a range. alone: the range should hold nothing but the number."""
    plain = text.plain
    start += len(plain[start:end]) - len(plain[start:end].lstrip())
    head = BEFORE.match(plain[start:end])
    start += head.end() if head else 0
    found = WHOLE.search(plain, start, end)
    if found and not (alone and end - start > len(found[0]) + 24):
        return Number(written(text, found), None, found.start(), found.end())
    found = DAMAGED.search(plain, start, end)
    if not found or not meant(plain, found, end, alone):
        return None
    return Number(written(text, found), text.cut(found.start(), found.end()), found.start(), found.end())


def meant(plain: str, found: re.Match[str], end: int, alone: bool) -> bool:
    """Whether a damaged piece is a document's number and no year in a title (三年行动计划（2021—2023年）)."""
    after = plain[found.end() : end].strip()
    if after.startswith(("年", "月", "—", "-", "~")) or (
        found["open"] in ("（", "(") and found[0][-1] != "号"
    ):
        return False
    if alone and (not KIND.search(found["code"]) or (after and not after.startswith(("签发", "）", "号")))):
        return False
    return bool(found["open"] or found["close"] or (alone and found["no"] and found[0].endswith("号")))


def written(text: Text, found: re.Match[str]) -> str | None:
    """As such numbers are written, the words as printed; None where its own number is lost."""
    if not found["no"]:
        return None
    last = text.cut(found.end() - 1, found.end()) if found[0].endswith("号") else "号"
    return f"{text.cut(*found.span('code'))}〔{found['year']}〕{int(found['no'])}{last}"
