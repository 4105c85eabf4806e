"""All of a head put together."""

import datetime
import re
from dataclasses import dataclass, field

from changai.engines.documents.dates import find_dates
from changai.engines.documents.header import organs
from changai.engines.documents.header.basis import bare, read_basis
from changai.engines.documents.header.front import HEAVY, PRINTED, TITLE, Front, read_front
from changai.engines.documents.header.numbers import ORDER, WHOLE, Number, number_at
from changai.engines.documents.reading import Basis, Doubt
from changai.engines.documents.text import Text

HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章条编]|（[一二三四五六七八九十]{1,3}）|1[.、])"
)
ATTACHED = re.compile(
    r"^附件?\s?[\d一二三四五六七八九十]{0,2}[：:]?$|^附件\s?[\d一二三四五六七八九十]{0,2}[：: ]?(?!.*见附件).{2,38}$"
)


@dataclass
class Header:
    """What the head says. main: half-open range in `Text.plain` of the document itself, without a notice before it
    and attachments after it. title_at, date_at, number_at: ranges in plain."""

    title: str | None = None
    notice_title: str | None = None
    issuer: list[str] = field(default_factory=list)
    document_number: str | None = None
    document_number_raw: str | None = None
    date: datetime.date | None = None
    date_raw: str | None = None
    addressees: str | None = None
    basis: list[Basis] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    main: tuple[int, int] = (0, 0)
    title_at: tuple[int, int] | None = None


def read_header(text: Text) -> Header:
    """The head of a plan, notice or report; fields that the text does not give stay None or empty."""
    front = read_front(text)
    header = Header()
    titles(text, front, header)
    number = document_number(text, front)
    if number:
        header.document_number, header.document_number_raw = number.value, number.raw
        if number.doubt:
            header.doubts.append(Doubt("document_number", number.doubt, text.place(number.start, number.end)))
    if front.salute is not None:
        one = front.lines[front.salute]
        header.addressees = text.cut(one.start, one.end).strip().rstrip("：:").strip()
    dated = signature_date(text, front, header)
    issuers(text, front, header, dated)
    ends(text, front, header, dated)
    own = {bare(name) for name in (header.title, header.notice_title) if name}
    own |= {bare(text.plain[slice(*front.named)])} if front.named else set()
    header.basis, doubts = read_basis(
        text, prefaces(text, front, header), {bare(plain_of(text, one)) for one in own} | own
    )
    header.doubts += doubts
    return header


def plain_of(text: Text, name: str) -> str:
    """The plain script of a piece that was cut as printed."""
    place = text.clean.find(name)
    return text.plain[place : place + len(name)] if place >= 0 else name


def cut_lines(text: Text, front: Front, lines: list[int]) -> str:
    """Lines as one title; a blank stays between organs, none before 关于."""
    pieces = [text.cut(front.lines[i].start, front.lines[i].end).strip() for i in lines]
    number = WHOLE.match(text.of(front.lines[lines[0]]).strip())
    pieces[0] = pieces[0][number.end() :].strip() if number else pieces[0]
    joined = ""
    for place, piece in enumerate(pieces):
        blank = place and organs.organs_only(text.of(front.lines[lines[place]]))
        joined += (" " if blank and joined else "") + piece
    return joined


def titles(text: Text, front: Front, header: Header) -> None:
    """Title and notice title; a notice that issues nothing else is the document itself."""
    if front.notice:
        header.notice_title = cut_lines(text, front, front.notice)
    if front.title:
        header.title = cut_lines(text, front, front.title)
        header.title_at = (front.lines[front.title[0]].start, front.lines[front.title[-1]].end)
    elif front.named and header.notice_title:
        header.title = text.cut(*front.named).replace("\n", "").strip()
    elif not front.notice and (run := run_in_title(text)):
        header.title, header.title_at = text.cut(*run).strip(), run
    elif header.notice_title:
        header.title, header.notice_title = header.notice_title, None
        header.title_at = (front.lines[front.notice[0]].start, front.lines[front.notice[-1]].end)
    elif headline(text, front):
        header.title = cut_lines(text, front, [0])
        header.title_at = (front.lines[0].start, front.lines[0].end)


def headline(text: Text, front: Front) -> bool:
    """The first line of a text without an official title, where it is no sentence and sentences follow."""
    line = text.of(front.lines[0]).strip() if front.lines else ""
    plain = 6 <= len(line) <= 60 and not re.search(r"[。；：！？，…]$|^[（(]|\d$|^[^《]{2,8}：", line)
    return plain and 0 < front.sentence <= 4 and not organs.organs_only(line) and not HEAVY.search(line)


def run_in_title(text: Text) -> tuple[int, int] | None:
    """The title of a text that lost its line breaks: up to the first printed gap or 。 where it ends as titles end."""
    if not text.paragraphs:
        return None
    start, end = text.paragraphs[0].start, min(text.paragraphs[0].end, text.paragraphs[0].start + 60)
    for place in range(start + 4, end):
        gap = text.kept[text.origin[place] - 1] in " \u3000\xa0"
        if gap or text.plain[place] == "。":
            return (start, place) if TITLE.match(text.plain[start:place].strip()) else None
    return None


