"""Pages of complaints."""

from changai.domains.rights.inspection.models import CHANNELS, KINDS, MATTERS, OUTCOMES, Complaint
from changai.domains.rights.inspection.procedures import COMPLAINT, STEPS
from changai.kernel.access.roles import REGIONAL
from changai.kernel.casework.screens import CaseScreen
from changai.kernel.screens import Column, Filter, register


@register
class ComplaintScreen(CaseScreen):
    """投诉举报."""

    key = "complaints"
    model = Complaint
    procedure = COMPLAINT
    title, noun, unit = "投诉举报", "投诉举报", "件"
    wing, icon, position = "rights", "speakerphone", 30
    by = REGIONAL
    dated = False
    columns = [
        Column("case__number", title="编号", sort=True),
        Column("employer", sort=True),
        "kind",
        "matter",
        *CaseScreen.case_columns,
        Column("people", title="涉及人数", kind="number", sort=True),
        Column("amount", title="涉及金额", kind="money", hidden=True),
        Column("outcome", title="处理结果"),
        Column("channel", hidden=True),
        Column("paid", title="追回金额", kind="money", hidden=True),
        Column("verdict", hidden=True),
        Column("case__region", title="地区", hidden=True),
    ]
    filters = [
        *CaseScreen.case_filters(COMPLAINT),
        Filter("kind", choices=KINDS),
        Filter("matter", choices=MATTERS),
        Filter("channel", choices=CHANNELS),
        Filter("outcome", title="处理结果", choices=OUTCOMES),
        Filter("case__opened_on", title="收到日期"),
    ]
    search = {"employer": 10, "case__number": 8, "content": 2}
    sections = {
        "反映的问题": [
            "kind",
            "channel",
            "employer",
            "unit",
            "matter",
            "since",
            "until",
            "people",
            Column("amount", title="涉及金额", kind="money"),
            "content",
        ],
        "反映人": ["complainant", "phone"],
        "受理和调查": ["refusal", "sent_to", "findings"],
        "处理": [
            "outcome",
            "decision_number",
            "decision",
            Column("paid", title="为劳动者追回", kind="money"),
            "answered_on",
            "verdict",
        ],
    }
    actions = list(STEPS.values())
    order = "-pk"
    empty = "还没有投诉举报。来访、来电、来信反映的问题，登记后系统按收到日期计算受理期限。"
