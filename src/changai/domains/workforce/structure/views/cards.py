"""The figures above the charts, and the trend below them."""

from typing import Any

from changai.domains.workforce.structure import queries
from changai.domains.workforce.structure.queries import Card, State
from changai.domains.workforce.structure.views.blocks import percent, source_line
from changai.domains.workforce.structure.views.links import Links
from changai.domains.workforce.structure.views.report import Report
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


def cards(state: State, links: Links, report: Report | None) -> list[dict[str, Any]]:
    """The figures above the charts: value, what it is made of, change, target light, the report's, sparkline."""
    return [_card(card, state, links, report) for card in queries.cards(state) if card.part is not None]


def _card(card: Card, state: State, links: Links, report: Report | None) -> dict[str, Any]:
    counted = card.key in COUNTS
    part, whole = card.part or 0, card.whole or 0
    value = f"{part:,}" if counted else (f"{percent(part, whole, 2)}%" if whole else "—")
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
            shown |= {
                "report": report.cards[card.key].text,
                "agrees": report.cards[card.key].agrees(part, whole),
            }
        elif card.key in report.counts:
            shown |= {
                "report": f"{report.counts[card.key]:,}",
                "agrees": report.counts[card.key] == part,
            }
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
    change = f"较上月 {step:+,.0f}" if counted else f"较上月 {step:+.2f} 百分点"
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
