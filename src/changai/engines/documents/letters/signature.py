"""The end of a letter: whose name stands over the date, and where contacts begin."""

import re

from changai.engines.documents.dates import Moment, find_dates
from changai.engines.documents.text import Paragraph, Text

ORGAN = re.compile(
    r"(?:局|委|委员会|厅|部|办|办公室|政府|院|会|行|中心|公司|署|社|处|总队|支队|大队|联|学校|大学|学院)(?:[（(](?:章|盖章|印章)[）)])?$"
)


def signature(text: Text, paragraphs: list[Paragraph]) -> tuple[int, Moment | None]:
    """Where the tail begins, and the date of the signature: the last paragraph that is a day and little else."""
    for index in range(len(paragraphs) - 1, max(len(paragraphs) - 30, -1), -1):
        piece = text.of(paragraphs[index])
        days = [
            one
            for one in find_dates(text, paragraphs[index].start, paragraphs[index].end)
            if one.kind == "day"
        ]
        if not days and not re.search(r"[。：；]", piece) and len(piece) <= 12:
            days = [
                one
                for one in find_dates(text, paragraphs[index].start, paragraphs[index].end)
                if one.kind == "month"
            ]
        if (
            days
            and len(piece) - (days[-1].end - days[-1].start) <= 24
            and "印发" not in piece
            and "。" not in piece
        ):
            return max(index - _organs_before(text, paragraphs, index), 0), days[-1]
    for index, paragraph in enumerate(paragraphs):
        if index >= len(paragraphs) - 14 and re.match(
            r"[（(]?(?:责任领导|主管领导|分管领导|单位领导|联系|承办|经办|邮政编码|抄\s?送|公开|此件|领导签)",
            text.of(paragraph),
        ):
            return index, None
    return len(paragraphs), None


def _organs_before(text: Text, paragraphs: list[Paragraph], index: int) -> int:
    """How many lines above the date name organs."""
    count = 0
    while index - count - 1 >= 0 and count < 8:
        piece = text.of(paragraphs[index - count - 1])
        if len(piece) > 40 or not ORGAN.search(piece) or re.search(r"[。：；]", piece):
            break
        count += 1
    return count
