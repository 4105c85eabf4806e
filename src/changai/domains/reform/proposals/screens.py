"""Pages of proposals."""

from changai.domains.reform.proposals.models import CLASSES, KINDS, VERDICTS, Proposal
from changai.domains.reform.proposals.procedures import PROPOSAL, STEPS
from changai.kernel.access.roles import REGIONAL
from changai.kernel.casework.screens import CaseScreen
from changai.kernel.screens import Column, Filter, Related, register


@register
class ProposalScreen(CaseScreen):
    """建议提案."""

    key = "proposals"
    model = Proposal
    procedure = PROPOSAL
    title, noun, unit = "建议提案", "建议提案", "件"
    wing, icon, position = "reform", "speakerphone", 40
    by = REGIONAL
    dated = False
    columns = [
        Column("number", title="编号", sort=True),
        Column("title", sort=True),
        "kind",
        Column("proposers", title="提出人", value=lambda one: "、".join(one.proposers)),
        Column("lead", title="主办单位"),
        *CaseScreen.case_columns,
        Column("klass", title="分类"),
        Column("verdict", title="满意度"),
        Column("session", hidden=True),
        Column("body", hidden=True),
        Column("replied_on", hidden=True, sort=True),
        Column("reply_number", hidden=True),
        Column("case__region", title="地区", hidden=True),
    ]
    filters = [
        *CaseScreen.case_filters(PROPOSAL),
        Filter("kind", choices=KINDS),
        Filter("klass", title="分类", choices=CLASSES),
        Filter("verdict", title="满意度", choices=VERDICTS),
        Filter("lead", title="主办单位", kind="relation", picker="parties.organisation.department"),
    ]
    search = {"title": 10, "number": 6, "content": 2}
    sections = {
        "建议": [
            "kind",
            "body",
            "session",
            "number",
            Column("proposers", title="提出人", value=lambda one: "、".join(one.proposers)),
            "content",
            "document",
        ],
        "办理": ["lead", "handed_on", "hard"],
        "会办": Related("cohandlers", ["organisation", "opinion", "answered_on"], empty="没有会办单位。"),
        "答复": [
            "reply_number",
            "paper",
            "klass",
            "disclosure",
            "replied_on",
            "reply",
            "round",
        ],
        "反馈": ["verdict", "verdict_note"],
    }
    actions = list(STEPS.values())
    order = "-pk"
    empty = "还没有建议提案。登记一件，交办后系统按交办日期计算答复期限。"
