"""Snapshot and Figure."""

from django.db import models


class Snapshot(models.Model):
    """Fact tables written to `path` as of a day; `digest` is the hash of the manifest."""

    as_of = models.DateField("数据截至")
    path = models.CharField("位置", max_length=400)
    digest = models.CharField("摘要", max_length=64)
    counts = models.JSONField("行数", default=dict)
    created_at = models.DateTimeField("生成时间", auto_now_add=True)

    class Meta:
        verbose_name = "快照"


class Figure(models.Model):
    """One derived figure: `part` of `whole` for a member of a dimension, in a region, for a month.

    It names the rule's version and the hash of the SQL that made it.
    """

    key = models.CharField("指标", max_length=40)
    version = models.CharField("规则版本", max_length=20)
    sql_hash = models.CharField("规则摘要", max_length=64)
    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="figures")
    region = models.CharField("地区", max_length=9)
    level = models.CharField("级别", max_length=8)
    period = models.CharField("月份", max_length=7)
    dimension = models.CharField("维度", max_length=20, blank=True)
    member = models.CharField("成员", max_length=20, blank=True)
    part = models.BigIntegerField("分子")
    whole = models.BigIntegerField("分母")

    class Meta:
        verbose_name = "指标值"
        constraints = [
            models.UniqueConstraint(
                "key", "region", "period", "dimension", "member", name="one_figure_per_cell"
            )
        ]
        indexes = [models.Index("region", "period", name="figure_by_region")]
