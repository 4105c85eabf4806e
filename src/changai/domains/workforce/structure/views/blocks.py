"""Blocks of the picture: bars with their table, beside the compared state's and the report's."""

from dataclasses import dataclass, field, replace

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.facts import DIMENSIONS
from changai.domains.workforce.structure.queries import Distribution, State
from changai.domains.workforce.structure.views.asked import newest_day, regional
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import Printed, Report
from changai.kernel.facts.session import rules

MAIN = ("sex", "age", "education", "wage", "skill", "migrant", "industry_group", "place")
LATER = (
    "skill_rank", "flexible_group", "contract", "union_member", "party_member", "size", "ownership", "industry",
)  # fmt: skip
# Dimensions that follow the employer's register, which keeps no past values.
UNDATED = ("industry", "industry_group", "ownership", "size")
# The short names of rules' sources, in words.
DOCUMENTS = {
    "XA": "咸安区产业工人队伍建设改革情况（2021）",
    "YC": "宜昌市人社局对第5号建议的答复（2019）",
    "SZ": "随州市对第12号提案的答复（2022）",
}


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
        return percent(self.count, self.whole, 4)

    @property
    def share_text(self) -> str:
        """62.00%."""
        return f"{percent(self.count, self.whole, 2)}%" if self.whole else "—"

    @property
    def compare_share(self) -> str:
        """The other state's percent, for the chart."""
        return percent(self.compare_count or 0, self.compare_whole or 0, 4)

    @property
    def compare_text(self) -> str:
        """The other state's share."""
        return f"{percent(self.compare_count or 0, self.compare_whole, 2)}%" if self.compare_whole else "—"

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
    reported: bool = False
    height: int = field(default=220)

    @property
    def compared(self) -> bool:
        """Whether another state stands beside ours."""
        return self.compare_total is not None

    @property
    def spoken(self) -> str:
        """The chart in words, for readers."""
        return "，".join(f"{row.label} {row.share_text}" for row in self.rows[:20])


def percent(part: int, whole: int | None, digits: int) -> str:
    """A share in percent, "0" when there is nothing to divide by."""
    return f"{100 * part / whole:.{digits}f}" if whole else "0"


def _height(rows: list[Row]) -> int:
    """Room for a line a member, and for two bars in it where another state stands beside."""
    line = 38 if any(row.compare_whole is not None for row in rows) else 26
    return max(220, line * len(rows) + 44) if len(rows) > 4 else 220


def source_line(state: State, rule: str = "worker_profile") -> str:
    """口径、数据截至、规则版本 of the figures."""
    released = rules()[rule]
    clause = "、".join(
        f"{DOCUMENTS.get(one.document, one.document)} {one.clause}" for one in released.sources
    )
    return f"口径：{clause}；数据截至 {state.as_of}；规则“{released.title}”第 {released.version} 版（{released.sha256[:8]}）"


def undated(state: State, *keys: str) -> str:
    """What is said of dimensions whose facts have no dates, on a day before the newest; empty where it is not so."""
    named = [DIMENSIONS[key] for key in keys if key in UNDATED]
    newest = newest_day() if named else None
    return _of_now(named, state) if newest and newest > state.as_of else ""


def _of_now(titles: list[str], state: State) -> str:
    return f"{'、'.join(titles)}按单位现在的登记，不是 {state.as_of} 当天的"


def blocks(state: State, links: Links, report: Report | None) -> list[Block]:
    """Every distribution of the state, beside the compared state's and the report's."""
    ours = {one.key: one for one in queries.distributions(state)}
    other = state.other()
    theirs = {one.key: one for one in queries.distributions(other)} if other else {}
    newest = newest_day()
    past = newest is not None and newest > state.as_of
    shown = []
    for key in (*MAIN, *LATER):
        if key == "place":
            made = _places(state, other, links)
        else:
            made = _block(ours[key], theirs.get(key), state, links, report)
            if past and key in UNDATED:
                made = replace(made, source=f"{made.source}；{_of_now([made.title], state)}")
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
        height=_height(rows),
    )


def _places(state: State, other: State | None, links: Links) -> Block | None:
    """Workers by the regions directly below; compared only on another day of the same region."""
    found = queries.below(state) if regional() else []
    if not found:
        return None
    same = other if other and other.region == state.region else None
    before = queries.below(same) if same else []
    compared = {code: count for code, _, count in before}
    whole, other_whole = queries.headcount(state), queries.headcount(same) if same else None
    counts = {code: count for code, _, count in found}
    titles = {code: name for code, name, _ in (*found, *before)}
    rows = [
        Row(
            code, name, counts.get(code, 0), whole, links.region(code),
            compared.get(code, 0) if same else None, other_whole,
        )
        for code, name in titles.items()
    ]  # fmt: skip
    rest, other_rest = whole - sum(counts.values()), (other_whole or 0) - sum(compared.values())
    if rest or other_rest:
        rows.append(Row("", "未分到下级", rest, whole, "", other_rest if same else None, other_whole))
    return Block(
        key="place",
        title="地区分布",
        member_title="地区",
        rows=rows,
        total=whole,
        compare_total=other_whole,
        source=source_line(state),
        file=f"地区分布_{state.region}_{state.as_of}",
        height=_height(rows),
    )
