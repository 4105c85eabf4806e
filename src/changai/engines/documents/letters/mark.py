"""How far a proposal was met: A, B, C."""

import re

from changai.engines.documents.letters.parts import Parts
from changai.engines.documents.text import Text

STANDING_MARK = re.compile(r"^[（(【\[]?\s?(?P<mark>[A-D]\s?[1-9]?)\s?(?:类|级)?\s?[）)】\]]?$")
NAMED_MARK = re.compile(
    r"(?:办理(?:结果|类别|类型|分类|情况|程度)|答复(?:类别|类型|分类|结果)|分\s?类|类\s?别|复函类别|结果类别|问题类别|评定等级|标\s?识)"
    r"(?:[^：:\n\t]{0,6}[：:]\s?|\t)[（(“\"]?(?P<mark>[A-D]\s?[1-9]?)(?![A-Za-z])"
)
BESIDE_NUMBER = re.compile(r"号\s*[（(【]?(?P<mark>[A-D][1-9]?)类?[）)】]?$")
CLASS_MARK = re.compile(
    r"[（(【\[](?P<mark>[A-D]\s?[1-9]?)\s?类?[）)】\]]|(?<![A-Za-z])(?P<bare>[A-D][1-9]?)\s?类(?!\w*(?:企业|人才|项目))"
)


def mark(text: Text, parts: Parts) -> str | None:
    """A, B, B1 …: how far the proposal was met. Alone in a line of the head, at the title, or named anywhere."""
    for paragraph in parts.head:
        line = text.of(paragraph).strip()
        match = STANDING_MARK.match(line) or BESIDE_NUMBER.search(line)
        if match:
            return re.sub(r"\s", "", match["mark"])
    for paragraph in [*parts.head, *parts.tail, *parts.body[-6:]]:
        match = NAMED_MARK.search(text.of(paragraph))
        if match:
            return re.sub(r"\s", "", match["mark"])
    for paragraph in parts.head:
        match = CLASS_MARK.search(text.of(paragraph))
        if match:
            return re.sub(r"\s", "", match["mark"] or match["bare"])
    return None
