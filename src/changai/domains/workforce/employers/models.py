"""Employer."""

from django.db import models

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.parties.models import Organisation

SIZES = [("1", "大型"), ("2", "中型"), ("3", "小型"), ("4", "微型")]


class Employer(models.Model):
    """An organisation as employer. `size` is derived from industry, headcount and revenue by the 2017 rule."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="employer", verbose_name="单位"
    )
    industry = models.CharField("行业", max_length=4, blank=True, help_text="GB/T 4754-2017，至少到大类")
    ownership = models.CharField("登记注册类型", max_length=3, blank=True)
    headcount = models.PositiveIntegerField("从业人员（人）", null=True, blank=True)
    revenue_wan = models.BigIntegerField("营业收入（万元）", null=True, blank=True)
    size = models.CharField("规模", max_length=1, choices=SIZES, blank=True)
    park = models.CharField("园区", max_length=60, blank=True)
    party_since = models.DateField("党组织建立日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="organisation__region", organisation="organisation")

    class Meta:
        verbose_name = "用人单位"

    def __str__(self) -> str:
        return self.organisation.name
