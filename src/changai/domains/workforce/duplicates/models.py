"""Duplicate and Merge."""

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q

from changai.kernel.access.scope import Scope, ScopeBy, ScopedManager
from changai.kernel.parties.models import SEXES, Person
from changai.kernel.vault.fields import SealedField


@dataclass(frozen=True)
class BothSides(ScopeBy):
    """A pair is in reach when both persons are; once merged, when the survivor is."""

    def condition(self, scope: Scope) -> Q:
        """The condition on both sides."""
        if scope.everything:
            return Q()
        first = ScopeBy("first__worker__region", "first__worker__employer").condition(scope)
        second = ScopeBy("second__worker__region", "second__worker__employer").condition(scope)
        if not first & second:
            return (
                Q()
            )  # the nation: joined with OR, an empty condition would vanish and leave the merged alone
        kept = ScopeBy("merge__kept__worker__region", "merge__kept__worker__employer").condition(scope)
        return (first & second) | (Q(state="merged") & kept)


class Merge(models.Model):
    """One record taken into another. Holds all that undoing needs: the survivor's former values, the rows' too.

    steps: what was done to dated rows, in order: move, change or delete, each with the values before and after.
    Sealed values stay sealed, here and in the record taken in, which keeps its own row.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="merges_kept", verbose_name="保留的记录")
    away = models.ForeignKey(Person, models.PROTECT, related_name="merges_away", verbose_name="并入的记录")
    name = models.CharField("原姓名", max_length=60)
    id_number = SealedField("原公民身份号码", kind="id_number", null=True)
    phone = SealedField("原手机号", kind="phone", null=True)
    sex = models.CharField("原性别", max_length=1, choices=SEXES)
    birth_date = models.DateField("原出生日期")
    ethnicity = models.CharField("原民族", max_length=2, blank=True)
    taken = models.JSONField("取自并入记录的项目", default=list)
    steps = models.JSONField("步骤", default=list)
    at = models.DateTimeField("合并时间", auto_now_add=True)
    by_name = models.CharField("经办人", max_length=60)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="kept__worker__region", organisation="kept__worker__employer", person="kept")

    class Meta:
        verbose_name = "合并"
        constraints = [
            models.UniqueConstraint("away", condition=Q(undone_at=None), name="one_merge_away_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} 的合并"


class Duplicate(models.Model):
    """Two records that may be one person; `first` has the smaller id. A pair is judged once."""

    STATES = [("open", "待核对"), ("merged", "已合并"), ("different", "不是同一人")]

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="记录一")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="记录二")
    score = models.PositiveSmallIntegerField("可能性（千分）", help_text="两条记录是同一人的概率，千分之几")
    reasons = models.JSONField("依据", default=list)
    state = models.CharField("状态", max_length=10, choices=STATES, default="open")
    merge = models.OneToOneField(
        Merge, models.SET_NULL, null=True, blank=True, related_name="pair", verbose_name="合并"
    )
    found_on = models.DateField("发现日期", auto_now_add=True)
    reason = models.CharField("判断理由", max_length=400, blank=True)

    # A pair that nobody has judged keeps no import from being undone: the next search finds it again.
    found_again = Q(state="open")

    objects = ScopedManager()
    scope = BothSides(region="first__worker__region", organisation="first__worker__employer")

    class Meta:
        verbose_name = "疑似重复"
        constraints = [
            models.UniqueConstraint("first", "second", name="one_duplicate_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_order"),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="duplicate_by_state")]

    def __str__(self) -> str:
        return f"{self.first} 与 {self.second}"
