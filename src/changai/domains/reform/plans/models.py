"""Plan, its versions, and what a version is made of; aliases of departments; changes that can be taken back."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from changai.domains.reform.documents.models import tidy
from changai.engines.codes import departments
from changai.kernel.access.scope import ScopeBy, ScopedManager

PUBLIC = ("confirmed", "superseded")
ROLES = [("lead", "牵头"), ("responsible", "责任")]
OPS = [(">=", "不低于"), ("<=", "不超过"), ("=", "等于"), ("~", "约"), ("range", "区间")]


class Plan(models.Model):
    """One plan over all of its versions."""

    region = models.ForeignKey("places.Region", models.PROTECT, verbose_name="地区")
    title = models.CharField("名称", max_length=300)
    published = models.BooleanField("已确认", default=False, editable=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", upward=Q(published=True))

    class Meta:
        verbose_name = "改革方案"

    def __str__(self) -> str:
        return self.title


class PlanVersion(models.Model):
    """A plan as one document has it. Drafts are corrected; what is confirmed gives way to a new version only."""

    STATES = [("draft", "待确认"), ("confirmed", "现行"), ("superseded", "已被替代"), ("dropped", "已放弃")]

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="versions", verbose_name="改革方案")
    number = models.PositiveSmallIntegerField("版次")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="versions", verbose_name="出处"
    )
    state = models.CharField("状态", max_length=10, choices=STATES, default="draft")
    since = models.DateField("施行日期", null=True, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=60, blank=True)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = ScopedManager()
    scope = ScopeBy(region="plan__region", upward=Q(state__in=PUBLIC))

    class Meta:
        verbose_name = "方案版本"
        constraints = [
            models.UniqueConstraint("plan", "number", name="one_version_per_number"),
            models.UniqueConstraint("plan", condition=Q(state="draft"), name="one_draft_per_plan"),
            models.UniqueConstraint("plan", condition=Q(state="confirmed"), name="one_plan_in_force"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}（第{self.number}版）"

    @property
    def draft(self) -> bool:
        """Whether it can still be corrected."""
        return self.state == "draft"


class Measure(models.Model):
    """A numbered measure of a version. label: the number as printed; number: in digits. start, end: in the text.

    previous: the measure of the version before that this one takes the place of. change: what became of it.
    """

    CHANGES = [("kept", "未变"), ("changed", "有改动"), ("added", "新增")]

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="measures", verbose_name="方案版本")
    order = models.PositiveIntegerField("顺序", editable=False, default=0)
    number = models.CharField("序号", max_length=20, blank=True)
    label = models.CharField("原文编号", max_length=20, blank=True)
    title = models.CharField("任务", max_length=300)
    text = models.TextField("具体内容", blank=True)
    chapter = models.CharField("章", max_length=200, blank=True)
    group = models.CharField("分组", max_length=200, blank=True)
    open_ended = models.BooleanField("单位未列全", default=False, help_text="原文的单位名单以“等”结尾")
    start = models.PositiveIntegerField("起", null=True, editable=False)
    end = models.PositiveIntegerField("止", null=True, editable=False)
    previous = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="next",
        verbose_name="原任务",
        editable=False,
    )
    change = models.CharField("与原方案相比", max_length=8, choices=CHANGES, blank=True, editable=False)

    objects = ScopedManager()
    scope = ScopeBy(region="version__plan__region", upward=Q(version__state__in=PUBLIC))

    class Meta:
        verbose_name = "任务"
        indexes = [models.Index("version", "order", name="measure_by_order")]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class Duty(models.Model):
    """A unit that a measure names. name: as printed; present: the department's name today; department: on record.

    department stays empty in drafts, and for names that mean many units (各县市区).
    """

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="duties", verbose_name="任务")
    role = models.CharField("分工", max_length=11, choices=ROLES)
    name = models.CharField("原文单位", max_length=120)
    present = models.CharField("现单位", max_length=120, blank=True, editable=False)
    department = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duties",
        verbose_name="部门",
    )
    order = models.PositiveIntegerField("顺序", default=0, editable=False)
    start = models.PositiveIntegerField("起", null=True, editable=False)
    end = models.PositiveIntegerField("止", null=True, editable=False)

    objects = ScopedManager()
    scope = ScopeBy(region="measure__version__plan__region", upward=Q(measure__version__state__in=PUBLIC))

    class Meta:
        verbose_name = "分工"
        indexes = [models.Index("measure", "order", name="duty_by_order")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}：{self.shown}"

    @property
    def renamed(self) -> bool:
        """Whether the department has another name today, rather than a longer one."""
        return bool(self.present) and self.present != departments.present(self.name, date.min)

    @property
    def shown(self) -> str:
        """The printed name, as short as it is, unless the department is called otherwise today."""
        return self.present if self.renamed else self.name


class Target(models.Model):
    """A quantity that a measure, or the plan as a whole, sets. indicator: the key of the rule that answers it."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="targets", verbose_name="方案版本")
    measure = models.ForeignKey(
        Measure, models.CASCADE, null=True, blank=True, related_name="targets", verbose_name="任务"
    )
    order = models.PositiveIntegerField("顺序", default=0, editable=False)
    text = models.TextField("原文")
    subject = models.CharField("内容", max_length=200, blank=True)
    op = models.CharField("关系", max_length=5, choices=OPS)
    value = models.DecimalField("目标值", max_digits=24, decimal_places=6)
    value_to = models.DecimalField("区间上限", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    baseline = models.DecimalField("基数", max_digits=24, decimal_places=6, null=True, blank=True)
    due = models.CharField("完成时限", max_length=60, blank=True)
    due_date = models.DateField("时限日期", null=True, blank=True)
    soft = models.CharField("弹性说法", max_length=30, blank=True)
    indicator = models.CharField("指标", max_length=60, blank=True)
    start = models.PositiveIntegerField("起", null=True, editable=False)
    end = models.PositiveIntegerField("止", null=True, editable=False)

    objects = ScopedManager()
    scope = ScopeBy(region="version__plan__region", upward=Q(version__state__in=PUBLIC))

    class Meta:
        verbose_name = "目标"
        indexes = [models.Index("version", "order", name="target_by_order")]

    def __str__(self) -> str:
        return self.text

    @property
    def shown(self) -> str:
        """The target in figures: ≥ 90%, 2000～3000 元."""
        signs = {">=": "≥ ", "<=": "≤ ", "=": "", "~": "约 ", "range": ""}
        value = tidy(self.value)
        if self.value_to is not None:
            value = f"{value}～{tidy(self.value_to)}"
        gap = "" if self.unit in ("%", "‰") or not self.unit else " "
        return f"{signs[self.op]}{value}{gap}{self.unit}"


class Doubt(models.Model):
    """What could not be read for sure, at the piece it concerns, until an officer has cleared it."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="doubts", verbose_name="方案版本")
    measure = models.ForeignKey(
        Measure, models.SET_NULL, null=True, blank=True, related_name="doubts", verbose_name="任务"
    )
    where = models.CharField("位置", max_length=200)
    what = models.TextField("疑点")
    start = models.PositiveIntegerField("起", null=True, editable=False)
    end = models.PositiveIntegerField("止", null=True, editable=False)
    cleared = models.BooleanField("已核对", default=False)

    objects = ScopedManager()
    scope = ScopeBy(region="version__plan__region", upward=Q(version__state__in=PUBLIC))

    class Meta:
        verbose_name = "疑点"

    def __str__(self) -> str:
        return self.what


class DepartmentAlias(models.Model):
    """What a printed name means in a region, as officers said. `until` is the last day; without one it still holds.

    Renamings that hold everywhere stand in catalog/departments; what is said here comes first.
    """

    region = models.ForeignKey("places.Region", models.PROTECT, verbose_name="地区")
    printed = models.CharField("原文单位", max_length=120)
    department = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="aliases", verbose_name="部门"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", upward=Q())

    class Meta:
        verbose_name = "部门别称"
        constraints = [
            models.UniqueConstraint("region", "printed", "since", name="one_alias_per_day"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="alias_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.printed} → {self.department}"


class Change(models.Model):
    """One correction of a draft: the rows that it touched, before and after, so that it can be taken back.

    rows: {model: {key: [fields before or null, fields after or null]}}.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="changes", verbose_name="方案版本")
    title = models.CharField("更正", max_length=120)
    about = models.CharField("对象", max_length=200, blank=True)
    rows = models.JSONField("内容", default=dict, editable=False)
    account_name = models.CharField("更正人", max_length=60)
    at = models.DateTimeField("时间", auto_now_add=True)
    reverted_at = models.DateTimeField("收回时间", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="version__plan__region")

    class Meta:
        verbose_name = "方案更正"

    def __str__(self) -> str:
        return f"{self.title}：{self.about}"
