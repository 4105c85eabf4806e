"""Names that 、 parted although they are one."""

import re

from changai.engines.documents.units.spans import Span

PLACE = r"(?:县级市|自治区|自治县|直辖市|街道|乡镇|团场|市辖区|开发区|[县市区乡镇州盟旗师])"
BARE = re.compile(
    rf"^(?:中央|省级?|市级?|州|县级?|区级?|乡|镇|自治区|地|部)$|^各?{PLACE}(?:（[^（）]*）|〔[^〔〕]*〕)?$"
)
NEXT_PLACE = re.compile(
    rf"^{PLACE}(?:$|[（〔]|人民政府|政府|党委|管委会|办事处|党工委|(?<!市)总工会|(?<!市)工会|各|和|及|两级|三级|分管|有关|相关)"
)


def joined(text: str, spans: list[Span]) -> list[Span]:
    """Pieces that 、 parted although they are one name (各区、县级市; 市、县两级工会; 各县党委、政府)."""
    result: list[Span] = []
    for span in spans:
        if result and belongs(text, result[-1], span):
            result[-1] = (result[-1][0], span[1])
        else:
            result.append(span)
    return result


def belongs(text: str, before: Span, after: Span) -> bool:
    """Whether the second piece goes on with the name that the first begins."""
    if text[before[1] : after[0]].strip() != "、":
        return False
    first, second = text[before[0] : before[1]], text[after[0] : after[1]]
    last = re.split("、|和|以及|及", first)[-1]
    if re.match(
        r"(?:人民)?政府(?:（[^（）]*）)?(?:$|和有关单位|(?:分别|具体|按|依)?(?:负责|牵头|落实|配合|职责))",
        second,
    ):
        return bool(re.search(r"(?:党委|党工委|县委|区委|市委|^各[^、]*委)$", last)) and last.startswith(
            ("各", "县", "乡")
        )
    if not BARE.match(last):
        return False
    if last.startswith("各") or first.startswith("各") or len(last) <= 2:
        return bool(NEXT_PLACE.match(second)) and not re.match(r"市(?:总)?工会", second)
    return False
