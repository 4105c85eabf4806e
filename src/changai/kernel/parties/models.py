"""Person and Organisation: who the records are about."""

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.places.models import Region
from changai.kernel.vault.fields import BlindIndexField, SealedField

SEXES = [("1", "男"), ("2", "女")]


class Person(models.Model):
    """A natural person. The identity number is sealed; `id_index` finds it and keeps it unique."""

    name = models.CharField("姓名", max_length=60, db_index=True)
    id_number = SealedField("公民身份号码", kind="id_number", null=True, blank=True)
    id_index = BlindIndexField(of="id_number")
    phone = SealedField("手机号", kind="phone", null=True, blank=True)
    phone_index = BlindIndexField(of="phone", db_index=True)
    sex = models.CharField("性别", max_length=1, choices=SEXES)
    birth_date = models.DateField("出生日期")
    ethnicity = models.CharField("民族", max_length=2, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = ScopedManager()
    scope = ScopeBy(region="worker__region", organisation="worker__employer", person="pk")

    class Meta:
        verbose_name = "人员"
        constraints = [
            models.UniqueConstraint(
                "id_index", condition=Q(merged_into=None), name="one_person_per_id_number"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A unit that acts or employs: department, employer, union, school, agency."""

    KINDS = [
        ("department", "部门"),
        ("employer", "用人单位"),
        ("union", "工会"),
        ("school", "院校和培训机构"),
        ("agency", "服务机构"),
    ]

    name = models.CharField("名称", max_length=120, db_index=True)
    kind = models.CharField("类别", max_length=12, choices=KINDS)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    region = models.ForeignKey(Region, models.PROTECT, verbose_name="所在地区")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, verbose_name="上级单位")
    founded_on = models.DateField("成立日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="pk")

    class Meta:
        verbose_name = "单位"

    def __str__(self) -> str:
        return self.name
