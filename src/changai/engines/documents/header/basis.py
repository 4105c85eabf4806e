"""The documents that a document says it rests on."""

import re

from changai.engines.documents.header.numbers import number_at
from changai.engines.documents.header.quotes import bare, bracket, quoted, sentences
from changai.engines.documents.reading import Basis, Doubt
from changai.engines.documents.text import Text

RESTS = re.compile(r"根据|依据|按照|依照|遵照|贯彻|落实|执行|结合|部署|要求|精神|深化|推进|推动|促进")
MADE = re.compile(
    r"(?:印发|制定|制订|编制|起草|出台|拟定|修订|形成|提出|废止|公布)(?:了|本|我[市县省区])?(?:[^，。；《》]{0,12})?$"
)
SHORT = re.compile(r"^(?:以下)?简称")
GIST = re.compile(
    r"^(?:意见|方案|通知|条例|办法|规划|纲要|决定|措施|计划|规定|实施意见|实施方案|若干意见|若干措施|行动计划)$"
)


def read_basis(text: Text, ranges: list[tuple[int, int]], own: set[str]) -> tuple[list[Basis], list[Doubt]]:
    """Titles in 《》 with the number that follows them, in sentences that say 根据, 贯彻 and the like.

    own: bare titles of the document itself, which are no basis.
    """
    found: list[Basis] = []
    doubts: list[Doubt] = []
    for start, end in ranges:
        for begin, stop in sentences(text.plain, start, end):
            if RESTS.search(text.plain, begin, stop):
                for one, doubt in named(text, begin, stop, own):
                    if all(bare(one.name) != bare(other.name) for other in found):
                        found.append(one)
                        doubts += [doubt] if doubt else []
    return found, doubts


def named(text: Text, start: int, end: int, own: set[str]) -> list[tuple[Basis, Doubt | None]]:
    """The titles of one sentence."""
    result: list[tuple[Basis, Doubt | None]] = []
    for opening, closing in quoted(text.plain, start, end):
        name = text.plain[opening + 1 : closing]
        before = text.plain[start:opening]
        own_made = MADE.search(before) and not before.endswith(("印发的", "制定的", "出台的"))
        if bare(name) in own or GIST.match(name) or own_made or re.search(r"简称[“]?$", before):
            continue
        after = text.plain[closing + 1 : closing + 2]
        basis, doubt = Basis(text.cut(opening + 1, closing), None), None
        if after == "（":
            until = bracket(text.plain, closing + 1, end)
            number = number_at(text, closing + 2, until)
            if number:
                basis.number, basis.raw = number.value, number.raw
                if number.doubt:
                    doubt = Doubt("basis", number.doubt, text.place(number.start, number.end))
        result.append((basis, doubt))
    return result
