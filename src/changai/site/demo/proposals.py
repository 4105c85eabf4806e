"""Proposals of the demo district: made up, and handled by its officers through the steps of the procedure."""

from datetime import date, timedelta
from typing import Any

from changai.domains.reform.proposals.models import Proposal
from changai.domains.reform.proposals.procedures import STEPS
from changai.kernel.access.models import Post
from changai.kernel.parties.models import Organisation

BODY, SESSION = "咸安区人民代表大会", "六届五次会议"
# Number, title, who proposed, days ago when it was handed over (None: not yet), how far it came.
CASES: tuple[tuple[str, str, list[str], int | None, str], ...] = (
    ("9", "关于为园区企业开设夜间技能课的建议", ["程一舟"], 75, "closed"),
    ("16", "关于增加工业园区公交班次的建议", ["胡成林", "金小满"], 84, "drafted"),
    ("21", "关于帮助小微企业建立工会的建议", ["曾巧云"], 100, "assigned"),
    ("34", "关于提高学徒补贴的建议", ["余大河"], 20, "assigned"),
    ("41", "关于公布紧缺工种目录的建议", ["方晓岚"], None, "received"),
)
REPLY = """一、已经做的。区里对照建议逐条研究，相关工作已列入今年计划，由专人负责，按月调度。
二、接下来做的。年底前拿出具体办法并公布，执行情况随时接受代表监督。"""


def department(officer: Post) -> Organisation:
    """The department that answers: the one of the demo's officer."""
    region = officer.region
    if region is None:
        raise ValueError(f"{officer} holds no post over a region")
    name = f"{region.name}人力资源和社会保障局"
    found, _ = Organisation.objects.get_or_create(name=name, kind="department", region=region)
    return found


def bring_in(today: date) -> list[Proposal]:
    """Every case as far as it came. The department's officer answers, the leader signs."""
    office, leader, unit_officer = (
        Post.objects.get(account__username=name) for name in ("xianan", "leader", "renshe")
    )
    unit = department(office)
    unit_officer.organisation = unit
    unit_officer.save(update_fields=["organisation"])
    return [_case(one, today, office, leader, unit_officer, unit) for one in CASES]


def _case(
    told: tuple[str, str, list[str], int | None, str],
    today: date,
    office: Post,
    leader: Post,
    unit_officer: Post,
    unit: Organisation,
) -> Proposal:
    number, title, proposers, ago, stage = told
    handed = today - timedelta(days=ago or 0)
    facts: dict[str, Any] = {"kind": "suggestion", "body": BODY, "session": SESSION, "number": number}
    found: Proposal = STEPS["receive"](by=office, title=title, proposers=proposers, on=handed, **facts)
    if ago is None:
        return found
    found = STEPS["assign"](found, by=office, lead=unit, on=handed)
    if stage in ("drafted", "closed"):
        reply = {"klass": "A", "disclosure": "open", "reply": REPLY}
        found = STEPS["draft"](found, by=unit_officer, **reply)
    if stage == "closed":
        found = STEPS["sign"](found, by=leader)
        found = STEPS["satisfied"](found, by=office, verdict="satisfied")
    return found
