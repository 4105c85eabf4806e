"""Screens of the administrators: accounts and posts."""

from typing import Any

from django.db import models
from django.utils import timezone

from changai.kernel.access import actions
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import ROLES, SECURITY_ADMIN, SYSTEM_ADMIN
from changai.kernel.access.rules import present_and_future
from changai.kernel.screens import Column, Filter, Related, Screen, register

ROLE_TITLES = {role.key: role.title for role in ROLES.values()}


def _posts(account: Account) -> str:
    """What the account holds today."""
    today = timezone.localdate()
    return "、".join(str(post) for post in account.posts.all() if post.holds(today))


@register
class AccountScreen(Screen):
    """Who can sign in."""

    key = "accounts"
    model = Account
    title, noun, unit = "账号", "账号", "个"
    wing, icon, position = "manage", "users", 10
    by = (SYSTEM_ADMIN, SECURITY_ADMIN)
    columns = [
        Column("username", sort=True),
        Column("display_name", sort=True),
        Column("posts_held", title="岗位", value=_posts),
        Column("is_active"),
        Column("last_login", title="上次登录", sort=True),
        Column("password_changed_at", hidden=True),
        Column("created_at", hidden=True, sort=True),
    ]
    filters = [
        "is_active",
        Filter(
            "signed_in",
            title="登录情况",
            kind="choice",
            choices={"yes": "登录过", "never": "还没有登录过"},
            apply=lambda rows, ticked: _by_login(rows, ticked),
        ),
        Filter(
            "held",
            title="有无岗位",
            kind="choice",
            choices={"yes": "有岗位", "none": "没有岗位"},
            apply=lambda rows, ticked: _with_posts(rows, ticked),
        ),
        Filter("created_at"),
    ]
    search = {"username": 10, "display_name": 10}
    sections = {
        "账号": ["username", "display_name", "email", "is_active", "must_change_password", "last_login", "password_changed_at", "created_at"],
        "岗位": Related(
            "posts",
            [Column("role_key", choices=ROLE_TITLES), "region", "organisation", "since", "until"],
            order="-since",
            screen="posts",
            empty="没有岗位。由安全管理员授予。",
        ),
    }  # fmt: skip
    actions = [
        actions.open_account,
        actions.grant_post,
        actions.correct_account,
        actions.enable_account,
        actions.reset_password,
        actions.reset_two_factor,
        actions.disable_account,
    ]
    order = "username"
    dated = api = False
    empty = "还没有账号。"

    def queryset(self) -> models.QuerySet[Any]:
        """With the posts, so that a page of accounts asks for them once."""
        return Account.objects.prefetch_related("posts__region", "posts__organisation")

    def chips(self, record: Account) -> list[Any]:
        """Whether it is disabled."""
        return [] if record.is_active else [("已停用", "red")]


def _by_login(rows: models.QuerySet[Any], ticked: list[str]) -> models.QuerySet[Any]:
    """Accounts that were used, and those that never were."""
    if set(ticked) == {"yes", "never"}:
        return rows
    return rows.filter(last_login__isnull="never" in ticked)


def _with_posts(rows: models.QuerySet[Any], ticked: list[str]) -> models.QuerySet[Any]:
    """Accounts that hold a post now or later, and those that hold none."""
    if set(ticked) == {"yes", "none"}:
        return rows
    held = Post.objects.filter(present_and_future()).values("account_id")
    return rows.filter(pk__in=held) if "yes" in ticked else rows.exclude(pk__in=held)


@register
class PostScreen(Screen):
    """Who holds which role, where, from when to when."""

    key = "posts"
    model = Post
    title, noun, unit = "岗位", "岗位", "个"
    wing, icon, position = "manage", "key", 20
    by = (SECURITY_ADMIN,)
    columns = [
        Column("account", link="accounts"),
        Column("role_key", choices=ROLE_TITLES),
        "region",
        "organisation",
        Column("since", sort=True),
        Column("until", sort=True),
    ]
    filters = [
        Filter("role_key", choices=ROLE_TITLES),
        Filter(
            "holding",
            title="是否在任",
            kind="choice",
            choices={"now": "在任", "over": "已结束"},
            apply=lambda rows, ticked: _holding(rows, ticked),
        ),
        Filter("since"),
        Filter("until"),
    ]
    search = {"account__username": 10, "account__display_name": 10, "organisation__name": 5}
    sections = {"岗位": ["account", "role_key", "region", "organisation", "since", "until"]}
    actions = [actions.appoint, actions.end_post]
    order = "-since"
    dated = api = False
    empty = "还没有岗位。点“授予岗位”，为一个账号授予。"

    def heading(self, record: Post) -> str:
        """The holder and the post."""
        return f"{record.account}：{record}"


def _holding(rows: models.QuerySet[Any], ticked: list[str]) -> models.QuerySet[Any]:
    """Posts held now or later, and posts that are over."""
    present = present_and_future()
    if set(ticked) == {"now", "over"}:
        return rows
    return rows.filter(present) if "now" in ticked else rows.exclude(present)
