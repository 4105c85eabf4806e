"""What a figure counts, in the words of its clause."""

import re
from bisect import bisect_left

from changai.engines.documents.dates import Moment
from changai.engines.documents.figures import words
from changai.engines.documents.figures.clauses import Placed, Span
from changai.engines.documents.figures.wording import Wording
from changai.engines.documents.quantities import Quantity
from changai.engines.documents.quantities.units import is_money
from changai.engines.documents.text import Text

_TOPIC = re.compile(
    r"^[^，。；：、（]{2,24}?(?:(?<=[伍人员工者生业位构群])(?:当?中|里)|(?:当?中|里)(?=，))(?!级|专|小|等|心|国|央|共|餐|医|药|型)"
)
_NAMES = re.compile(
    r"((?:[^，。；：、（(]|[（(][^（()）]*[）)]){1,24}(?:、(?:[^，。；：、（(]|[（(][^（()）]*[）)]){1,24})*(?:、|和|及)(?:[^，。；：、（(]|[（(][^（()）]*[）)]){1,24}?)"
    r"[，\s]*(?:按|每人|给予|分别|各|依次|占|为)"
)
_COUNTED = re.compile(r"\d|[一二三四五六七八九十百千万]+(?:余|多)?[个名人家项户元件场]")
_LONGEST_LIST = 12
_FAR = 200


