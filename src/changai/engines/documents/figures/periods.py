"""The time that a figure is for."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import partial

from changai.engines.documents.dates import Moment
from changai.engines.documents.figures import carrying
from changai.engines.documents.figures.clauses import Placed
from changai.engines.documents.text import Text

_TOTAL = re.compile(r"累计|总计|历年")
_TERM = re.compile(r"当期|本期|近期|全年|(?<![一二三四五六七八九十\d])年内|年初")
_OF_YEAR = frozenset(["全年", "年内"])
_PARTED = re.compile(r"分(?:\d|[两二三四五六七八九十])年")
_COMPARED = re.compile(r"(?:比|较|与|和|是|(?<![降升加少长高低])为|同|完成|高于|低于|多于|占)\s?$")
_COMPARING = re.compile(r"^\s?(?:年|末|底)?(?:的|增|提|下|上|减|相比|同期|翻|高|低|多|少)")
_THAN = re.compile(r"(?:比|较)\s?$")
_FROM = re.compile(r"[由从]\s?$")
_OF = re.compile(r"^\s?(?:同期|全年)?(?:的|为|时的?)?\s?(?:约|近)?$")
_RISEN = re.compile(
    r"^[^，。；]{0,4}?(?:提高|增加|上升|增长|提升|扩大|发展|上调|下降|降低|减少|回落|缩短|压缩|升|降|增|减)(?:到|至|为)了?(?:目前的?|现在的?)?\s?$"
)
# 成立于1958年，现有职工9640人: when a thing began is no time of its figures.
_BEGUN = re.compile(r"(?:成立|始建|创建|组建|创办|建成|投产|诞生|[始兴]建|改制|出生|建)于\s?$")
_PLANNED = re.compile(r"(?:拟于|将于|计划于|定于|拟在|将在)\s?$")
_AIMED = re.compile(r"力争|争取|计划|确保|用$|利用")
_FAR = 200
_BACK = 400
_KINDS = frozenset(["day", "month", "year", "part", "range", "plan", "span", "now", "each"])


@dataclass
class Periods:
    """Times of the figures of one paragraph.

    default: the year that the title or the heading above sets for all that has no time of its own, if any.
    """

    text: Text
    moments: list[Moment]
    default: str | None = None
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [one.start for one in self.moments]

    def _between(self, start: int, end: int) -> list[Moment]:
        return self.moments[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def of(self, placed: Placed) -> str | None:
        """As read (2018, 2019-01..2019-05), else the words (近三年, 目前, 每年, 累计); None where nothing says it."""
        said = self._said(placed)
        found = self._based(placed, said) or self._own(placed, said)
        if found in _OF_YEAR:
            return self.default or found
        if found and not (found == "目前" and self._paid(placed)):
            return found
        earlier = self._between(
            max(placed.paragraph.start, placed.sentence.start - _BACK), placed.sentence.start
        )
        carried = carrying.carried(self.text, placed, earlier, partial(_is_base, self.text), said)
        return carried or found or self._ahead(placed) or self.default

    def _said(self, placed: Placed) -> list[Moment]:
        """Times of the sentence that stand before the number and are not only compared with."""
        return [
            moment
            for moment in self._between(placed.sentence.start, placed.quantity.start)
            if moment.kind in _KINDS and not _is_base(self.text, moment)
            if moment.kind != "each" or moment.start >= placed.clause.start
        ]

    def _based(self, placed: Placed, said: list[Moment]) -> str | None:
        """由2020年的6.2万人增加到8.9万人: the first number is of that time, the second of the text's."""
        at = placed.quantity.start
        before = [one for one in self._between(placed.piece.start, at) if _is_base(self.text, one)]
        if not before:
            return None
        base, plain = before[-1], self.text.plain
        if _OF.match(plain[base.end : at]):
            return self._then(base, said)
        first = placed.before
        if first and base.end <= first.start and _OF.match(plain[base.end : first.start]):
            risen = _RISEN.match(plain[first.end : at]) and _FROM.search(
                plain[max(0, base.start - 2) : base.start]
            )
            return "目前" if risen and not said else None
        return None

    def _then(self, base: Moment, said: list[Moment]) -> str | None:
        """去年同期 is the same part of the year before."""
        same = base.printed.endswith("同期") or self.text.plain.startswith("同期", base.end)
        now = said[-1].value if said else None
        if same and base.value and now and len(base.value) == 4:
            return re.sub(r"\d{4}(?=-|$|\.)", base.value, now)
        return base.value or _words(self.text, base)

    def _own(self, placed: Placed, said: list[Moment]) -> str | None:
        text, at = self.text, placed.quantity.start
        after = [moment for moment in self._between(at, placed.piece.end) if moment.kind in ("each", "now")]
        chosen = said[-1] if said else after[0] if after else None
        lead = text.plain[max(placed.sentence.start, at - _FAR) : at]
        if chosen is None:
            parted = _PARTED.search(text.plain, placed.piece.start, at)
            word = parted or _TOTAL.search(lead) or _TERM.search(lead)
            return word[0] if word else self._within(placed)
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

    def _paid(self, placed: Placed) -> bool:
        """What was paid out is of the year told, though 目前 stands in an earlier clause of the sentence."""
        return carrying.PAID.match(
            self.text.plain, placed.piece.start, placed.quantity.start
        ) is not None and not self._between(placed.clause.start, placed.quantity.start)

    def _within(self, placed: Placed) -> str | None:
        """力争三年内提高到85%."""
        for moment in self._between(placed.clause.start, placed.quantity.start):
            if moment.kind == "within":
                aimed = _AIMED.search(self.text.plain, placed.sentence.start, moment.start)
                return moment.printed if aimed and re.search("[年月]", moment.printed) else None
        return None

    def _ahead(self, placed: Placed) -> str | None:
        """7家企业正在准备材料，拟于近期开班: the time of the plan stands behind."""
        for moment in self._between(placed.quantity.end, placed.sentence.end):
            if _PLANNED.search(self.text.plain[max(0, moment.start - 4) : moment.start]):
                return moment.value or _words(self.text, moment)
        return None


def _near(text: Text, one: Moment, other: Moment) -> bool:
    """Whether two moments stand in one clause (到2022年每年)."""
    return not re.search(r"[，；]", text.plain[one.end : other.start])


def _is_base(text: Text, moment: Moment) -> bool:
    """A time that is only compared with: 比2016年增加, 由2016年的5万人."""
    before = text.plain[max(0, moment.start - 3) : moment.start]
    after = text.plain[moment.end : moment.end + 4]
    compared = _COMPARED.search(before) and _COMPARING.match(after)
    started = _FROM.search(before) and re.match(r"(?:的|\s?\d)", after)
    return (
        bool(compared or started or _THAN.search(before) or _BEGUN.search(before))
        or (before.endswith(("自", "从")) and "起" in after[:2])
        or before.endswith(("按", "依据", "根据", "间为", "期为", "限为"))
    )


def _words(text: Text, moment: Moment) -> str:
    if moment.kind == "now":
        return "目前"
    said = re.sub(r"\s", "", text.plain[moment.start : moment.end])
    return re.sub(r"以?来$", "", said) or said
