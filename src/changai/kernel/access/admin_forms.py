"""Forms of the administrators."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from changai.kernel.access.models import Account
from changai.kernel.access.roles import ROLES, Reach
from changai.kernel.audit import everywhere
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.screens.fields import ActionForm, RecordField
from changai.kernel.vault.cipher import blind

NAME = re.compile(r"^[\w.@-]{2,60}$")


def reason_field(help_text: str = "") -> forms.CharField:
    """Why; goes to the audit."""
    return forms.CharField(label="理由", min_length=4, max_length=200, help_text=help_text)


class ReasonForm(forms.Form):
    """Only why."""

    reason = reason_field()


class CorrectForm(forms.Form):
    """Name and mail address."""

    display_name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="电子邮箱", required=False)


class OpenForm(CorrectForm):
    """A new account."""

    username = forms.CharField(
        label="账号", max_length=60, help_text="登录时用，由汉字、字母、数字组成，可含 . - _ @，不能有空格。"
    )
    field_order = ["username", "display_name", "email"]

    def clean_username(self) -> str:
        """Well formed and free."""
        name: str = self.cleaned_data["username"]
        if not NAME.match(name):
            raise ValidationError("账号至少 2 个字符，只能用汉字、字母、数字和 . - _ @，请修改。")
        if Account.objects.filter(username__iexact=name).exists():
            raise ValidationError("这个账号已经有了，请换一个。")
        return name


class GrantForm(ActionForm):
    """A post. Units and persons are found by their exact numbers, as administrators see no business records.

    Each such look-up is on record, so none is made for the mere check of a field.
    """

    role = forms.ChoiceField(
        label="角色", choices=[(role.key, f"{role.title}：{role.duty}") for role in ROLES.values()]
    )
    region = RecordField(
        "places.region.all", label="地区", required=False, help_text="产改办经办、分管领导、部门经办必填。"
    )
    organisation = forms.CharField(
        label="单位的统一社会信用代码或全称",
        required=False,
        max_length=120,
        help_text="企业、基层工会、院校经办必填；部门经办填本部门，办件才能转到他手里。",
    )
    person = forms.CharField(
        label="本人公民身份号码",
        required=False,
        max_length=30,
        help_text="只有职工岗位填写。",
        widget=forms.TextInput({"autocomplete": "off", "data-no-draft": "1"}),
    )
    since = forms.DateField(label="起", required=False, help_text="不填为今天。")
    until = forms.DateField(label="止", required=False, help_text="岗位的最后一天；不填为长期。")
    reason = reason_field("例如：任命文件的名称和文号。")

    def clean_organisation(self) -> int | str | None:
        """The key of the one unit with this code or full name; as typed while the form is being filled in."""
        typed = "".join(self.cleaned_data["organisation"].split())
        if not typed or self.checking:
            return typed or None
        with everywhere(reason="授予岗位时查找单位"):
            found = Organisation.objects.filter(credit_code=typed.upper()) or Organisation.objects.filter(
                name=typed
            )
            keys = list(found.values_list("pk", flat=True)[:2])
        if len(keys) != 1:
            raise ValidationError(
                "有几个同名的单位，请改填统一社会信用代码。"
                if keys
                else "没有找到这个单位，请核对信用代码或全称。"
            )
        return int(keys[0])

    def clean_person(self) -> int | str | None:
        """The key of the person with this number; as typed while the form is being filled in."""
        typed = str(self.cleaned_data["person"])
        if not typed or self.checking:
            return typed or None
        with everywhere(reason="授予职工岗位时查找本人"):
            found = Person.objects.filter(id_index=blind(typed, "id_number"), merged_into=None)
            key = found.values_list("pk", flat=True).first()
        if key is None:
            raise ValidationError("基础数据库里没有这个人，请核对号码，或先由产改办录入。")
        return int(key)

    def clean(self) -> dict[str, Any]:
        """What the role needs must be there."""
        data = super().clean() or {}
        role = ROLES.get(data.get("role", ""))
        needed = {Reach.REGION: "region", Reach.ORGANISATION: "organisation", Reach.PERSON: "person"}
        name = needed.get(role.reach) if role else None
        if name and not data.get(name) and name not in self.errors:
            self.add_error(name, f"“{role}”必须填写这一项。")
        return data


class AppointForm(GrantForm):
    """The same, beginning with whom it is for."""

    account = forms.CharField(
        label="登录账号",
        max_length=150,
        help_text="写登录用的账号；还没有的，请系统管理员先开设。",
    )
    field_order = ["account"]

    def clean_account(self) -> Account:
        """The account of this name."""
        found = Account.objects.filter(username=self.cleaned_data["account"].strip()).first()
        if found is None:
            raise ValidationError("没有这个账号，请核对，或请系统管理员先开设。")
        return found


class EndForm(forms.Form):
    """When a post ends and why."""

    last_day = forms.DateField(label="最后一天", required=False, help_text="不填则立即结束。")
    reason = reason_field()
