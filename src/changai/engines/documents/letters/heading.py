"""The lines above the salutation: number and answering unit."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.letters.signature import ORGAN
from changai.engines.documents.letters.title import BEHIND, NUMBER, TITLE_START
from changai.engines.documents.text import Text

SIDE = re.compile(
    r"(?:\s|^)(?:签\s?发\s?人|办理结果|公开属性|公开选项|公开方式|类\s?别|分\s?类|密\s?级|缓急)\s?[：:].*$|文\s?件$|（?代拟稿）?$"
)
STAMP = re.compile(r"[（(](?:章|盖章|印章)[）)]$")
PUBLISHER = re.compile(
    r"(?:发布机构|发文机关|发文单位|制发机关|发布单位|答复单位|承办单位|主办单位)\s?[：:]\s?(?P<who>[\u4e00-\u9fff（）()]{4,30})"
)


def number(text: Text, parts: Parts) -> str | None:
    """The letter's own number, from a line of the head that holds little else."""
    for paragraph in parts.head:
        match = NUMBER.search(text.of(paragraph))
        if match and not TITLE_START.search(text.of(paragraph)[: match.start()]):
            return re.sub(
                r"\s+", "", text.cut(paragraph.start + match.start(), paragraph.start + match.end())
            )
    for paragraph in parts.head:
        if behind := BEHIND.search(text.of(paragraph)):
            start, end = (paragraph.start + at for at in behind.span("number"))
            return re.sub(r"\s+", "", text.cut(start, end))
    return None


def issuers(text: Text, parts: Parts) -> list[str]:
    """The answering units, as the signature names them; else the letterhead; else what stands before 关于 in the title."""
    signed: list[str] = []
    for paragraph in parts.tail[:8]:
        piece = text.of(paragraph)
        if parts.signed and paragraph.start > parts.signed.start:
            break
        if parts.signed and paragraph.end >= parts.signed.end:
            piece = piece[: parts.signed.start - paragraph.start]
        signed += _organs(text, paragraph.start, piece)
    if signed:
        return signed
    for paragraph in parts.head:
        piece = SIDE.sub("", text.of(paragraph)).strip()
        if not TITLE_START.search(piece) and (found := _organs(text, paragraph.start, piece)):
            return found
    for paragraph in parts.head:
        match = re.match(r"(?P<who>[\u4e00-\u9fff（）()]{4,30}?)\s?(?:关于|对)", text.of(paragraph))
        if match and ORGAN.search(match["who"]):
            return [text.cut(paragraph.start, paragraph.start + match.end("who"))]
    for paragraph in [*parts.head, *parts.tail]:
        match = PUBLISHER.search(text.of(paragraph))
        if match and ORGAN.search(match["who"]):
            return [text.cut(paragraph.start + match.start("who"), paragraph.start + match.end("who"))]
    return []


def _organs(text: Text, start: int, piece: str) -> list[str]:
    """Names of organs in a line that holds nothing else; parted by white space or not at all."""
    bare = piece.strip()
    if not bare or len(bare) > 60 or re.search(r"[。：；，！？:]", bare):
        return []
    found, at = [], start + piece.index(bare)
    for word in re.finditer(r"[^\s、]+", bare):
        if not ORGAN.search(word[0]) or len(word[0]) < 3:
            return []
        stamp = STAMP.search(word[0])
        found.append(
            text.cut(at + word.start(), at + (word.start() + stamp.start() if stamp else word.end()))
        )
    return found
