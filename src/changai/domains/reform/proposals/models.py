"""Proposal and CoHandler."""

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager

KINDS = [("suggestion", "代表建议"), ("motion", "代表议案"), ("proposal", "政协提案")]
CLASSES = [
    ("A", "A 已经解决或基本解决"),
    ("B", "B 正在解决或已列入计划"),
    ("C", "C 因条件限制，留作参考"),
]
DISCLOSURES = [("open", "主动公开"), ("request", "依申请公开"), ("closed", "不予公开")]
VERDICTS = [("satisfied", "满意"), ("fair", "基本满意"), ("unsatisfied", "不满意")]


class Proposal(models.Model):
    """A suggestion of deputies or a proposal of conference members, and what became of it.

    proposers: names as on the paper, the first leads. handed_on: the day on which it was handed over (交办), from which
    the term counts. reply, klass, disclosure: as drafted, and since signing as sent. paper: what was sent, which
    stays as it is. document: the letter that it was
    taken over from, if one was read. round: how often it was answered.
    """

    case = models.OneToOneField("casework.Case", models.PROTECT, primary_key=True, related_name="proposal")
    kind = models.CharField("类别", max_length=10, choices=KINDS)
    body = models.CharField("会议机构", max_length=60)
    session = models.CharField("届次", max_length=40)
    number = models.CharField("建议编号", max_length=20)
    title = models.CharField("标题", max_length=200)
    content = models.TextField("内容", blank=True)
    proposers = models.JSONField("提出人", default=list)
    handed_on = models.DateField("交办日期", null=True, blank=True)
    lead = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="主办单位",
        related_name="proposals_led",
    )
    hard = models.BooleanField("涉及面广、处理难度大", default=False)
    reply = models.TextField("答复", blank=True)
    klass = models.CharField("办理分类", max_length=1, choices=CLASSES, blank=True)
    disclosure = models.CharField("公开情况", max_length=8, choices=DISCLOSURES, blank=True)
    reply_number = models.CharField("答复文号", max_length=40, blank=True)
    paper = models.ForeignKey(
        "files.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="答复文件",
        related_name="+",
    )
    replied_on = models.DateField("答复日期", null=True, blank=True)
    verdict = models.CharField("提出人意见", max_length=12, choices=VERDICTS, blank=True)
    verdict_note = models.CharField("提出人说明", max_length=400, blank=True)
    round = models.PositiveSmallIntegerField("答复次数", default=0)
    document = models.ForeignKey(
        "documents.Document",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="来源文件",
        related_name="proposals",
    )

    objects = ScopedManager()
    scope = ScopeBy(region="case__region")

    class Meta:
        verbose_name = "建议提案"
        constraints = [
            models.UniqueConstraint("body", "session", "kind", "number", name="one_proposal_per_number"),
            models.CheckConstraint(condition=~Q(number=""), name="proposal_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.title


class CoHandler(models.Model):
    """A unit asked for its opinion (会办、协办), and the opinion."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="cohandlers")
    organisation = models.ForeignKey("parties.Organisation", models.PROTECT, verbose_name="会办单位")
    opinion = models.TextField("会办意见", blank=True)
    answered_on = models.DateField("提出日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="proposal__case__region")

    class Meta:
        verbose_name = "会办单位"
        constraints = [models.UniqueConstraint("proposal", "organisation", name="one_opinion_per_unit")]

    def __str__(self) -> str:
        return str(self.organisation)
