"""Case, CaseEvent, CaseClock and NumberSeries."""

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager


class Case(models.Model):
    """What the cases of all procedures have in common.

    procedure, version: the declaration that it runs by until its end. stage: written by steps alone. organisation: the
    unit whose turn it is, None where any unit of the region with the role may act. applicant: whose own case it is.
    turn: how many steps were done. opened_on, closed_on: days that count, as their steps say.
    """

    procedure = models.CharField("事项", max_length=40)
    version = models.PositiveSmallIntegerField("事项版本")
    number = models.CharField("编号", max_length=40, blank=True)
    title = models.CharField("标题", max_length=200)
    stage = models.CharField("环节", max_length=40)
    region = models.ForeignKey("places.Region", models.PROTECT, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="办理单位",
        related_name="cases",
    )
    applicant = models.ForeignKey(
        "parties.Person", models.PROTECT, null=True, blank=True, verbose_name="申请人", related_name="cases"
    )
    turn = models.PositiveIntegerField("步数", default=0)
    opened_on = models.DateField("立件日期")
    closed_on = models.DateField("办结日期", null=True, blank=True)
    due = models.DateField("最近期限", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="organisation", person="applicant")

    class Meta:
        verbose_name = "办件"
        constraints = [
            models.UniqueConstraint(
                "procedure", "number", condition=~Q(number=""), name="one_case_per_number"
            )
        ]
        indexes = [
            models.Index("procedure", "stage", "region", name="case_by_stage"),
            models.Index("due", condition=Q(closed_on=None), name="case_by_due"),
            models.Index("region", "due", condition=Q(closed_on=None), name="case_open_in_region"),
        ]

    def __str__(self) -> str:
        return self.title


class CaseEvent(models.Model):
    """A step that was done. Never changed; a mistake is mended by a counter-step.

    day: the day on which it counts, which clocks go by. at: when it was entered.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    turn = models.PositiveIntegerField("第几步")
    step = models.CharField("步骤", max_length=40)
    title = models.CharField("名称", max_length=80)
    before = models.CharField("之前环节", max_length=40, blank=True)
    after = models.CharField("之后环节", max_length=40)
    day = models.DateField("日期")
    at = models.DateTimeField("登记时间", auto_now_add=True)
    account_name = models.CharField("经办人", max_length=60, blank=True)
    post_title = models.CharField("岗位", max_length=120, blank=True)
    note = models.CharField("说明", max_length=400, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="case__region", organisation="case__organisation", person="case__applicant")

    class Meta:
        verbose_name = "办理步骤"
        constraints = [models.UniqueConstraint("case", "turn", name="one_event_per_turn")]

    def __str__(self) -> str:
        return self.title


class CaseClock(models.Model):
    """A run of a legal clock, worked out anew from the events at each step, so that lists can ask for what is due."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks")
    key = models.CharField("期限", max_length=40)
    title = models.CharField("名称", max_length=80)
    term = models.CharField("法定期限", max_length=60)
    started = models.DateField("起算日")
    due = models.DateField("届满日")
    provisional = models.BooleanField("暂定", default=False)
    stopped = models.DateField("终了日", null=True, blank=True)
    paused = models.DateField("中止自", null=True, blank=True)
    extended = models.BooleanField("已延长", default=False)
    source = models.CharField("依据", max_length=200)
    verified = models.BooleanField("依据已核对", default=True)

    objects = ScopedManager()
    scope = ScopeBy(region="case__region", organisation="case__organisation", person="case__applicant")

    class Meta:
        verbose_name = "办理期限"
        indexes = [models.Index("due", condition=Q(stopped=None), name="clock_running")]

    def __str__(self) -> str:
        return self.title


class NumberSeries(models.Model):
    """The last number given out of a series, so that numbers have neither gaps nor doubles.

    series: what is numbered and by whom, e.g. "proposal:421202". The row is held until the number's case is written.
    """

    series = models.CharField("字号", max_length=80)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "编号"
        constraints = [models.UniqueConstraint("series", "year", name="one_series_per_year")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}"
