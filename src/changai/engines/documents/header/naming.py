"""Title and notice title."""

import re

from changai.engines.documents.header import organs
from changai.engines.documents.header.front import Front
from changai.engines.documents.header.lines import HEAVY, TITLE
from changai.engines.documents.header.model import Header
from changai.engines.documents.header.numbers import WHOLE
from changai.engines.documents.text import Text


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
