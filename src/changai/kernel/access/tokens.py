"""API tokens: issued to a post by its holder, shown once, ended by date or by hand."""

import hashlib
import secrets
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone

from changai.kernel.access.models import ApiToken, Post
from changai.kernel.access.policy import security
from changai.kernel.access.roles import WORKING
from changai.kernel.actions import ActionRefused, action

PREFIX = "changai_"  # tells scanners of source code what a leaked secret is
SCHEME = "bearer"


def new_secret() -> str:
    """A secret, to be shown once and kept nowhere."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def given(request: HttpRequest) -> str | None:
    """The secret that a request brings as `Authorization: Bearer …`; "" for a header of another kind, None without."""
    header = request.headers.get("Authorization")
    if header is None:
        return None
    scheme, _, secret = header.partition(" ")
    return secret.strip() if scheme.lower() == SCHEME else ""


def find(secret: str) -> ApiToken | None:
    """The token of a secret, if it opens anything today."""
    if not secret.startswith(PREFIX):
        return None
    whole = ApiToken.objects.select_related("post__account", "post__region", "post__organisation")
    found = whole.filter(digest=digest(secret)).first()
    return found if found is not None and found.holds(timezone.localdate()) else None


class IssueForm(forms.Form):
    """What for, until when."""

    title = forms.CharField(
        label="用途",
        min_length=2,
        max_length=60,
        help_text="给哪个系统、做什么用，例如“人社数据交换平台每日取数”。",
    )
    until = forms.DateField(label="最后一天")

    def clean_until(self) -> date:
        """From today to the longest that is allowed."""
        until: date = self.cleaned_data["until"]
        if fault := _wrong_end(until):
            raise ValidationError(f"{fault}。")
        return until


def _wrong_end(until: date) -> str:
    """What is wrong with a last day, "" when nothing is."""
    today, most = timezone.localdate(), security("token_days")
    if until < today:
        return "最后一天已经过去，请改为今天或以后"
    return f"令牌最长 {most} 天，请改早一些，到期可再创建" if (until - today).days > most else ""


@action("token.issue", title="创建接口令牌", by=WORKING, form=IssueForm)
def issue(*, title: str, until: date, secret: str, by: Post) -> ApiToken:
    """A token for one's own post. secret: made by the caller, who shows it once."""
    if fault := _wrong_end(until):
        raise ActionRefused(f"令牌没有创建：{fault}")
    return ApiToken.objects.create(post=by, title=title, until=until, digest=digest(secret))


@action(
    "token.revoke",
    title="作废接口令牌",
    by=WORKING,
    target=ApiToken,
    when=lambda token: token.revoked_at is None,
    danger=True,
    warning="作废后使用它的系统立即不能再取数，不能恢复。",
)
def revoke(token: ApiToken, *, by: Post) -> ApiToken:
    """It opens nothing from now on."""
    if token.post.account_id != by.account_id:
        raise ActionRefused("令牌没有作废：只能作废自己的令牌；需要立即停用的，请系统管理员停用该账号")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return token
