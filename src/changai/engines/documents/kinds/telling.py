"""What kind of document a text is."""

import re

from changai.engines.documents.kinds.titles import by_title, sets_tasks, titles
from changai.engines.documents.kinds.words import COUNTED, DUTY, FUTURE, HEADING, NEWS, PAST, REPLY
from changai.engines.documents.letters.parts import OPENING, SALUTATION
from changai.engines.documents.text import Text

#: A paragraph that closes with units' names in brackets.
UNITS = re.compile(r"。（[^（）]{1,40}(?:局|委|办|部|会|府|院|厅|行|公司)(?:[、，；][^（）]{2,60})?）。?$")


def kind(text: Text) -> str:
    """`plan`, `reply`, `report` or `other`.

    A reply answers a deputy's or member's proposal. A plan sets measures: 方案, 计划, 措施, 意见, 要点 … with numbered
    headings or duties. A report tells what was: 报告, 总结, 汇报, 情况, 通报, or a text without a title that counts
    what was done. News, regulations, minutes, notices, explanations are other.
    """
    pieces = [text.of(one) for one in text.paragraphs]
    if not pieces:
        return "other"
    if _reply(pieces):
        return "reply"
    headings = sum(1 for one in pieces if HEADING.match(one))
    duties = len(DUTY.findall(text.plain))
    named = by_title(titles(pieces), pieces)
    if named == "plan":
        return (
            "plan"
            if headings >= 3
            or duties >= 2
            or "row" in {one.kind for one in text.paragraphs}
            or sum(1 for one in pieces if UNITS.search(one)) >= 3
            else "other"
        )
    if named == "other" and (duties >= 3 or sets_tasks(pieces, text.plain, headings, duties)):
        return "plan"
    if named:
        return named
    if duties >= 3:
        return "plan"
    return _untitled(text.plain, pieces)


def _reply(pieces: list[str]) -> bool:
    """The title says so, or somebody is greeted who handed something in that was received."""
    for index, piece in enumerate(pieces[:30]):
        match = SALUTATION.match(piece)
        if match:
            following = match["rest"] + "".join(pieces[index + 1 : index + 3])
            if re.search(
                r"(?:您|你们?|贵[\u4e00-\u9fff]{1,4})[^。]{0,120}(?:建议|提案|议案)", following[:260]
            ) and OPENING.search(following[:400]):
                return True
    head = titles(pieces)
    return any(
        REPLY.search(one) and not re.search(r"通知|办法|规定|总体情况|工作的报告", one) for one in head
    )


def _untitled(plain: str, pieces: list[str]) -> str:
    """Without a title that tells: news is other; a long text that counts what was done is a report."""
    if any(NEWS.search(one[:80]) for one in pieces[:4]) or len(plain) < 600:
        return "other"
    counted, past, future = len(COUNTED.findall(plain)), len(PAST.findall(plain)), len(FUTURE.findall(plain))
    return "report" if counted >= 10 and past >= 8 and past * 4 > future else "other"
