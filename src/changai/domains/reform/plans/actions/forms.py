"""What an officer fills in to correct a plan."""

from typing import Any

from django import forms

from changai.domains.reform.plans.models import OPS, ROLES, Measure, Plan, PlanVersion
from changai.domains.reform.plans.queries import amended_by
from changai.kernel.screens.fields import ActionForm

CHOOSE = {"required": "请选择一个方案"}
TEXT = forms.Textarea(attrs={"rows": 6})


class MeasureForm(ActionForm):
    """A measure as it should stand."""

    number = forms.CharField(label="序号", max_length=20, required=False)
    title = forms.CharField(label="任务", max_length=300)
    text = forms.CharField(label="具体内容", widget=TEXT, required=False)
    chapter = forms.CharField(label="章", max_length=200, required=False)
    group = forms.CharField(label="分组", max_length=200, required=False)
    open_ended = forms.BooleanField(label="单位名单以“等”结尾", required=False)


class SplitForm(ActionForm):
    """The two parts."""

    title = forms.CharField(label="第一项的任务", max_length=300)
    text = forms.CharField(label="第一项的具体内容", widget=TEXT, required=False)
    new_number = forms.CharField(label="第二项的序号", max_length=20, required=False)
    new_title = forms.CharField(label="第二项的任务", max_length=300)
    new_text = forms.CharField(
        label="第二项的具体内容",
        widget=TEXT,
        required=False,
        help_text="单位两项都保留；目标按原文在哪一项里归到哪一项。",
    )


class OtherForm(ActionForm):
    """Another measure of the same version."""

    other = forms.ModelChoiceField(Measure._base_manager.none(), label="并入哪一项的后面", empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is not None:
            siblings = Measure.objects.filter(version=self.target.version_id).exclude(pk=self.target.pk)
            field: Any = self.fields["other"]
            field.queryset = siblings.order_by("order", "pk")
            before = siblings.filter(order__lt=self.target.order).order_by("order").last()
            field.initial = before.pk if before else None


class AfterForm(ActionForm):
    """Where a measure should stand."""

    after = forms.ModelChoiceField(
        Measure._base_manager.none(), label="移到哪一项的后面", required=False, empty_label="（放在最前面）"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is not None:
            siblings = Measure.objects.filter(version=self.target.version_id).exclude(pk=self.target.pk)
            self.fields["after"].queryset = siblings.order_by("order", "pk")  # type: ignore[attr-defined]


class DutyForm(ActionForm):
    """A unit."""

    role = forms.ChoiceField(label="分工", choices=ROLES, initial="responsible")
    name = forms.CharField(label="单位", max_length=120, help_text="照原文写，例如 市人社局")


class DepartmentForm(ActionForm):
    """What a printed name means."""

    present = forms.CharField(
        label="现在的部门",
        max_length=120,
        help_text="写全称，例如 十堰市文化和旅游局。本地区所有方案里的同一个名称都跟着改，原文不变。",
    )
    since = forms.DateField(label="从哪天起", required=False, help_text="机构改革挂牌的日期；不清楚就留空")


class TargetForm(ActionForm):
    """A target in figures."""

    text = forms.CharField(label="原文", widget=forms.Textarea(attrs={"rows": 2}))
    subject = forms.CharField(label="内容", max_length=200, required=False)
    op = forms.ChoiceField(label="关系", choices=OPS)
    value = forms.DecimalField(label="目标值", max_digits=24, decimal_places=6)
    value_to = forms.DecimalField(
        label="区间上限", max_digits=24, decimal_places=6, required=False, help_text="关系是“区间”时填写"
    )
    unit = forms.CharField(label="单位", max_length=20, required=False)
    baseline = forms.DecimalField(label="基数", max_digits=24, decimal_places=6, required=False)
    due = forms.CharField(
        label="完成时限", max_length=60, required=False, help_text="照原文写，例如 2020年、三年内、每年"
    )
    due_date = forms.DateField(label="时限日期", required=False)

    def clean(self) -> dict[str, Any]:
        """A range has two ends in order, nothing else has."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("value"), data.get("value_to")
        if data.get("op") == "range" and last is None and first is not None:
            self.add_error("value_to", "关系是“区间”，请填写区间上限")
        elif data.get("op") != "range" and last is not None:
            self.add_error("value_to", "只有关系是“区间”时才填上限，请清空或改关系")
        elif first is not None and last is not None and last < first:
            self.add_error("value_to", "区间上限小于目标值，请核对")
        return data


class ConfirmForm(ActionForm):
    """From when the plan holds."""

    since = forms.DateField(label="施行日期", required=False, help_text="不填就用成文日期")


class AttachForm(ActionForm):
    """The plan that a draft amends; one of nearly the same name is chosen at first, else none is."""

    plan = forms.ModelChoiceField(
        Plan._base_manager.none(), label="修订哪个方案", empty_label="请选择", error_messages=CHOOSE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.target, PlanVersion):
            plans = Plan.objects.filter(region=self.target.plan.region_id, published=True)
            field: Any = self.fields["plan"]
            field.queryset = plans.exclude(pk=self.target.plan_id).order_by("-pk")
            likely = amended_by(self.target)
            field.initial = likely.pk if likely else None


class MapForm(ActionForm):
    """The measure of the version before."""

    previous = forms.ModelChoiceField(
        Measure._base_manager.none(),
        label="对应原方案的哪一项",
        required=False,
        empty_label="（没有，是新增的）",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is not None:
            version = self.target.version
            before = Measure.objects.filter(version__plan=version.plan_id, version__state="confirmed")
            self.fields["previous"].queryset = before.order_by("order", "pk")  # type: ignore[attr-defined]
