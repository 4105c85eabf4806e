"""A letter's paragraphs sorted: what stands before the salutation, the salutation, the body, what follows it."""

import re
from dataclasses import dataclass

from changai.engines.documents.dates import Moment
from changai.engines.documents.letters.signature import signature
from changai.engines.documents.text import Paragraph, Text

ROLE = r"(?:代表团?|委员|政协委员|人大代表)"
GROUP = (
    r"(?:民革|民盟|民建|民进|农工|致公|九三|台盟|工商联|无党派|知联|侨联|台联|欧美同学会|妇联|共青团|团[市县区省]委|总工会|科协|社科联"
    r"|文联|党派|界别?|委员会|支部|总支|代表团|小组|专委会|活动组|中国民主|中国国民党|学社|同盟)"
)
SALUTATION = re.compile(
    rf"^(?:尊敬的)?(?P<who>[^：，。；]{{0,80}}?(?:{ROLE}(?:[（(][^）)]*[）)])?|{GROUP}[^：，。；]{{0,16}}))\s?[：:](?P<rest>.*)$",
    re.S,
)
OPENING = re.compile(
    r"(?:您|你|贵)[^。]{0,160}?(?:收悉|收到|已悉|收阅)|(?:建议|提案|议案)[^。]{0,60}?(?:收悉|收到|已悉|收阅)"
)
LONG = 45
# A unit that holds the proposal asks another for its view: 市教育局：
ASKED = re.compile(r"^(?P<who>[^：，。；]{2,30}(?:局|委|委员会|厅|部|办公室|政府|院|会|室|中心))\s?[：:]\s*$")
JOINED = re.compile(r"[会协]办意见")


@dataclass
class Parts:
    """Paragraphs of a letter. salutation, opening: half-open ranges in plain, or None."""

    head: list[Paragraph]
    salutation: tuple[int, int] | None
    opening: tuple[int, int] | None
    body: list[Paragraph]
    tail: list[Paragraph]
    signed: Moment | None


def part(text: Text) -> Parts:
    """Sort the paragraphs. Nothing is lost: head, salutation, body and tail together are the letter."""
    paragraphs = list(text.paragraphs)
    at, salutation = _salutation(text, paragraphs)
    first = at if at is not None else _first_long(text, paragraphs)
    after = paragraphs[first + 1 :] if at is not None else paragraphs[first:]
    opening = None
    if salutation and at is not None:
        rest = (salutation[1] + 1, paragraphs[at].end)
        if rest[1] - rest[0] > 6:
            opening = rest
    if opening is None and after:
        opening = next(
            ((p.start, p.end) for p in after[:3] if OPENING.search(text.of(p))),
            (after[0].start, after[0].end),
        )
    cut, signed = signature(text, after)
    return Parts(paragraphs[:first], salutation, opening, after[:cut], after[cut:], signed)


def _salutation(text: Text, paragraphs: list[Paragraph]) -> tuple[int | None, tuple[int, int] | None]:
    """The first paragraph that greets somebody: its index, and the range of the names."""
    for index, paragraph in enumerate(paragraphs[:30]):
        match = SALUTATION.match(text.of(paragraph))
        if match and not re.match(
            r"抄送|主送|联系|承办|办理|签发|分类|类别|标题|索引|答复对象", match["who"]
        ):
            greeted = not match["rest"].strip() or re.match(r"\s*(?:[您你贵]|现|收)", match["rest"])
            if greeted:
                return index, (paragraph.start + match.start("who"), paragraph.start + match.end("who"))
    if any(JOINED.search(text.of(one)) for one in paragraphs[:12]):
        for index, paragraph in enumerate(paragraphs[:12]):
            if match := ASKED.match(text.of(paragraph)):
                return index, (paragraph.start, paragraph.start + match.end("who"))
    return None, None


def _first_long(text: Text, paragraphs: list[Paragraph]) -> int:
    for index, paragraph in enumerate(paragraphs):
        if OPENING.search(text.of(paragraph)) or (
            paragraph.end - paragraph.start > LONG and "。" in text.of(paragraph)
        ):
            return index
    return len(paragraphs)
