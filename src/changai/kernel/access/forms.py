"""Forms of sign-in and of one's own account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from changai.kernel.access.models import Account
from changai.kernel.access.passwords import rules

CURRENT = {"autocomplete": "current-password", "class": "form-control"}
NEW = {"autocomplete": "new-password", "class": "form-control"}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "form-control", "autofocus": True}


class SignInForm(forms.Form):
    """Account and password."""

    username = forms.CharField(
        label="账号",
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username", "class": "form-control", "autofocus": True}),
        error_messages={"required": "请填写账号。"},
    )
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(CURRENT),
        error_messages={"required": "请填写密码。"},
    )


class CodeForm(forms.Form):
    """A code of the phone, or a recovery code."""

    code = forms.CharField(
        label="动态口令",
        max_length=20,
        widget=forms.TextInput(CODE),
        error_messages={"required": "请填写手机上显示的 6 位数字。"},
    )


class PasswordForm(forms.Form):
    """A new password, typed twice, with the present one."""

    present = forms.CharField(
        label="现在的密码", strip=False, max_length=200, widget=forms.PasswordInput(CURRENT)
    )
    new = forms.CharField(label="新密码", strip=False, max_length=200, widget=forms.PasswordInput(NEW))
    repeat = forms.CharField(
        label="再输一次新密码", strip=False, max_length=200, widget=forms.PasswordInput(NEW)
    )

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        self.account = account
        super().__init__(*args, **kwargs)
        self.fields["new"].help_text = rules()

    def clean_present(self) -> str:
        """The present password must be right."""
        present: str = self.cleaned_data["present"]
        if not self.account.check_password(present):
            raise ValidationError("现在的密码不正确，请重新输入。")
        return present

    def clean_new(self) -> str:
        """The rules of settings.AUTH_PASSWORD_VALIDATORS."""
        new: str = self.cleaned_data["new"]
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        data = super().clean() or {}
        if data.get("new") and data.get("repeat") and data["new"] != data["repeat"]:
            self.add_error("repeat", "两次输入的新密码不一样，请重新输入。")
        return data


class SwitchOffForm(forms.Form):
    """Turning the second factor off needs the password and a code."""

    password = forms.CharField(label="密码", strip=False, max_length=200, widget=forms.PasswordInput(CURRENT))
    code = forms.CharField(
        label="动态口令或恢复码", max_length=20, widget=forms.TextInput({**CODE, "autofocus": False})
    )