def document_number(text: Text, front: Front) -> Number | None:
    """The document's own number: in the lines before the first sentence, or right below the title."""
    last = max([front.sentence, *(i + 3 for i in front.title[-1:])])
    for index in range(min(last, len(front.lines))):
        one = front.lines[index]
        line = text.of(one)
        if (len(line) > 80 and "|" not in line) or "《" in line or line.rstrip().endswith("。"):
            continue
        for start, end in pieces(text, one.start, one.end):
            if number := number_at(text, start, end, alone=True):
                return number
        if ORDER.match(line.strip()):
            return Number(text.cut(one.start, one.end).strip(), None, one.start, one.end)
    return None


def pieces(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    """A line, at the bars of a web page's table of particulars."""
    found, begin = [], start
    for place in [*(match.start() + start for match in re.finditer(r"[|\t]", text.plain[start:end])), end]:
        found.append((begin, place))
        begin = place + 1
    return found


def signature_date(text: Text, front: Front, header: Header) -> int | None:
    """The day under the signature (or under the title in brackets); returns its line's index."""
    candidates: list[tuple[int, int]] = []
    title_end = front.title[-1] if front.title else -1
    for index, one in enumerate(front.lines):
        line = text.of(one).strip()
        if len(line) > 60 or index < 0 or re.search(r"[。；，]", line):
            continue
        found = find_dates(text, one.start, one.end)
        if len(found) != 1 or found[0].kind != "day":
            continue
        rest = (text.plain[one.start : found[0].start] + text.plain[found[0].end : one.end]).strip(" （）()")
        if PRINTED.search(rest) or PRINTED.search(line):
            rank = 3
        elif not rest or organs.organs_only(rest):
            rank = (
                0
                if index <= front.sentence + 60
                and (index < title_end or title_end < 0 or index <= title_end + 2)
                else 1
            )
        else:
            continue
        candidates.append((rank, index))
    if not candidates:
        return None
    rank, index = min(candidates, key=lambda pair: (pair[0], pair[1] if pair[0] == 0 else -pair[1]))
    moment = find_dates(text, front.lines[index].start, front.lines[index].end)[0]
    place = text.place(moment.start, moment.end)
    if moment.value is None:
        header.date_raw = moment.printed
        header.doubts.append(
            Doubt("date", f"日期印作“{moment.printed}”，读不出确定的日子，请核对原件。", place)
        )
        return index
    header.date = datetime.date.fromisoformat(moment.value)
    if not moment.sure:
        header.date_raw = moment.printed
        header.doubts.append(
            Doubt(
                "date",
                f"日期印作“{moment.printed}”，缺“年月日”等字，只能读作{moment.value}，请核对原件。",
                place,
            )
        )
    if rank == 3:
        header.doubts.append(Doubt("date", "正文没有落款日期，取的是版记中的印发日期。", place))
    return index


def issuers(text: Text, front: Front, header: Header, dated: int | None) -> None:
    """Of the notice's title, else of the signature, else of the title, else of the red head."""
    above, below = (
        organs.of_title(text, front, front.notice or front.title),
        organs.signed(text, front, dated),
    )
    header.issuer = (
        above
        or below
        or organs.of_title(text, front, front.title)
        or organs.below_title(text, front)
        or organs.of_head(text, front)
        or organs.at_foot(text, front)
    )
    if above and below and {bare(one) for one in above} != {bare(one) for one in below}:
        header.doubts.append(
            Doubt(
                "issuer",
                f"标题中的发文机关（{'、'.join(above)}）与落款（{'、'.join(below)}）不同，取标题中的。",
            )
        )


def ends(text: Text, front: Front, header: Header, dated: int | None) -> None:
    """Where the document itself begins and where its attachments do."""
    last = (front.title or front.notice or [-1])[-1]
    if front.named and not front.title and dated is not None:
        last = max(last, dated)
    start = front.lines[last].end if last >= 0 else 0
    end = len(text.plain)
    begun = False
    for one in front.lines[last + 1 :]:
        line = text.of(one).strip()
        begun = begun or bool(HEADING.match(line))
        if begun and ATTACHED.match(line) and not line.endswith("。"):
            end = one.start
            break
    header.main = (start, end)


def prefaces(text: Text, front: Front, header: Header) -> list[tuple[int, int]]:
    """The running text of the notice, and that of the document before its first heading."""
    ranges: list[tuple[int, int]] = []
    start = front.lines[front.notice[-1]].end if front.notice else header.main[0]
    if not front.notice and front.salute is not None and front.lines[front.salute].end < start:
        start = front.lines[front.salute].end
    edges = sorted({start, header.main[0]})
    for begin in edges:
        until = next(
            (one.start for one in front.lines if one.start >= begin and HEADING.match(text.of(one).strip())),
            min(header.main[1], begin + 3000),
        )
        limit = header.title_at[0] if header.title_at and begin < header.title_at[0] else until
        if min(until, limit) > begin:
            ranges.append((begin, min(until, limit)))
    first = next((one for one in front.lines if text.of(one).startswith("第一条")), None)
    return [*ranges, (first.start, first.end)] if first and first.start >= header.main[0] else ranges
