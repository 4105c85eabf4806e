"""Security values: parameters of catalog/parameters/security, and which roles need a second factor."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from changai.kernel.access.models import Account
from changai.kernel.access.roles import Role
from changai.kernel.parameters import value

NATION = "000000"


def security(key: str) -> int:
    """A security parameter as it holds today."""
    return int(value(f"security.{key}", timezone.localdate(), NATION))


def why_change_password(account: Account) -> str:
    """Why the password must be changed before anything else; "" when it need not."""
    if account.must_change_password:
        return "您用的是初始密码或刚被重置的密码，请先换成自己的密码，再办理业务。"
    days = security("password_days")
    since = account.password_changed_at or account.created_at
    if timezone.now() - since > timedelta(days=days):
        return f"您的密码已经用满 {days} 天，请先换一个新密码，再办理业务。"
    return ""


def needs_second_factor(role: Role) -> bool:
    """Whether posts of the role may only act after a second factor (CHANGAI_TWO_FACTOR_ROLES)."""
    return role.key in settings.CHANGAI_TWO_FACTOR_ROLES
