"""Clauses and sentences round a quantity."""

import re

from changai.engines.documents.text import Text

Range = tuple[int, int]
OPEN, CLOSE = "（《“〔【", "）》”〕】"
LABEL = re.compile(
    r"(?:\d{1,2}[.、](?!\d)|（[\d一二三四五六七八九十]{1,2}）|[①-⑳]|——|[一二三四五六七八九十]是)\s*"
)
TIME_ONLY = re.compile(
    r"(?:力争|争取|确保|努力)?(?:到|至|在|截至|于|自)?(?:20\d\d年?(?:\d{1,2}月)?(?:底|末|初)?(?:前|之前|以前)?|“?十[一二三四五六]五”?(?:末|期末|期间|时期)?|[一二三四五六七八九十\d]{1,2}年(?:以)?内"
    r"|年内|今年|明年|全年)(?:，|$)|其中，?$"
)


def clause(text: Text, start: int, end: int, limits: Range) -> Range:
    """The clause that holds a range: between commas and stops that stand in no bracket, within limits."""
    plain = text.plain
    first = edge(plain, start, limits[0], -1)
    last = edge(plain, end, limits[1], 1)
    return trimmed(plain, first, last)


def edge(plain: str, place: int, limit: int, step: int) -> int:
    """The nearest separator before (step -1) or after a place."""
    depth = 0
    opening, closing = (CLOSE, OPEN) if step < 0 else (OPEN, CLOSE)
    at = place - 1 if step < 0 else place
    while (at >= limit) if step < 0 else (at < limit):
        char = plain[at]
        if char in opening:
            depth += 1
        elif char in closing:
            if not depth and char in "）（":
                break
            depth = max(0, depth - 1)
        elif (char in "，。；！？：\n" and not depth) or char in "。\n":
            break
        at += step
    return at + 1 if step < 0 else at


def sentence(text: Text, place: int, limits: Range) -> Range:
    """The sentence that holds a place: between 。 and line breaks."""
    plain = text.plain
    first = max(plain.rfind(mark, limits[0], place) for mark in "。\n！")
    ends = [found for mark in "。\n！" if (found := plain.find(mark, place, limits[1])) >= 0]
    return max(limits[0], first + 1), min([*ends, limits[1]])


def trimmed(plain: str, start: int, end: int) -> Range:
    """Without blanks and separators at the ends."""
    while start < end and plain[start] in " \n\t，。；：、":
        start += 1
    label = LABEL.match(plain, start, end)
    start = label.end() if label else start
    while end > start and plain[end - 1] in " \n\t，；、":
        end -= 1
    return start, end


def with_time(text: Text, span: Range, limits: Range) -> Range:
    """The clause with the clause before it where that only names a time (到2020年，…)."""
    before = clause(text, span[0] - 1, span[0] - 1, limits) if span[0] - 1 > limits[0] else span
    named = before[0] < span[0] and TIME_ONLY.fullmatch(text.plain[before[0] : before[1]])
    return (before[0], span[1]) if named and text.plain[before[1] : span[0]] in ("，", "，其中，") else span
