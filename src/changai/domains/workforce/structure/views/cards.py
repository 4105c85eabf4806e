"""The figures above the charts, and the trend below them."""

from typing import Any

from changai.domains.workforce.structure import facts, queries
from changai.domains.workforce.structure.queries import Card, State
from changai.domains.workforce.structure.views.blocks import percent, source_line
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import Report
from changai.engines.codes import skills
from changai.kernel.parameters import find

TARGETS = {
    "contract-rate": "targets.contract_signing",
    "union-coverage": "targets.union_coverage",
    "union-rate": "targets.union_coverage",
    "high-skilled": "targets.high_skilled_share",
}
COUNTS = ("headcount", "party-members")
# Card → the members whose list stands behind its numerator.
BEHIND = {
    "union-rate": ("union_member", "yes"),
    "party-members": ("party_member", "yes"),
    "contract-rate": ("contract", "yes"),
    "migrants": ("migrant", "local,outside,migrant"),
    "outside-migrants": ("migrant", "outside"),
}
# Card → what the employers behind it are covered by.
COVERED = {"union-coverage": "union", "party-coverage": "party"}


def cards(state: State, links: Links, report: Report | None) -> list[dict[str, Any]]:
    """The figures above the charts: value, what it is made of, change, target light, the report's, sparkline."""
    other = state.other()
    theirs = {card.key: _value(card) for card in queries.cards(other)} if other else {}
    ours = [card for card in queries.cards(state) if card.part is not None]
    history = {} if state.filters else queries.trends(state, [card.key for card in ours])
    return [
        {
            **_card(card, state, links, report),
            **_moved(history.get(card.key, []), card.key in COUNTS),
            "other": theirs.get(card.key, ""),
        }
        for card in ours
    ]


def _card(card: Card, state: State, links: Links, report: Report | None) -> dict[str, Any]:
    counted = card.key in COUNTS
    part, whole = card.part or 0, card.whole or 0
    return {
        "key": card.key,
        "title": card.title,
        "value": _value(card),
        "unit": card.unit if counted else "",
        "parts": "" if card.key == "headcount" else f"{part:,} / {whole:,} {card.unit}",
        "href": _behind(card, state, links),
        **_aimed(card, state),
        **_printed(card.key, part, whole, report),
    }


def _value(card: Card) -> str:
    if card.key in COUNTS:
        return f"{card.part or 0:,}"
    return f"{percent(card.part or 0, card.whole, 2)}%" if card.whole else "—"


def _behind(card: Card, state: State, links: Links) -> str:
    """The list of the numerator."""
    if card.key in COVERED:
        return links.employers(COVERED[card.key], "yes")
    if card.key == "high-skilled":
        least = find(facts.HIGH_SKILLED_FROM, state.as_of, state.region)
        ranks = [str(rank) for rank in skills.LEVELS if least and rank >= least.value]
        return links.people("skill_rank", ",".join(ranks))
    return links.people(*BEHIND.get(card.key, ()))


def _aimed(card: Card, state: State) -> dict[str, str]:
    """The target in force and whether it is met."""
    if card.key not in TARGETS or not card.whole:
        return {}
    target = find(TARGETS[card.key], state.as_of, state.region)
    if target is None:
        return {}
    met = 100 * (card.part or 0) >= target.value * card.whole
    doubt = "" if target.verified else "（未核实）"
    return {
        "target": f"目标 {target.value:g}%{doubt}，{'已达到' if met else '未达到'}",
        "light": "met" if met else "behind",
    }


def _printed(key: str, part: int, whole: int, report: Report | None) -> dict[str, Any]:
    """What the report printed for the card, and whether ours agrees."""
    if report and key in report.cards:
        return {"report": report.cards[key].text, "agrees": report.cards[key].agrees(part, whole)}
    if report and key in report.counts:
        return {"report": f"{report.counts[key]:,}", "agrees": report.counts[key] == part}
    return {}


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
    moved = f"{step:+,.0f}" if counted else f"{step:+.2f} 百分点"
    change = f"较上月 {moved}" if float(f"{step:.2f}") else "与上月持平"
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
            "value": part if counted else percent(part, whole, 4),
            "text": f"{part:,}" if counted else f"{percent(part, whole, 2)}%",
        }
        for period, part, whole in queries.trend(state, wanted, dimension, member)
    ]
    if not rows:
        return None
    return {
        "key": key, "title": titles[key], "options": options, "rows": rows, "suffix": "" if counted else "%",
        "plain": counted and not dimension,
        "spoken": "，".join(f"{row['period']} {row['text']}" for row in rows),
        "source": source_line(state, wanted), "file": f"{titles[key]}走势_{state.region}_{state.as_of}",
    }  # fmt: skip
