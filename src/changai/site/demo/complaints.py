"""Complaints of the demo district: made up, and handled by its inspector and leader through the steps of the procedure."""

from datetime import date, timedelta
from typing import Any

from changai.domains.rights.inspection.models import Complaint
from changai.domains.rights.inspection.procedures import STEPS
from changai.kernel.access.models import Post

# Employer, matter, how many workers, fen, days ago when it came, how far it went; a report has no name.
CASES: tuple[tuple[str, str, int, int | None, int, str, str], ...] = (
    ("某建筑劳务公司", "wages", 18, 412_600_00, 120, "closed", "尹大勇"),
    ("某印刷厂", "minimum", 6, 9_800_00, 60, "deciding", "辛小兰"),
    ("某服装店", "contract", 4, None, 40, "investigating", ""),
    ("某物流公司", "hours", 25, None, 9, "received", ""),
    ("某模具厂", "insurance", 2, None, 2, "received", "邵国平"),
)


def bring_in(today: date) -> list[Complaint]:
    """Every case as far as it went."""
    inspector, leader = (Post.objects.get(account__username=name) for name in ("renshe", "leader"))
    return [_case(one, today, inspector, leader) for one in CASES]


def _case(
    told: tuple[str, str, int, int | None, int, str, str], today: date, inspector: Post, leader: Post
) -> Complaint:
    employer, matter, people, amount, ago, stage, name = told
    came = today - timedelta(days=ago)
    facts: dict[str, Any] = {
        "kind": "complaint" if name else "report",
        "channel": "phone",
        "complainant": name,
    }
    found: Complaint = STEPS["receive"](
        by=inspector,
        employer=employer,
        matter=matter,
        since=came - timedelta(days=90),
        content="反映的情况见登记表。",
        people=people,
        amount=amount,
        on=came,
        **facts,
    )
    if stage == "received":
        return found
    found = STEPS["accept"](found, by=inspector, on=came + timedelta(days=2))
    if stage == "investigating":
        return found
    found = STEPS["conclude"](
        found, by=inspector, findings="反映的情况属实，证据附卷。", on=came + timedelta(days=30)
    )
    if stage == "deciding":
        return found
    day = came + timedelta(days=40)
    found = STEPS["decide"](
        found, by=leader, outcome="corrected", decision="责令限期支付，单位已付清。", paid=amount, on=day
    )
    return STEPS["answer"](found, by=inspector, verdict="satisfied", on=day)  # type: ignore[no-any-return]
