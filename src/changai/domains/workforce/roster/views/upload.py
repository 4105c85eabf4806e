"""The upload form."""

from datetime import date
from typing import Any

from django import forms

from changai.kernel.access.models import Post
from changai.kernel.access.scope import region_condition
from changai.kernel.imports.kinds import kinds
from changai.kernel.places.models import Region


class UploadForm(forms.Form):
    """What is uploaded."""

    kind = forms.ChoiceField(label="导入什么", widget=forms.RadioSelect)
    region = forms.ChoiceField(
        label="所属地区",
        help_text="表格里没有写地区的单位和人员，按这里登记。",
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    month = forms.CharField(
        label="工资月份",
        required=False,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "maxlength": 7,
                "placeholder": "如 2026-10",
                "class": "form-control",
            }
        ),
        help_text="表格里的月工资是哪个月的；不填为上个月。",
    )
    file = forms.FileField(
        label="文件",
        help_text="Excel（.xlsx、.xls）或文本表格（.csv），不超过 500 MB。",
        widget=forms.FileInput(attrs={"class": "drop-input", "accept": ".xlsx,.xls,.csv,.txt"}),
    )

    def __init__(self, *args: Any, holder: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [one for one in kinds().values() if holder.role in one.by]
        self.fields["kind"].choices = [(one.key, one.title) for one in allowed]  # type: ignore[attr-defined]
        self.fields["kind"].initial = allowed[0].key if allowed else None
        self.fields["region"].choices = _regions(holder)  # type: ignore[attr-defined]
        if holder.organisation_id:
            self.fields["region"].widget = forms.HiddenInput()
        if not self.is_bound and self.fields["region"].choices:  # type: ignore[attr-defined]
            self.fields["region"].initial = self.fields["region"].choices[0][0]  # type: ignore[attr-defined]

    def clean_month(self) -> date | None:
        """The month's first day."""
        text = self.cleaned_data["month"]
        if not text:
            return None
        try:
            found = date.fromisoformat(f"{text}-01")
        except ValueError:
            raise forms.ValidationError("工资月份请写成 2026-10 的样子") from None
        if found > date.today():
            raise forms.ValidationError("工资月份还没有到，请核对")
        return found


def _regions(holder: Post) -> list[tuple[str, str]]:
    """Regions to which this post may import: its own first, then those below down to counties."""
    if holder.organisation is not None:
        place = holder.organisation.region
        return [(place.code, place.name)]
    prefix = holder.scope.prefix
    if prefix is None or holder.region is None:
        return []
    below = Region.objects.filter(region_condition("code", prefix), valid_to=None).exclude(level="town")
    found = [(one.code, one.name) for one in below.order_by("code")[:400]]
    return sorted(found, key=lambda one: one[0] != holder.region_id)
