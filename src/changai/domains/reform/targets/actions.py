"""The writers of progress: a target tied to an indicator and untied, values reported, corrected, withdrawn."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone

from changai.domains.reform.documents.models import Figure
from changai.domains.reform.plans.models import Target
from changai.domains.reform.targets.models import ReportedValue, Tie
from changai.domains.reform.targets.queries.indicators import fits, indicators
from changai.domains.reform.targets.queries.values import likely
from changai.kernel.access.models import Post
from changai.kernel.access.roles import DEPT_OFFICER, UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.files import store
from changai.kernel.screens.fields import ActionForm

MOST = 20 * 1024 * 1024
REPORTERS = (UNION_OFFICER, DEPT_OFFICER)
CHOICES = 60


def counts(target: Target) -> bool:
    """Whether the target belongs to a version that counts."""
    return target.version.state in ("draft", "confirmed")


def tied(target: Target) -> Tie | None:
    """What answers the target today."""
    return Tie._base_manager.filter(target=target, ended_at=None).first()


class TieForm(ActionForm):
    """An indicator that speaks in the target's unit; those that its words point to first."""

    indicator = forms.ChoiceField(label="指标", help_text="选定以后，数值由数据库按月算出，不再填报。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.target is not None:
            first = likely(self.target)
            rest = [key for key in indicators() if fits(self.target, key) and key not in first]
            named = indicators()
            self.fields["indicator"].choices = [  # type: ignore[attr-defined]
                *((key, f"{named[key].title}（推荐）") for key in first),
                *((key, named[key].title) for key in rest),
            ]


@action(
    "target.tie",
    title="关联指标",
    by=(UNION_OFFICER,),
    form=TieForm,
    target=Target,
    when=lambda one: counts(one) and tied(one) is None,
)
def tie(target: Target, *, by: Post, indicator: str) -> Tie:
    """From now on the indicator answers the target. Refuses one that speaks in another unit."""
    if not fits(target, indicator):
        raise ActionRefused(
            f"没有关联：目标的单位是“{target.unit or '无'}”，这个指标不能用它表示，请另选指标或者填报数值"
        )
    return Tie._base_manager.create(target=target, indicator=indicator, account_name=str(by.account))


@action(
    "target.untie",
    title="取消关联",
    by=(UNION_OFFICER,),
    target=Target,
    when=lambda one: tied(one) is not None,
    danger=True,
    warning="取消后这个目标没有数值来源，需要填报或者另行关联。",
)
def untie(target: Target, *, by: Post) -> Tie:
    """The indicator answers the target no longer; that it did stays on record."""
    held = tied(target)
    assert held is not None  # `when` has made sure
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    return held


class ValueForm(ActionForm):
    """A value with its evidence."""

    period = forms.DateField(
        label="数据截至", widget=forms.DateInput(), help_text="数值是哪一天的情况，例如月末、年末"
    )
    value = forms.DecimalField(label="数值", max_digits=24, decimal_places=6)
    part = forms.DecimalField(label="分子", max_digits=24, decimal_places=6, required=False, min_value=0)
    whole = forms.DecimalField(
        label="分母",
        max_digits=24,
        decimal_places=6,
        required=False,
        min_value=0,
        help_text="比率请一并填写分子、分母",
    )
    file = forms.FileField(
        label="佐证材料",
        required=False,
        help_text="统计表、证明等，不超过 20 兆",
        widget=forms.FileInput(attrs={"class": "drop-input"}),
    )
    figure = forms.ModelChoiceField(
        Figure._base_manager.none(), label="文件中的数字", required=False, empty_label="（不引用）",
        help_text="数值出自已入库文件的，选那个数字，点开就能看到原文",
    )  # fmt: skip
    note = forms.CharField(label="说明", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.target.target if isinstance(self.target, ReportedValue) else self.target
        self.about: Target | None = target
        if target is not None:
            self.fields["value"].label = f"数值（{target.unit}）" if target.unit else "数值"
            chosen: Any = self.fields["figure"]
            chosen.queryset = quotable(target)
            chosen.label_from_instance = lambda one: (
                f"{one.subject[:30]} {one.shown}{one.unit}（{one.document.title[:24]}）"
            )

    def clean_period(self) -> date:
        """Not of a day to come."""
        day: date = self.cleaned_data["period"]
        if day > timezone.localdate():
            raise forms.ValidationError("这一天还没有到，请填写已经过去的日期")
        return day

    def clean_file(self) -> Any:
        """Not larger than evidence may be."""
        file = self.cleaned_data.get("file")
        if file and file.size > MOST:
            raise forms.ValidationError("材料超过 20 兆，请压缩或者只上传有关的几页")
        return file

    def clean(self) -> dict[str, Any]:
        """A share agrees with what it was divided from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        part, whole, worth = cleaned.get("part"), cleaned.get("whole"), cleaned.get("value")
        if (part is None) != (whole is None):
            self.add_error("whole" if whole is None else "part", "分子、分母要么都填，要么都不填")
        elif part is not None and whole is not None and worth is not None:
            self._agree(worth, part, whole)
        return cleaned

    def _agree(self, worth: Decimal, part: Decimal, whole: Decimal) -> None:
        if not whole or part > whole:
            self.add_error("whole", "分母要大于零，并且不小于分子")
            return
        factor = {"%": 100, "‰": 1000}.get(self.about.unit if self.about else "")
        if factor and abs(factor * part / whole - worth) > Decimal("0.05"):
            self.add_error("value", f"与分子、分母不一致：{part} ÷ {whole} 是 {factor * part / whole:.2f}")


def quotable(target: Target) -> Any:
    """Figures of kept documents in the plan's region, in the target's unit, the newest documents first."""
    rows = Figure.objects.filter(document__state="kept", document__region=target.version.plan.region_id)
    if target.unit:
        rows = rows.filter(Q(unit=target.unit) | Q(unit=""))
    newest = list(rows.order_by("-document__issued_on", "order").values_list("pk", flat=True)[:CHOICES])
    return (
        Figure.objects.filter(pk__in=newest)
        .select_related("document")
        .defer("document__text", "document__reading")
        .order_by("-document__issued_on", "order")
    )


def _make(
    target: Target, by: Post, file: Any, replaces: ReportedValue | None, **values: Any
) -> ReportedValue:
    """A row, with its evidence kept; a correction without a new file keeps the old one."""
    kept = replaces.file if replaces else None
    if file:
        region = target.version.plan.region
        kept = store.keep(file.read(), file.name, region=region, account_name=str(by.account))
    return ReportedValue._base_manager.create(
        target=target, file=kept, replaces=replaces, account_name=str(by.account), **values
    )


@action(
    "target.report",
    title="填报数值",
    by=REPORTERS,
    form=ValueForm,
    target=Target,
    when=lambda one: counts(one) and tied(one) is None,
)
def report(target: Target, *, by: Post, file: Any = None, **values: Any) -> ReportedValue:
    """A value of a period. Refuses a second one for the same day: that is a correction."""
    same = ReportedValue._base_manager.filter(
        target=target, period=values["period"], withdrawn_at=None, replaced_by=None
    )
    if same.exists():
        raise ActionRefused(
            f"没有填报：{values['period']} 已有数值 {same[0].shown}，要改请在那一行办理“更正数值”"
        )
    return _make(target, by, file, None, **values)


@action(
    "value.correct",
    title="更正数值",
    by=REPORTERS,
    form=ValueForm,
    target=ReportedValue,
    when=lambda one: one.counts and counts(one.target),
)
def correct(one: ReportedValue, *, by: Post, file: Any = None, **values: Any) -> ReportedValue:
    """A new row takes the place of this one, which stays on record."""
    return _make(one.target, by, file, one, **values)


class WithdrawForm(ActionForm):
    """Why."""

    reason = forms.CharField(label="撤回原因", max_length=300)


@action(
    "value.withdraw",
    title="撤回数值",
    by=REPORTERS,
    form=WithdrawForm,
    target=ReportedValue,
    when=lambda one: one.counts and counts(one.target),
    danger=True,
    warning="撤回后这个数值不再参与判断，记录仍然保留。",
)
def withdraw(one: ReportedValue, *, by: Post, reason: str) -> ReportedValue:
    """The value no longer counts."""
    one.withdrawn_at, one.withdrawn_why = timezone.now(), reason
    one.save(update_fields=["withdrawn_at", "withdrawn_why"])
    return one
