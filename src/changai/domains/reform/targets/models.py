"""What answers a target: an indicator, or values that were reported for it."""

from django.db import models
from django.db.models import F, Q

from changai.domains.reform.documents.models import tidy
from changai.domains.reform.plans.models import PUBLIC
from changai.kernel.access.scope import ScopeBy, ScopedManager


class Tie(models.Model):
    """A target is answered by an indicator, from when an officer said so until it was taken back."""

    target = models.ForeignKey("plans.Target", models.CASCADE, related_name="ties", verbose_name="目标")
    indicator = models.CharField("指标", max_length=40)
    account_name = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)
    ended_at = models.DateTimeField("取消时间", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(
        region="target__version__plan__region", upward=Q(target__version__state__in=PUBLIC, ended_at=None)
    )

    class Meta:
        verbose_name = "目标的指标"
        constraints = [
            models.UniqueConstraint("target", condition=Q(ended_at=None), name="one_indicator_per_target")
        ]

    def __str__(self) -> str:
        return f"{self.target} ← {self.indicator}"


class ReportedValue(models.Model):
    """A value reported for a target. Rows stay: a correction is a new row that names the one it replaces.

    period: the last day that the value speaks of. value: in the target's unit. figure: where a document on record
    has it.
    """

    target = models.ForeignKey("plans.Target", models.CASCADE, related_name="reported", verbose_name="目标")
    period = models.DateField("数据截至")
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    part = models.DecimalField("分子", max_digits=24, decimal_places=6, null=True, blank=True)
    whole = models.DecimalField("分母", max_digits=24, decimal_places=6, null=True, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="佐证材料"
    )
    figure = models.ForeignKey(
        "documents.Figure",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="文件中的数字",
    )
    note = models.CharField("说明", max_length=300, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正自"
    )
    account_name = models.CharField("填报人", max_length=60)
    at = models.DateTimeField("填报时间", auto_now_add=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回原因", max_length=300, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(
        region="target__version__plan__region",
        upward=Q(target__version__state__in=PUBLIC, withdrawn_at=None, replaced_by=None),
    )

    class Meta:
        verbose_name = "填报数值"
        constraints = [
            models.CheckConstraint(
                condition=Q(part=None, whole=None) | Q(part__lte=F("whole"), whole__gt=0),
                name="part_of_whole",
            )
        ]
        indexes = [models.Index("target", "period", name="reported_by_period")]

    def __str__(self) -> str:
        return f"{self.target}：{self.period} {self.shown}"

    @property
    def shown(self) -> str:
        """The value with its unit."""
        unit = self.target.unit
        return f"{tidy(self.value)}{'' if unit in ('%', '‰') else ' '}{unit}".strip()

    @property
    def counts(self) -> bool:
        """Whether it still speaks: neither withdrawn nor replaced."""
        return self.withdrawn_at is None and not hasattr(self, "replaced_by")