class Subjects(Wording):
    """Names the figures of one paragraph, in order; keeps what earlier clauses counted."""

    def __init__(self, text: Text, moments: list[Moment], classes: list[Quantity]) -> None:
        self._text, self._all, self._classes = text, moments, classes
        self.moments: list[Moment] = []
        self._by_kind: dict[str, str] = {}
        self._begin(Span(0, 0))
        self._sentence = -1

    def _begin(self, sentence: Span) -> None:
        """A new sentence: its topic; what was counted last and the whole whose parts follow are forgotten."""
        self._sentence = sentence.start
        first, last = (
            bisect_left(self._all, at, key=lambda one: one.start) for at in (sentence.start, sentence.end)
        )
        self.moments = self._all[first:last]
        self._topic = self._topic_of(sentence)
        self._head, self._whole, self._last = "", ("", ""), ""
        self._earlier = self._by_kind
        self._by_kind = {}
        self._recent = ""
        self._named: list[str] = []
        self.shared_among_people = False

    def of(self, placed: Placed, group: list[Placed]) -> str:
        """The subject of a figure; group: the figures that are parted by 、 or 和 only, this one among them."""
        if placed.sentence.start != self._sentence:
            self._begin(placed.sentence)
        self.shared_among_people = False
        subject = self._from_list(placed, group) if 1 < len(group) <= _LONGEST_LIST else ""
        if subject and placed.quantity.unit != "%":
            self._last = self._by_kind[_kind(placed.quantity.unit)] = subject
        subject = subject or self._alone(placed) or self._said(placed)
        self._named.append(subject)
        return subject

    def _alone(self, placed: Placed) -> str:
        quantity, lead = placed.quantity, self._text.plain[placed.piece.start : placed.quantity.start]
        before, after = self._around(placed)
        if quantity.rank:
            return self._trimmed(placed.piece)
        if words.TOTAL.match(lead.strip()) and not after:
            return self._whole[0] or "合计"
        kind = _kind(quantity.unit)
        if placed.before and words.RISES_TO.match(self._text.plain[placed.before.end : quantity.start]):
            return self._named[-1] if self._named else self._last
        silent = quantity.unit != "%" and not after and words.SILENT.fullmatch(before)
        if silent and (again := self._again(kind)):
            return again
        if (words.GROWTH.match(before) or words.BESIDE.match(before)) and not after:
            base = self._base(quantity.unit) or self._clause_before(placed)
            return base if re.search("到|至|为", lead[-2:]) and placed.before else f"{base}{before}"
        if quantity.unit == "%" and lead.rstrip().endswith(("占", "占到", "占了", "的", "占比")):
            self._last = self._by_kind["%"] = self._share(placed, before, lead)
            return self._last
        subject = self._joined(placed, before, after)
        link = self._text.plain[max(placed.sentence.start, placed.piece.start - 3) : placed.piece.start]
        if "其中" in lead[:4] or "其中" in link:
            self._whole = (self._by_kind.get(kind, ""), kind)
        elif "；" in link or "）" in link:
            self._whole = ("", "")
        self._recent = subject
        if self._whole[0] and self._whole[1] == kind:
            return f"{self._whole[0]}中的{subject}" if len(self._whole[0]) <= 24 else subject
        subject = self._levelled(subject)
        if len(subject) < words.EXTENDED:
            subject = self._extended(placed, subject)
        return self._kept(subject, kind)

    def _kept(self, subject: str, kind: str) -> str:
        """The subject, with what it depends on before it; else remembered for those that follow."""
        if words.DONE.match(subject):
            return subject
        base = self._base("%")
        if (words.DEPENDENT.match(subject) or words.EACH.match(subject)) and base and len(base) <= 24:
            return base + subject
        self._last = self._by_kind[kind] = subject
        return subject

    def _again(self, kind: str) -> str:
        """其中2022年8712人次: what was counted last in this unit, in this sentence or the one before."""
        return self._by_kind.get(kind) or self._last or self._earlier.get(kind, "")

    def _levelled(self, subject: str) -> str:
        """国家级工作室3个、省级12个: a bare level is of the things that were counted with another level."""
        if words.LEVEL.fullmatch(subject) and (things := words.LEVEL_OF.search(self._last)):
            return subject + things[1]
        return subject

    def _base(self, unit: str) -> str:
        """What grew: a share by 个百分点, anything else that was counted last by %."""
        if unit == "个百分点":
            return self._by_kind.get("%", self._last)
        return next((self._by_kind[kind] for kind in reversed(self._by_kind) if kind != "%"), self._last)

    def _joined(self, placed: Placed, before: str, after: str) -> str:
        quantity = placed.quantity
        if is_money(quantity.unit) and after and (giving := words.GIVING.search(before)):
            before = before[: giving.start()]
            after = after if re.search("补贴|奖|补助|津贴|资金|经费|款", after) else giving[0][-2:] + after
        if before.endswith("率"):
            return before
        if words.NOT_SUBJECT.match(after) and not before:
            return self._last
        if quantity.unit == "%" and after and (not before or words.COMPARED.match(before)):
            return f"{self._last if before else self._topic}{before}{after}"[: words.LONGEST]
        if words.LISTED.search(before) and len(after) > words.EXTENDED:
            return after[: words.LONGEST]
        if len(before) > 30:
            before = re.split("[、，]", before)[-1] or before[-30:]
        if before:
            after = after.split("、")[0]
        subject = before + ("" if quantity.unit == "%" else re.sub("中$", "", after))
        if self._topic and words.EXTENDED <= len(subject) + 1 <= 7 and not before.startswith(self._topic):
            subject = self._topic + subject
        return subject[: words.LONGEST]

    def _extended(self, placed: Placed, subject: str) -> str:
        """A subject that says too little by itself, with the words around it."""
        if placed.after:
            rest = re.split(
                r"\d", self._trimmed(Span(placed.after.end, min(placed.piece.end, placed.after.end + _FAR)))
            )[0]
            if rest and not subject.endswith(rest):
                return f"{subject}{rest}"[: words.LONGEST]
        if self._topic:
            return self._topic + subject
        context = self._clause_before(placed) if words.VERBS.match(subject) else ""
        if context and len(context) <= 30 and not _COUNTED.search(context):
            return f"{context}{subject}"
        base = self._base("%")
        bare = words.VERBS.match(subject) or len(subject) == 1
        return subject if subject and not (bare and base) else f"{base[:24]}{subject}"

    def _share(self, placed: Placed, before: str, lead: str) -> str:
        """男性占62% of 全区产业工人中: the whole and the part; a class inherits the word for what is classed."""
        label = next(
            (
                one
                for one in self._classes
                if placed.piece.start <= one.start and one.end <= placed.quantity.start
            ),
            None,
        )
        if label and (head := self._trimmed(Span(placed.piece.start, label.start))):
            self._head = head
        share = "占" in lead.rstrip()[-2:]
        base = self._recent or self._base("%")
        before = before or (base if share else self._last)
        if (before.startswith("占") or re.match(r"\s?(?:为|是|相当于)", lead)) and len(base) <= 24:
            before = base + before
        ending = "占比" if share else "的比例"
        ended = re.search(r"(?:比例|占比|比重|率)$", before)
        subject = before.removesuffix("占") + ("" if ended else ending)
        if label and self._head and not subject.startswith(self._head):
            return self._head + subject
        return subject if not self._topic or subject.startswith(self._topic) else self._topic + subject

    def _topic_of(self, sentence: Span) -> str:
        match = _TOPIC.match(self._text.plain[sentence.start : sentence.end])
        if not match:
            return ""
        topic = self._trimmed(Span(sentence.start, sentence.start + match.end()))
        return (
            ""
            if words.EMPTY_TOPIC.search(topic.removesuffix("中")) or re.search(r"[（“\d]", topic)
            else topic
        )

    def _from_list(self, placed: Placed, group: list[Placed]) -> str:
        """技师、高级技师给予2000元和3000元补贴: the name that stands where the number stands."""
        at = next(index for index, one in enumerate(group) if one.quantity is placed.quantity)
        start, number = group[0].piece.start, group[0].quantity.start
        lead = self._text.plain[start:number]
        after = self._around(group[-1])[1]
        for match in reversed(list(_NAMES.finditer(lead))):
            begun, ended = match.span(1)
            names = _listed(self._text.cut(start + begun, start + ended), len(group))
            if names:
                names[0] = re.split("的|对", names[0])[-1]
                self.shared_among_people = all(words.PERSON.search(name) for name in names)
                rate = re.search(r"[一-鿿]{1,2}率$", names[-1])
                ending = rate[0] if rate and not names[at].endswith(rate[0]) else ""
                share = "占比" if placed.quantity.unit == "%" and lead.rstrip().endswith("占") else ""
                return names[at] + ending + share + after
        if (each := re.search(r"分别|依次|各", lead)) and len(self._named) >= len(group) + at:
            name = self._named[-len(group) - at :][at]
            rest = self._text.cut(start + each.end(), number).strip()
            if placed.quantity.unit == "%" and re.fullmatch("[为是达]?到?", rest):
                return name + self._trimmed(Span(start, start + each.start()))
            if placed.quantity.unit == "%":
                return name + (
                    "占比" if rest in ("占", "占比") else f"{rest}比例" if rest.endswith("的") else rest
                )
            return name + after
        before = self._trimmed(Span(start, number))
        earlier = self._clause_before(group[0])
        names = _listed(earlier, len(group)) if each else []
        if names:
            names[0] = re.split("的|取得|获得|获评|对", names[0])[-1]
            return f"{re.sub('的选手$|证书$', '', names[at])}{after}"
        own = f"{before}{after}"
        return (
            own
            if len(own) > words.EXTENDED + 1 or re.search(r"\d", earlier)
            else f"{earlier}{own}"[: words.LONGEST]
        )


def _kind(unit: str) -> str:
    """Units that count the same things in a list: 人, 名, 人次."""
    return "人" if unit in words.PEOPLE else unit


def _listed(printed: str, count: int) -> list[str]:
    """The names of a list if they are as many as asked for; 、 in brackets parts nothing, 和 only where it must."""
    for marks in ("、", "、|和|以及|及"):
        names = [name for name in re.split(rf"(?:{marks})(?![^（(]*[）)])", printed) if name]
        if len(names) == count:
            return names
    return []
