"""What the picture's template shows: cards, blocks of bars with their tables, the trend."""

from dataclasses import dataclass, field
from typing import Any

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.queries import Card, Distribution, State
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import Printed, Report
from changai.kernel.facts.session import rules
from changai.kernel.parameters import find

TARGETS = {
    "contract-rate": "targets.contract_signing",
    "union-coverage": "targets.union_coverage",
    "union-rate": "targets.union_coverage",
    "high-skilled": "targets.high_skilled_share",
}
COUNTS = ("headcount", "party-members")
# Card → the bar whose list stands behind its numerator; employers have their own list.
BEHIND = {
    "union-rate": ("union_member", "yes"),
    "party-members": ("party_member", "yes"),
    "contract-rate": ("contract", "yes"),
    "outside-migrants": ("migrant", "outside"),
}
MAIN = ("sex", "age", "education", "wage", "skill", "migrant", "industry_group", "place")
LATER = (
    "skill_rank", "flexible_group", "contract", "union_member", "party_member", "size", "ownership", "industry",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A bar and its line in the table."""

    member: str
    label: str
    count: int
    whole: int
    href: str
    compare_count: int | None = None
    compare_whole: int | None = None
    printed: Printed | None = None

    @property
    def share(self) -> str:
        """Percent with four decimals, for the chart."""
        return _percent(self.count, self.whole, 4)

    @property
    def share_text(self) -> str:
        """62.00%."""
        return f"{_percent(self.count, self.whole, 2)}%" if self.whole else "—"

    @property
    def compare_share(self) -> str:
        """The other state's percent, for the chart."""
        return _percent(self.compare_count or 0, self.compare_whole or 0, 4)

    @property
    def compare_text(self) -> str:
        """The other state's share."""
        return f"{_percent(self.compare_count or 0, self.compare_whole, 2)}%" if self.compare_whole else "—"

    @property
    def change_text(self) -> str:
        """Difference in percentage points, ours less the other's."""
        if not self.whole or not self.compare_whole:
            return "—"
        points = 100 * (self.count / self.whole - (self.compare_count or 0) / self.compare_whole)
        return f"{points:+.2f}"

    @property
    def report(self) -> str:
        """What the report printed."""
        return self.printed.text if self.printed else ""

    @property
    def agrees(self) -> bool | None:
        """Whether ours, rounded as printed, is the report's; None where it printed nothing."""
        return self.printed.agrees(self.count, self.whole) if self.printed else None


@dataclass(frozen=True)
class Block:
    """A chart with its table."""

    key: str
    title: str
    member_title: str
    rows: list[Row]
    total: int
    compare_total: int | None
    source: str
    file: str
    unit: str = "人"
    reported: bool = False
    height: int = field(default=220)

    @property
    def spoken(self) -> str:
        """The chart in words, for readers."""
        return "，".join(f"{row.label} {row.share_text}" for row in self.rows[:20])


def _percent(part: int, whole: int | None, digits: int) -> str:
    return f"{100 * part / whole:.{digits}f}" if whole else "0"


def source_line(state: State, rule: str = "worker_profile") -> str:
    """口径、数据截至、规则版本 of the figures."""
    released = rules()[rule]
    clause = "、".join(f"{one.document} {one.clause}" for one in released.sources)
    return f"口径：{clause}；数据截至 {state.as_of}；规则“{released.title}”第 {released.version} 版（{released.sha256[:8]}）"


def blocks(state: State, links: Links, report: Report | None) -> list[Block]:
    """Every distribution of the state, beside the compared state's and the report's."""
    ours = {one.key: one for one in queries.distributions(state)}
    other = state.other()
    theirs = {one.key: one for one in queries.distributions(other)} if other else {}
    shown = []
    for key in (*MAIN, *LATER):
        if key == "place":
            made = _places(state, other, links)
        else:
            made = _block(ours[key], theirs.get(key), state, links, report)
        if made and (key in MAIN or len(made.rows) > 1):
            shown.append(made)
    return shown


def _block(
    ours: Distribution, theirs: Distribution | None, state: State, links: Links, report: Report | None
) -> Block:
    compared = {bar.code: bar.count for bar in theirs.bars} if theirs else {}
    whole = sum(bar.count for bar in ours.bars)
    other_whole = sum(compared.values()) if theirs else None
    titles = {bar.code: bar.title for bar in (*ours.bars, *(theirs.bars if theirs else ()))}
    counts = {bar.code: bar.count for bar in ours.bars}
    codes = list(titles)
    if ours.key in {"industry_group", "industry", "ownership"}:
        codes.sort(key=lambda code: -counts.get(code, 0))
    rows = [
        Row(
            member=code,
            label=titles[code],
            count=counts.get(code, 0),
            whole=whole,
            href=links.people(ours.key, code),
            compare_count=compared.get(code, 0) if theirs else None,
            compare_whole=other_whole,
            printed=report.bars.get((ours.key, code)) if report else None,
        )
        for code in codes
    ]
    return Block(
        key=ours.key,
        title=ours.title,
        member_title=ours.title,
        rows=rows,
        total=whole,
        compare_total=other_whole,
        source=source_line(state),
        file=f"{ours.title}_{state.region}_{state.as_of}",
        reported=any(row.printed for row in rows),
        height=max(220, 26 * len(rows) + 24) if len(rows) > 6 else 220,
    )


def _places(state: State, other: State | None, links: Links) -> Block | None:
    """Workers by the regions directly below; compared only on another day of the same region."""
    found = queries.below(state)
    if not found:
        return None
    same = other if other and other.region == state.region else None
    compared = {code: count for code, _, count in queries.below(same)} if same else {}
    whole = sum(count for _, _, count in found)
    other_whole = sum(compared.values()) if same else None
    rows = [
        Row(
            code, name, count, whole, links.region(code), compared.get(code, 0) if same else None, other_whole
        )
        for code, name, count in found
    ]
    return Block(
        key="place",
        title="地区分布",
        member_title="地区",
        rows=rows,
        total=whole,
        compare_total=other_whole,
        source=source_line(state),
        file=f"地区分布_{state.region}_{state.as_of}",
        height=max(220, 26 * len(rows) + 24),
    )


def cards(state: State, links: Links, report: Report | None) -> list[dict[str, Any]]:
    """The figures above the charts: value, what it is made of, change, target light, the report's, sparkline."""
    return [_card(card, state, links, report) for card in queries.cards(state) if card.part is not None]


def _card(card: Card, state: State, links: Links, report: Report | None) -> dict[str, Any]:
    counted = card.key in COUNTS
    part, whole = card.part or 0, card.whole or 0
    value = f"{part:,}" if counted else (f"{_percent(part, whole, 2)}%" if whole else "—")
    parts = "" if card.key == "headcount" else f"{part:,} / {whole:,} {card.unit}"
    shown: dict[str, Any] = {
        "title": card.title, "value": value, "parts": parts or card.unit, "href": links.people(*BEHIND.get(card.key, ())),
    }  # fmt: skip
    history = [] if state.filters else queries.trend(state, card.key)
    shown |= _moved(history, counted)
    if not counted and whole and (target := find(TARGETS.get(card.key, ""), state.as_of, state.region)
                                  if card.key in TARGETS else None):  # fmt: skip
        met = 100 * part >= target.value * whole
        shown |= {
            "target": f"目标 {target.value:g}%{'' if target.verified else '（未核实）'} {'已达到' if met else '未达到'}",
            "light": "met" if met else "behind",
        }
    if report:
        if card.key in report.cards:
            shown["report"] = report.cards[card.key].text
        elif card.key in report.counts:
            shown["report"] = f"{report.counts[card.key]:,}"
    return shown


def _moved(history: list[tuple[str, int, int]], counted: bool) -> dict[str, str]:
    """Change against the month before, and the sparkline's points in a box of 100 × 24."""
    values = [float(part) if counted else 100 * part / whole if whole else 0.0 for _, part, whole in history]
    if len(values) < 2:
        return {}
    step = values[-1] - values[-2]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    points = " ".join(
        f"{100 * at / (len(values) - 1):.1f},{22 - 20 * (one - low) / span:.1f}"
        for at, one in enumerate(values)
    )
    change = f"较上月 {step:+,.0f}" if counted else f"较上月 {step:+.2f} 个百分点"
    return {"spark": points, "change": change}


def trend(state: State, key: str) -> dict[str, Any] | None:
    """The stored months of one indicator, narrowed by a filter where one member of one dimension is chosen."""
    options = [(card.key, card.title) for card in queries.cards(state)]
    titles = dict(options)
    key = key if key in titles else "headcount"
    dimension, member = "", ""
    if state.filters:
        (dimension, members), *more = state.filters
        if more or len(members) > 1:
            return None
        member = members[0]
    counted = key in COUNTS
    wanted = "structure" if counted and dimension and key == "headcount" else key
    rows = [
        {
            "period": period,
            "part": part,
            "whole": whole,
            "value": part if counted else _percent(part, whole, 4),
            "text": f"{part:,}" if counted else f"{_percent(part, whole, 2)}%",
        }
        for period, part, whole in queries.trend(state, wanted, dimension, member)
    ]
    if not rows:
        return None
    return {
        "key": key, "title": titles[key], "options": options, "rows": rows, "suffix": "" if counted else "%",
        "source": source_line(state, wanted), "file": f"{titles[key]}走势_{state.region}_{state.as_of}",
    }  # fmt: skip
