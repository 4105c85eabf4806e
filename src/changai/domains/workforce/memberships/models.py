"""Union, UnionCoverage and UnionMembership."""

from django.db import models
from django.db.models import F, Q

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.parties.models import Organisation, Person


class Union(models.Model):
    """A basic union. `employer` None for a joint or regional one; founded and ended on the organisation."""

    KINDS = [("separate", "单独建会"), ("joint", "联合建会"), ("regional", "区域或行业工会")]

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, primary_key=True, related_name="union", verbose_name="工会"
    )
    employer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="unions", verbose_name="所在单位"
    )
    kind = models.CharField("建会形式", max_length=10, choices=KINDS, default="separate")

    objects = ScopedManager()
    scope = ScopeBy(region="organisation__region", organisation="employer")

    class Meta:
        verbose_name = "工会组织"

    def __str__(self) -> str:
        return self.organisation.name


class UnionCoverage(models.Model):
    """An employer whose staff a joint, regional or trade union organises.

    `since` None means since before our records, though not before the union; `until` is the last day.
    """

    union = models.ForeignKey(Union, models.PROTECT, related_name="coverages", verbose_name="工会")
    employer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="union_coverages", verbose_name="单位"
    )
    since = models.DateField("纳入日期", null=True, blank=True)
    until = models.DateField("截止日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="employer__region", organisation="employer")

    class Meta:
        verbose_name = "工会覆盖单位"
        constraints = [
            models.UniqueConstraint(
                "union", "employer", condition=Q(until=None), name="one_open_coverage_per_union"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="coverage_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union}覆盖{self.employer}"


class UnionMembership(models.Model):
    """A person's membership. `union` None while the unit is not known; `since` None if the day is not known.

    One open membership a person, held by the database (一次入会、动态接转). `until` is the last day.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="union_memberships", verbose_name="姓名")
    union = models.ForeignKey(
        Union, models.PROTECT, null=True, blank=True, related_name="members", verbose_name="工会"
    )
    since = models.DateField("入会日期", null=True, blank=True)
    until = models.DateField("会籍终止日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="person__worker__region", organisation="person__worker__employer", person="person")

    class Meta:
        verbose_name = "工会会籍"
        constraints = [
            models.UniqueConstraint("person", condition=Q(until=None), name="one_open_membership_per_person"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="membership_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.union or '未指明工会'}（{self.since or '入会日期不详'}）"
