"""Employment, Contract, Wage. `until` is the last day; None while it lasts."""

from django.db import models
from django.db.models import F, Q

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region

# The groups that PZH and YC name (八大群体), with couriers and drivers first.
GROUPS = [
    ("courier", "快递员"),
    ("rider", "网约送餐员"),
    ("trucker", "货车司机"),
    ("ridehail", "网约车司机"),
    ("carer", "护工护理员"),
    ("domestic", "家政服务员"),
    ("sales", "商场信息员"),
    ("broker", "房产中介员"),
    ("guard", "保安员"),
    ("other", "其他灵活就业人员"),
]
CONTRACT_KINDS = [("fixed", "固定期限"), ("open", "无固定期限"), ("task", "以完成一定工作任务为期限")]


class Employment(models.Model):
    """A person at work from `since`: at an employer, or in a group without one (then `group` is set)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments", verbose_name="姓名")
    employer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="employments", verbose_name="单位"
    )
    platform = models.CharField("平台", max_length=60, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="地区")
    post = models.CharField("岗位", max_length=60, blank=True)
    occupation = models.CharField("职业", max_length=12, blank=True)
    group = models.CharField("新就业形态群体", max_length=12, choices=GROUPS, blank=True)
    since = models.DateField("入职日期")
    until = models.DateField("离职日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="employer", person="person")

    class Meta:
        verbose_name = "从业经历"
        constraints = [
            models.UniqueConstraint("person", "employer", "since", name="one_employment_per_start"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="employment_order"
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(group=""), name="employer_or_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d} 起 {self.employer or self.get_group_display()}"


class Contract(models.Model):
    """A written labour contract within an employment (劳动合同法 10)."""

    employment = models.ForeignKey(
        Employment, models.PROTECT, related_name="contracts", verbose_name="从业经历"
    )
    kind = models.CharField("合同类型", max_length=12, choices=CONTRACT_KINDS)
    since = models.DateField("合同起始日期")
    until = models.DateField("合同终止日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(
        region="employment__region", organisation="employment__employer", person="employment__person"
    )

    class Meta:
        verbose_name = "劳动合同"
        constraints = [
            models.UniqueConstraint("employment", "since", name="one_contract_per_start"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="contract_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since:%Y-%m-%d}"


class Wage(models.Model):
    """What a worker was paid for a month, in whole fen. `month` is the month's first day."""

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="wages", verbose_name="从业经历")
    month = models.DateField("月份")
    amount_fen = models.BigIntegerField("月工资（分）")

    objects = ScopedManager()
    scope = ScopeBy(
        region="employment__region", organisation="employment__employer", person="employment__person"
    )

    class Meta:
        verbose_name = "月工资"
        constraints = [models.UniqueConstraint("employment", "month", name="one_wage_per_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
