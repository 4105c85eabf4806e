"""Complaint."""

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.vault.fields import SealedField

KINDS = [("complaint", "投诉"), ("report", "举报")]
CHANNELS = [
    ("visit", "来访"),
    ("phone", "电话"),
    ("letter", "来信"),
    ("online", "网上"),
    ("transfer", "移送"),
]
MATTERS = [
    ("wages", "拖欠工资"),
    ("minimum", "低于最低工资"),
    ("contract", "未订立劳动合同"),
    ("insurance", "社会保险"),
    ("hours", "工作时间和休息休假"),
    ("special", "女职工和未成年工"),
    ("child", "使用童工"),
    ("agency", "职业中介和劳务派遣"),
    ("ending", "解除终止和经济补偿"),
    ("other", "其他"),
]
REFUSALS = [
    ("old", "违法行为已过两年"),
    ("unclear", "没有明确的被投诉单位或事实"),
    ("harmless", "没有造成投诉人合法权益的损害"),
    ("arbitration", "属于劳动争议调解仲裁范围"),
    ("court", "已进入仲裁或诉讼程序"),
    ("other", "其他不属于受理范围的"),
]
OUTCOMES = [
    ("corrected", "责令改正，已改正"),
    ("ordered", "行政处理决定"),
    ("punished", "行政处罚决定"),
    ("dropped", "撤销立案"),
    ("justice", "涉嫌犯罪，移送司法机关"),
]
VERDICTS = [("satisfied", "满意"), ("fair", "基本满意"), ("unsatisfied", "不满意")]


class Complaint(models.Model):
    """A complaint of one whose own right was hurt, or anybody's report of a breach (条例第九条); never the two in one.

    complainant, phone: of who came, sealed; empty for an anonymous one. employer: as told; unit: the one on record. until: the
    last day of the breach, None while it goes on. people: how many workers are concerned. amount: claimed, in fen.
    paid: what was brought in for the workers, in fen.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="complaint")
    kind = models.CharField("类别", max_length=9, choices=KINDS)
    channel = models.CharField("渠道", max_length=8, choices=CHANNELS)
    complainant = SealedField("姓名", kind="name", null=True, blank=True)
    phone = SealedField("联系电话", kind="phone", null=True, blank=True)
    employer = models.CharField("被投诉单位", max_length=120)
    unit = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="在册单位",
        related_name="complaints",
    )
    matter = models.CharField("事项", max_length=12, choices=MATTERS)
    since = models.DateField("违法行为开始")
    until = models.DateField("违法行为结束", null=True, blank=True)
    content = models.TextField("内容")
    people = models.PositiveIntegerField("涉及人数", default=1)
    amount = models.BigIntegerField("涉及金额（分）", null=True, blank=True)
    refusal = models.CharField("不受理理由", max_length=12, choices=REFUSALS, blank=True)
    sent_to = models.CharField("移送单位", max_length=120, blank=True)
    findings = models.TextField("调查结果", blank=True)
    outcome = models.CharField("处理结果", max_length=10, choices=OUTCOMES, blank=True)
    decision = models.TextField("处理决定", blank=True)
    decision_number = models.CharField("决定文号", max_length=40, blank=True)
    paid = models.BigIntegerField("追回金额（分）", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    verdict = models.CharField("满意度", max_length=12, choices=VERDICTS, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="case__region")

    class Meta:
        verbose_name = "投诉举报"
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=1), name="complaint_concerns_somebody"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="breach_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.employer}{self.get_matter_display()}"
