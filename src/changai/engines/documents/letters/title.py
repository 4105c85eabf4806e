"""A letter's title."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.letters.signature import ORGAN
from changai.engines.documents.text import Paragraph, Text

ENDING = r"(?:[会协]办意见(?:的?函)?|答复意见书?|答复函?|复函|回复意见|回复|回函|函复|办理意见|办理情况的?(?:函|报告|说明|答复|意见)?|办理答复|意见的?函|的函|意见)"
TITLE_END = re.compile(ENDING + r"(?:[（(][^（）()]{1,12}[）)])?\s?$")
TITLE_START = re.compile(r"关于|^对|对(?=[^，。]{0,40}(?:建议|提案|议案))")
MARKED = re.compile(r"\s?[（(][A-D][1-9]?类?[）)]$")
SHORT = re.compile(r"^[^：:，。]{0,30}(?:建议|提案|议案)[^：:，。]{0,12}" + ENDING + "$")
LABELLED = re.compile(r"[（(]?(?:联系|抄送|索引|信息)|[^：:，。《关对]{2,8}[：:]")
ENTERED = re.compile(r"(?:信息|文件|公文|信件)?(?:名\s?称|标\s?题|题\s?名)\s?[：:]\s?(?P<title>.+)$")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}\s?[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?(?:第\s?)?\d{1,5}\s?号"
)
# The letter's own number behind its title: …的答复（民函〔2019〕700号）.
BEHIND = re.compile(rf"(?:\s?[（(]|\s)(?P<number>{NUMBER.pattern})\s?[）)]?\s?$")


def title(text: Text, parts: Parts, issuers: list[str]) -> tuple[str, str] | None:
    """The title as printed and in plain script, without the answering unit before it; None where there is none."""
    head = [one for one in parts.head if not NUMBER.fullmatch(text.of(one).strip())]
    for index, paragraph in enumerate(head):
        if not TITLE_START.search(text.of(paragraph)) or LABELLED.match(text.of(paragraph)):
            continue
        taken = [paragraph]
        while not _ended(text.of(taken[-1])) and index + len(taken) < len(head) and len(taken) < 5:
            taken.append(head[index + len(taken)])
        ends = [place for place, one in enumerate(taken) if _ended(text.of(one))]
        taken = taken[: ends[-1] + 1] if ends else taken[:1]
        return _joined(text, taken, issuers)
    short = next((one for one in head if SHORT.match(text.of(one).strip())), None)
    return _joined(text, [short], issuers) if short else _entered(text, head, issuers)


def _entered(text: Text, head: list[Paragraph], issuers: list[str]) -> tuple[str, str] | None:
    """The title in the table of particulars that a web page puts above a letter."""
    for paragraph in head:
        match = ENTERED.match(text.of(paragraph))
        if match and TITLE_START.search(match["title"]) and TITLE_END.search(match["title"]):
            return _joined(text, [Paragraph(paragraph.start + match.start("title"), paragraph.end)], issuers)
    return None


def _ended(line: str) -> bool:
    return TITLE_END.search(BEHIND.sub("", line)) is not None


def _joined(text: Text, taken: list[Paragraph], issuers: list[str]) -> tuple[str, str]:
    printed = "".join(text.cut(one.start, one.end) for one in taken)
    plain = "".join(text.of(one) for one in taken)
    for issuer in sorted(issuers, key=len, reverse=True):
        while plain.startswith(issuer) and len(plain) > len(issuer) + 8:
            rest = plain[len(issuer) :].lstrip()
            printed, plain = printed[len(printed) - len(rest) :], rest
    # Between an organ and 关于 white space stands for a line break; elsewhere in a title it stands for nothing.
    start = TITLE_START.search(plain)
    if (
        start
        and start.start() > 0
        and ORGAN.search(plain[: start.start()].rstrip())
        and plain[start.start() - 1] == " "
    ):
        printed, plain = printed[start.start() :], plain[start.start() :]
    for pattern in (BEHIND, MARKED):
        if behind := pattern.search(plain):
            printed, plain = printed[: behind.start()], plain[: behind.start()]
    return re.sub(r"\s+", "", printed), re.sub(r"\s+", "", plain)
