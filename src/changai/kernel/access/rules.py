"""Who may hold which posts: the three administrators stay apart from each other and from the business."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import ADMINISTRATORS, Reach, Role
from changai.kernel.actions import ActionRefused

ADMINISTRATOR_KEYS = [role.key for role in ADMINISTRATORS]
WHERE = {Reach.REGION: "region", Reach.ORGANISATION: "organisation", Reach.PERSON: "person"}
WHERE_TITLES = {"region": "地区", "organisation": "单位", "person": "本人"}


def present_and_future(day: date | None = None) -> Q:
    """Posts that are held on the day or will be."""
    return Q(until=None) | Q(until__gte=day or timezone.localdate())


def administers(account: Account) -> bool:
    """Whether the account holds, or will hold, an administrator's post."""
    return account.posts.filter(present_and_future(), role_key__in=ADMINISTRATOR_KEYS).exists()


def check_grant(account: Account, role: Role, by: Post) -> None:
    """Raises ActionRefused where the post would bring together what must stay apart."""
    if account.pk == by.account_id:
        raise ActionRefused("岗位未授予：不能给自己授予岗位，请由另一名安全管理员办理")
    if not account.is_active:
        raise ActionRefused(f"岗位未授予：账号“{account}”已停用，请先由系统管理员启用")
    if administers(account):
        raise ActionRefused(
            f"岗位未授予：“{account}”是管理员账号。系统、安全、审计三种管理员互相分开，也不办业务；请另开一个账号"
        )
    if role in ADMINISTRATORS and account.posts.filter(present_and_future()).exists():
        raise ActionRefused(f"岗位未授予：“{account}”已有业务岗位，管理员不能兼任业务岗位；请另开一个账号")


def check_where(role: Role, **where: Any) -> dict[str, Any]:
    """Exactly the reach that the role needs, and its unit if it acts for one. ActionRefused for a missing or needless one."""
    needed = WHERE.get(role.reach)
    fitting = {needed, "organisation"} if role.unit else {needed}
    if needed and where.get(needed) is None:
        raise ActionRefused(f"岗位未授予：“{role}”必须指定{WHERE_TITLES[needed]}，请填写后再提交")
    needless = [
        WHERE_TITLES[name] for name, value in where.items() if value is not None and name not in fitting
    ]
    if needless:
        raise ActionRefused(f"岗位未授予：“{role}”不需要{'、'.join(needless)}，请清空后再提交")
    return {name: value for name, value in where.items() if name in fitting and value is not None}


def last_holder(account: Account, *roles: Role) -> Role | None:
    """The role of which this account is the only one left who can sign in."""
    for role in roles:
        held: QuerySet[Post] = Post.objects.filter(
            present_and_future(), role_key=role.key, account__is_active=True
        )
        accounts = set(held.values_list("account_id", flat=True))
        if accounts == {account.pk}:
            return role
    return None
