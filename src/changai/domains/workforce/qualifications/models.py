"""Education and Certificate."""

from django.db import models
from django.db.models import Q

from changai.engines.codes import tables
from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.parties.models import Person

# Rank, low to high: a number order that never inverts, unlike 五级 < 一级 (人社部发〔2022〕14号).
SKILL_LEVELS = [
    (0, "无等级"),
    (1, "学徒工"),
    (2, "五级/初级工"),
    (3, "四级/中级工"),
    (4, "三级/高级工"),
    (5, "二级/技师"),
    (6, "一级/高级技师"),
    (7, "特级技师"),
    (8, "首席技师"),
]


class Education(models.Model):
    """A level of education reached (GB/T 4658 code). `since` None means before our records."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="educations", verbose_name="姓名")
    level = models.CharField("文化程度", max_length=2)
    since = models.DateField("取得日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="person__worker__region", organisation="person__worker__employer", person="person")

    class Meta:
        verbose_name = "学历"
        constraints = [models.UniqueConstraint("person", "level", name="one_education_per_level")]

    def __str__(self) -> str:
        return tables.name("education", self.level)


class Certificate(models.Model):
    """A vocational skill level certificate or vocational qualification certificate held."""

    KINDS = [("level", "职业技能等级证书"), ("qualification", "职业资格证书")]

    person = models.ForeignKey(Person, models.PROTECT, related_name="certificates", verbose_name="姓名")
    kind = models.CharField("证书类别", max_length=14, choices=KINDS, default="level")
    occupation = models.CharField("职业", max_length=60, blank=True)
    rank = models.PositiveSmallIntegerField("技能等级", choices=SKILL_LEVELS)
    number = models.CharField("证书编号", max_length=40, blank=True)
    issued_on = models.DateField("取证日期", null=True, blank=True)
    revoked_on = models.DateField("注销日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="person__worker__region", organisation="person__worker__employer", person="person")

    class Meta:
        verbose_name = "技能证书"
        constraints = [
            models.UniqueConstraint("number", condition=~Q(number=""), name="one_certificate_per_number")
        ]

    def __str__(self) -> str:
        return self.get_rank_display()
