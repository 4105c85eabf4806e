"""From bytes to a reading: every part in its order."""

import re
from bisect import bisect
from dataclasses import dataclass

from changai.engines.documents.checks import check
from changai.engines.documents.cleaning import clean
from changai.engines.documents.containers import open_document
from changai.engines.documents.figures import read_figures
from changai.engines.documents.header import Header, read_header
from changai.engines.documents.kinds import kind
from changai.engines.documents.letters import read_letter
from changai.engines.documents.outline import Node, outline
from changai.engines.documents.plans import read_amendments, read_measures
from changai.engines.documents.quantities import Quantity, find
from changai.engines.documents.reading import Doubt, Figure, Reading, Section
from changai.engines.documents.text import Kept, Text

LASTING = ("年", "个月", "月", "天", "日", "周", "小时", "分钟", "个工作日", "学年", "学期")
AVERAGE = re.compile(r"平均|人均|累计|共|年限|寿命|时长")
LETTER = ("title", "issuer", "document_number", "date", "date_raw", "recipient", "recipient_role", "proposal",
          "handling_mark", "contacts", "postcode", "disclosure", "cc")  # fmt: skip


HEADER = (
    "title",
    "notice_title",
    "issuer",
    "document_number",
    "document_number_raw",
    "date",
    "date_raw",
    "addressees",
    "basis",
)

MISSING = {
    "title": "没有找到标题，请对照原文填写",
    "issuer": "没有找到发文单位：版头、标题和落款里都没有",
    "date": "没有找到成文日期：落款和标题下都没有",
}


@dataclass
class Read:
    """A document as it came, as it was cleaned, and what it says."""

    kept: Kept
    text: Text
    reading: Reading


def read(content: bytes, name: str) -> Read:
    """Read a document. name: the file's, for its ending. Raises DocumentError where it can't be read at all."""
    kept = open_document(content, name)
    text = clean(kept)
    reading = analyse(text)
    reading.notices = [*kept.notices, *reading.notices]
    return Read(kept, text, reading)


def analyse(text: Text) -> Reading:
    """What a cleaned text says. The same text always gives the same reading."""
    reading = Reading(kind=kind(text))
    nodes = outline(text)
    reading.sections = sections(text, nodes)
    quantities = find(text)
    if reading.kind == "reply":
        _letter(text, reading)
    else:
        header = read_header(text)
        _header(reading, header)
        reading.amends = read_amendments(text, header.title)
        if reading.kind == "plan" and not reading.amends:
            _plan(text, reading, nodes, quantities, header)
    figures = read_figures(text, reading.date, quantities)
    reading.checks = check(figures, text)
    reading.figures = _untargeted(reading, figures)
    return reading


def _plan(
    text: Text, reading: Reading, nodes: list[Node], quantities: list[Quantity], header: Header
) -> None:
    measures, targets, chapters, doubts = read_measures(text, nodes, quantities, header)
    reading.measures, reading.document_targets, reading.chapters = measures, targets, chapters
    reading.doubts += doubts
    if not measures:
        reading.doubts.append(Doubt("measures", "没有读出编号的任务，请对照原文"))


def _untargeted(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """The figures that are no targets: what a plan tells of the present.

    How long something lasts (培养期限为1—2年) and how often it is done (每年听取1次) are rules of a plan, no figures,
    unless it is an average or a total.
    """
    if reading.kind == "plan":
        figures = [one for one in figures if not ruled(one)]
    targets = [*reading.document_targets, *(target for one in reading.measures for target in one.targets)]
    held = sorted(target.at for target in targets)
    starts = [start for start, _ in held]

    def free(one: Figure) -> bool:
        near = held[max(bisect(starts, one.at[1] - 1) - 8, 0) : bisect(starts, one.at[1] - 1)]
        return not any(start < one.at[1] and one.at[0] < end for start, end in near)

    return [one for one in figures if free(one)]


def ruled(figure: Figure) -> bool:
    """A length of time, or how often something is done: what a plan rules, not what it counts."""
    often = figure.unit in ("次", "轮", "期", "场") and (figure.period or "").startswith("每")
    return often or (figure.unit in LASTING and not AVERAGE.search(figure.quote))


def _letter(text: Text, reading: Reading) -> None:
    letter = read_letter(text)
    for field in LETTER:
        setattr(reading, field, getattr(letter, field))
    reading.doubts += letter.doubts


def _header(reading: Reading, header: Header) -> None:
    for field in HEADER:
        setattr(reading, field, getattr(header, field))
    reading.doubts += header.doubts
    told = {one.where for one in header.doubts}
    for field, words in MISSING.items():
        if not getattr(reading, field) and field not in told:
            reading.doubts.append(Doubt(field, words))


def sections(text: Text, nodes: list[Node]) -> list[Section]:
    """The headings with their depth and the number of headings right below each."""
    return [
        Section(one.label, one.title, one.level, text.place(*one.span), len(one.children))
        for one in nodes
        if one.span[1] > one.span[0]
    ]
