"""The time that a figure is for."""

import re

from changai.engines.documents.dates import Moment
from changai.engines.documents.figures.clauses import Placed
from changai.engines.documents.text import Text

_TOTAL = re.compile(r"累计|总计|历年")
_TERM = re.compile(r"当期|本期|近期|全年|(?<![一二三四五六七八九十\d])年内|年初|同期")
_COMPARED = re.compile(r"(?:比|较|与|和|是|(?<![降升加少长高低])为|同|完成|高于|低于|多于|占)\s?$")
_COMPARING = re.compile(r"^\s?(?:年|末|底)?(?:的|增|提|下|上|减|相比|同期|翻|高|低|多|少)")
_FAR = 200
_KINDS = frozenset(["day", "month", "year", "part", "range", "plan", "span", "now", "each"])


def period(text: Text, placed: Placed, moments: list[Moment]) -> str | None:
    """As read (2018, 2019-01..2019-05), else the words (近三年, 目前, 每年, 累计); None where the sentence has none."""
    at = placed.quantity.start
    said = [
        moment
        for moment in moments
        if placed.sentence.start <= moment.start < at and moment.kind in _KINDS and not _is_base(text, moment)
        if moment.kind != "each" or moment.start >= placed.clause.start
    ]
    after = [
        moment
        for moment in moments
        if at <= moment.start < placed.piece.end and moment.kind in ("each", "now")
    ]
    chosen = said[-1] if said else after[0] if after else None
    lead = text.plain[max(placed.sentence.start, at - _FAR) : at]
    if chosen is None:
        word = _TOTAL.search(lead) or _TERM.search(lead)
        return word[0] if word else None
    if (
        chosen.kind == "each"
        and (dated := [one for one in said if one.value])
        and _near(text, dated[-1], chosen)
    ):
        chosen = dated[-1]
    since = next((one for one in said if one.end == chosen.start and one.value), None)
    if chosen.kind == "span" and since:
        return since.value
    if chosen.kind == "now" and since:
        return f"{since.value}..目前"
    if chosen.value and chosen.kind == "year" and re.match(r"\d{4}年以来", chosen.printed):
        return f"{chosen.value}..目前"
    return chosen.value or _words(text, chosen)


def _near(text: Text, one: Moment, other: Moment) -> bool:
    """Whether two moments stand in one clause (到2022年每年)."""
    return not re.search(r"[，；]", text.plain[one.end : other.start])


def _is_base(text: Text, moment: Moment) -> bool:
    """A time that is only compared with: 比2016年增加."""
    before = text.plain[max(0, moment.start - 3) : moment.start]
    after = text.plain[moment.end : moment.end + 4]
    compared = _COMPARED.search(before) and _COMPARING.match(after)
    return (
        bool(compared)
        or (before.endswith(("自", "从")) and "起" in after[:2])
        or before.endswith(("按", "依据", "根据", "间为", "期为", "限为"))
    )


def _words(text: Text, moment: Moment) -> str:
    if moment.kind == "now":
        return "目前"
    said = re.sub(r"\s", "", text.plain[moment.start : moment.end])
    return re.sub(r"以?来$", "", said) or said
