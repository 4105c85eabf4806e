"""Verbs on accounts and posts. The system administrator opens accounts, the security administrator grants posts."""

from datetime import date, timedelta
from typing import Any

from axes.utils import reset
from django.utils import timezone

from changai.kernel.access import admin_forms, passwords, two_factor
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import ADMINISTRATORS, ROLES, SECURITY_ADMIN, SYSTEM_ADMIN
from changai.kernel.access.rules import administers, check_grant, check_where, last_holder, present_and_future
from changai.kernel.actions import ActionRefused, action


@action("account.open", title="开设账号", by=[SYSTEM_ADMIN], form=admin_forms.OpenForm)
def open_account(
    *, username: str, display_name: str, email: str = "", password: str = "", by: Post
) -> Account:
    """A new account without a post. password: one-time; without one it must be reset before the first sign-in."""
    if Account.objects.filter(username__iexact=username).exists():
        raise ActionRefused(f"账号未开设：账号“{username}”已经有了，请换一个")
    account = Account.objects.create_user(username, display_name=display_name, email=email)
    if password:
        passwords.change(account, password, one_time=True)
    return account


def _not_own(account: Account, by: Post, what: str) -> None:
    if account.pk == by.account_id:
        raise ActionRefused(f"{what}：不能对自己的账号办理，请由另一名系统管理员办理")


def _no_administrator(account: Account, what: str, command: str) -> None:
    """One administrator alone must not be able to get into the account of another."""
    if administers(account):
        raise ActionRefused(
            f"{what}：“{account}”是管理员账号。为使三名管理员互相制约，"
            f"请由运维人员在服务器上运行 changai access {command} {account.username} --reason 理由"
        )


@action(
    "account.correct",
    title="更正账号信息",
    by=[SYSTEM_ADMIN],
    form=admin_forms.CorrectForm,
    target=Account,
)
def correct_account(account: Account, *, display_name: str, email: str = "", by: Post) -> Account:
    """Name and mail address."""
    account.display_name, account.email = display_name, email
    account.save(update_fields=["display_name", "email"])
    return account


@action(
    "account.disable",
    title="停用账号",
    by=[SYSTEM_ADMIN],
    form=admin_forms.ReasonForm,
    target=Account,
    when=lambda account: account.is_active,
    danger=True,
    warning="停用后立即不能登录，正在使用的会话同时失效。岗位和办理记录保留，可以重新启用。",
)
def disable_account(account: Account, *, reason: str, by: Post) -> Account:
    """Nobody can sign in with it any more."""
    _not_own(account, by, "账号未停用")
    role = last_holder(account, *ADMINISTRATORS)
    if role:
        raise ActionRefused(f"账号未停用：“{account}”是唯一的{role}，停用后无人能办理；请先安排接替的人")
    account.is_active = False
    account.save(update_fields=["is_active"])
    return account


@action(
    "account.enable",
    title="启用账号",
    by=[SYSTEM_ADMIN],
    form=admin_forms.ReasonForm,
    target=Account,
    when=lambda account: not account.is_active,
)
def enable_account(account: Account, *, reason: str, by: Post) -> Account:
    """It can be used again, with its posts and its password."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


@action(
    "account.reset_password",
    title="重置密码",
    by=[SYSTEM_ADMIN],
    form=admin_forms.ReasonForm,
    target=Account,
    danger=True,
    warning="重置后原密码立即失效，新的一次性密码只显示一次，请当面或打电话告诉本人。",
)
def reset_password(account: Account, *, reason: str, password: str = "", by: Post) -> Account:
    """A one-time password, and no more lock-out. Other administrators' passwords are reset on the server only."""
    _not_own(account, by, "密码未重置")
    _no_administrator(account, "密码未重置", "reset-password")
    passwords.change(account, password or passwords.one_time_password(), one_time=True)
    reset(username=account.username)
    return account


@action(
    "account.reset_two_factor",
    title="重置动态口令",
    by=[SYSTEM_ADMIN],
    form=admin_forms.ReasonForm,
    target=Account,
    danger=True,
    warning="重置后本人已登录的会话立即失效，以后只用密码登录，直到重新设置动态口令。换手机或丢手机时用。",
)
def reset_two_factor(account: Account, *, reason: str, by: Post) -> Account:
    """The second factor is turned off, to be set up anew. Other administrators' only on the server."""
    _not_own(account, by, "动态口令未重置")
    _no_administrator(account, "动态口令未重置", "reset-two-factor")
    if not two_factor.disable(account):
        raise ActionRefused(f"动态口令未重置：“{account}”没有设置动态口令，不需要重置")
    return account


@action("post.grant", title="授予岗位", by=[SECURITY_ADMIN], form=admin_forms.GrantForm, target=Account)
def grant_post(
    account: Account,
    *,
    role: str,
    reason: str,
    by: Post,
    region: Any = None,
    organisation: Any = None,
    person: Any = None,
    since: date | None = None,
    until: date | None = None,
) -> Post:
    """A post from `since` (today) to `until` (its last day; open). region, organisation, person: keys, or None."""
    declared = ROLES[role]
    check_grant(account, declared, by)
    where = check_where(
        declared, region=region or None, organisation=organisation or None, person=person or None
    )
    since = since or timezone.localdate()
    if until and until < since:
        raise ActionRefused("岗位未授予：最后一天早于第一天，请核对日期")
    keys = {f"{name}_id": value for name, value in where.items()}
    if account.posts.filter(present_and_future(since), role_key=role, **keys).exists():
        raise ActionRefused(f"岗位未授予：“{account}”已有同样的岗位，请先结束原来的岗位")
    return Post.objects.create(account=account, role_key=role, since=since, until=until, **keys)


@action("post.appoint", title="授予岗位", by=[SECURITY_ADMIN], form=admin_forms.AppointForm)
def appoint(*, account: Account, by: Post, **facts: Any) -> Post:
    """The same from the list of posts."""
    return grant_post.run(account, by=by, **facts)  # type: ignore[no-any-return]  # the verb's own function


@action(
    "post.end",
    title="结束岗位",
    by=[SECURITY_ADMIN],
    form=admin_forms.EndForm,
    target=Post,
    when=lambda post: post.until is None or post.until >= timezone.localdate(),
    danger=True,
    warning="结束后本人不能再以这个岗位办理任何事。办理过的记录保留。",
)
def end_post(post: Post, *, reason: str, last_day: date | None = None, by: Post) -> Post:
    """The post ends with its last day; without one at once."""
    if post.account_id == by.account_id:
        raise ActionRefused("岗位未结束：不能结束自己的岗位，请由另一名安全管理员办理")
    if post.role in ADMINISTRATORS and last_holder(post.account, post.role):
        raise ActionRefused(
            f"岗位未结束：“{post.account}”是唯一的{post.role}，结束后无人能办理；请先安排接替的人"
        )
    post.until = last_day or timezone.localdate() - timedelta(days=1)
    post.save(update_fields=["until"])
    return post
