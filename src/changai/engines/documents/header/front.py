"""Title lines, the red head, salutation and signature: which paragraph is what."""

from dataclasses import dataclass

from changai.engines.documents.header.lines import HEAVY, NOTICE, organs_only, running
from changai.engines.documents.header.named import named_title
from changai.engines.documents.header.salutation import salutation
from changai.engines.documents.header.titles import title_lines
from changai.engines.documents.text import Paragraph, Text


@dataclass
class Front:
    """What stands where, as indexes of paragraphs.

    notice: the lines of the notice's title, with its issuers' lines; title: those of the document itself; salute,
    sentence: where the salutation and the first running text stand. named: the range in plain of the title that the
    notice names.
    """

    lines: list[Paragraph]
    notice: list[int]
    title: list[int]
    salute: int | None
    sentence: int
    named: tuple[int, int] | None


def read_front(text: Text) -> Front:
    """Looks through the first paragraphs and the place where an attached document begins."""
    lines = [one for one in text.paragraphs if one.kind in ("body", "box") and text.of(one).strip()]
    sentence = next((i for i, one in enumerate(lines) if running(text.of(one))), len(lines))
    notice = notice_lines(text, lines, sentence)
    salute = salutation(text, lines, (notice[-1] if notice else -1) + 1, sentence)
    named = named_title(text, lines, notice, sentence)
    title = title_lines(text, lines, notice, sentence, named)
    return Front(lines, notice, title, salute, sentence, named)


def notice_lines(text: Text, lines: list[Paragraph], sentence: int) -> list[int]:
    """The lines of the notice's title: it ends in 通知, and issuers stand right above it."""
    for size in (1, 2, 3, 4):
        for index in range(min(sentence, 40, len(lines)) - size + 1):
            group = list(range(index, index + size))
            pieces = [text.of(lines[i]).strip() for i in group]
            joined = "".join(pieces)
            if not NOTICE.search(joined) or HEAVY.search(joined) or len(joined) > 220:
                continue
            if joined.count("《") != joined.count("》") or any(organs_only(one) for one in pieces[1:]):
                continue
            again = repeated(text, lines, group[-1], joined)
            if again:
                return again
            first = index
            while first > 0 and index - first < 8 and organs_only(text.of(lines[first - 1])):
                first -= 1
            return list(range(first, group[-1] + 1))
    return []


def repeated(text: Text, lines: list[Paragraph], last: int, title: str) -> list[int]:
    """The same title printed once more below (after a web page's table of particulars), with its issuers' lines."""
    for index in range(last + 1, min(last + 16, len(lines))):
        line = text.of(lines[index]).strip()
        if len(line) >= 12 and line in title and NOTICE.search(line):
            first = index
            while first > 0 and organs_only(text.of(lines[first - 1])):
                first -= 1
            return list(range(first, index + 1))
    return []
