"""Worker and Background."""

from django.db import models
from django.db.models import F, Q

from changai.domains.workforce.employment.models import Employment
from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region


class Background(models.Model):
    """What a register says of a person from one day to another: household place, migrant status, politics.

    `since` None means "since before our records"; `until` is the first day it no longer holds.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="backgrounds", verbose_name="姓名")
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    household_region = models.CharField("户籍所在地", max_length=9, blank=True)
    migrant = models.BooleanField("农民工", null=True, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="person__worker__region", organisation="person__worker__employer", person="person")

    class Meta:
        verbose_name = "户籍与政治面貌"
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gt=F("since")), name="background_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.since or '以前'} 起的登记"


class Worker(models.Model):
    """The present state of a person in the base database, for lists and filters.

    Every field but `person` is derived from the dated records by `actions.refresh`, in the transaction that
    changed them; nothing else writes it. Money is whole fen a month. `employment` is the one the card shows:
    in force on the day, else the last ended. A merged-away person has no card.
    """

    person = models.OneToOneField(
        Person, models.CASCADE, primary_key=True, related_name="worker", verbose_name="姓名"
    )
    employment = models.ForeignKey(
        Employment, models.SET_NULL, null=True, blank=True, verbose_name="从业经历", related_name="cards"
    )
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="地区")
    employer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name="单位", related_name="workers"
    )
    post = models.CharField("岗位", max_length=60, blank=True)
    occupation = models.CharField("职业", max_length=12, blank=True)
    group = models.CharField("新就业形态群体", max_length=12, blank=True)
    industry = models.CharField("行业", max_length=4, blank=True)
    employed_since = models.DateField("入职日期", null=True, blank=True)
    employed_until = models.DateField("离职日期", null=True, blank=True)
    contract_kind = models.CharField("合同类型", max_length=12, blank=True)
    contract_until = models.DateField("合同终止日期", null=True, blank=True)
    wage_fen = models.BigIntegerField("月工资（分）", null=True, blank=True)
    education = models.CharField("文化程度", max_length=2, blank=True)
    skill_rank = models.PositiveSmallIntegerField("技能等级", default=0)
    household_region = models.CharField("户籍所在地", max_length=9, blank=True)
    migrant = models.BooleanField("农民工", null=True, blank=True)
    political_status = models.CharField("政治面貌", max_length=2, blank=True)
    union_member = models.BooleanField("工会会员", default=False)
    working = models.BooleanField("在职", default=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="employer", person="person")

    class Meta:
        verbose_name = "工人"
        indexes = [
            models.Index("region", "person", name="worker_by_region"),
            models.Index("employer", "person", name="worker_by_employer"),
        ]

    def __str__(self) -> str:
        return self.person.name
