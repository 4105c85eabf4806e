"""The number and the kind of a proposal."""

import re

from changai.engines.documents.numerals import number as numeral

HAN = "〇零一二三四五六七八九十百"
NUMBERED = re.compile(
    rf"第?\s?(?P<number>[A-Z]{{0,3}}\s?[0-9]+(?:[-－—/][0-9]+)*(?:[、,，和][0-9]+)*|(?<=第)[{HAN}]+)\s?号\s?(?:[重难]点)?(?P<type>建议|提案|议案|批评|意见)?"
)
LABELLED = re.compile(
    r"(?:建议|提案|议案|案)\s?(?:编号|号|第)(?:\s?[：:]?\s?|\t)(?:第\s?)?(?P<number>[A-Z]{0,3}[0-9]+)"
)
OWN_NUMBER = re.compile(r"[〔\[（(【]\s?(?:19|20)\d\d\s?[〕\]）)】]\s?(?:第\s?)?\d+\s?号")


def numbered(said: str) -> str | None:
    """What a number is followed by: 第12号建议."""
    return next((one["type"] for one in NUMBERED.finditer(OWN_NUMBER.sub("", said)) if one["type"]), None)


def sort(said: str) -> str | None:
    """议案 and 提案 are named as such; everything else that deputies hand in is a 建议."""
    named = numbered(said)
    if named in ("建议", "提案", "议案"):
        return named
    for word in ("提案", "议案"):
        if re.search(word + r"(?!委)", said):
            return word
    return "建议" if "建议" in said or named else None


def number(said: str) -> str | None:
    """As printed in digits; a number in Chinese characters in digits; several in a row parted by 、."""
    bare = OWN_NUMBER.sub("", said)
    found: list[re.Match[str]] = []
    for match in NUMBERED.finditer(bare):
        if found and not re.fullmatch(r"\s?[、,，和及与]\s?", bare[found[-1].end() : match.start()]):
            break
        found.append(match)
    behind = LABELLED.search(bare)
    if not found and behind:
        found = [behind]
    return "、".join(_digits(match["number"]) for match in found) or None


def labelled(head: str) -> str | None:
    """A number that stands behind its label in the table above a letter."""
    match = LABELLED.search(head)
    return match["number"] if match else None


def _digits(printed_number: str) -> str:
    printed = re.sub(r"\s", "", printed_number)
    value = numeral(printed) if printed[0] in HAN else None
    return str(int(value)) if value is not None else printed
