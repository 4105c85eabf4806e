"""The administrators' homes: the account keeper's, the post keeper's, the auditor's. No business records."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import AUDIT_ADMIN, SECURITY_ADMIN, SYSTEM_ADMIN
from changai.kernel.access.rules import present_and_future
from changai.kernel.audit.models import Entry
from changai.kernel.facts.models import Snapshot
from changai.kernel.jobs.models import Job
from changai.kernel.screens.home import HomeCard

SOON = timedelta(days=30)
# What each administrator's home tells of since yesterday: the first part of the acts' keys, and where to look.
ACTS = {
    SYSTEM_ADMIN.key: (("account.",), "/accounts/"),
    SECURITY_ADMIN.key: (("post.", "account."), "/posts/"),
    AUDIT_ADMIN.key: (("",), "/audit/"),
}


def _row(title: str, count: int, href: str, note: str, tone: str = "") -> list[dict[str, Any]]:
    return [{"title": title, "count": count, "href": href, "note": note, "tone": tone}] if count else []


def _accounts(request: HttpRequest) -> list[dict[str, Any]]:
    """Accounts whose first password was never changed."""
    waiting = Account.objects.filter(is_active=True, last_login=None).count()
    return _row(
        "账号开设后还没有登录过",
        waiting,
        "/accounts/?set=1&is_active=yes&signed_in=never",
        "请通知本人登录并修改密码",
    )


def _broken(request: HttpRequest) -> list[dict[str, Any]]:
    """The installation's own work that failed lately."""
    since = timezone.now() - timedelta(days=7)
    failed = Job.objects.filter(state="failed", created_at__gte=since, post=None).count()
    return _row("系统任务失败", failed, "/", "近 7 天，请在服务器上运行 changai doctor 查看", "late")


def _posts(request: HttpRequest) -> list[dict[str, Any]]:
    """Accounts that wait for a post, and posts that end soon."""
    today = timezone.localdate()
    held = Post.objects.filter(present_and_future()).values("account_id")
    idle = Account.objects.filter(is_active=True).exclude(pk__in=held).count()
    ending = Post.objects.filter(until__gte=today, until__lte=today + SOON).count()
    until = f"/posts/?set=1&until_from={today}&until_to={today + SOON}"
    return _row(
        "账号没有岗位",
        idle,
        "/accounts/?set=1&is_active=yes&held=none",
        "登录后什么也看不到，请授予岗位或停用",
    ) + _row("岗位即将到期", ending, until, "30 天内，到期后本人不能办理")


def _chain(request: HttpRequest) -> list[dict[str, Any]]:
    """A check of the records that failed, or that nobody made for a month."""
    last = Job.objects.filter(kind="audit.verify").order_by("-pk").first()
    if last is not None and last.state == "failed":
        return _row(
            "核验没有通过",
            1,
            f"/jobs/{last.pk}/" if _mine(request, last) else "/audit/",
            "请立即查看",
            "late",
        )
    if last is None or last.created_at < timezone.now() - SOON:
        return _row("审计记录待核验", 1, "/audit/", "最近 30 天没有核验过完整性")
    return []


def _mine(request: HttpRequest, job: Job) -> bool:
    return bool(job.post and job.post.account_id == request.user.pk)


def _done(request: HttpRequest) -> list[dict[str, Any]]:
    """What was done since yesterday that this administrator answers for."""
    post: Any = request.post  # type: ignore[attr-defined]  # PostMiddleware
    begins, href = ACTS[post.role.key]
    condition = Q()
    for one in begins:
        condition |= Q(action__startswith=one)
    day = timezone.localdate() - timedelta(days=1)
    begun = timezone.make_aware(datetime.combine(day, time.min))
    rows = Entry.objects.filter(condition, at__gte=begun).values("action", "title")
    rows = rows.annotate(count=Count("id")).order_by("-count", "title")[:8]
    audit = post.role is AUDIT_ADMIN
    return [
        {
            "title": row["title"],
            "count": row["count"],
            "href": f"/audit/?set=1&action={row['action']}&at_from={day}" if audit else href,
        }
        for row in rows
    ]


def _accounts_figures(request: HttpRequest) -> list[dict[str, Any]]:
    """How many may sign in, how many did lately, and to which day the picture knows the records."""
    active = Account.objects.filter(is_active=True)
    lately = active.filter(last_login__gte=timezone.now() - SOON).count()
    newest = Snapshot.objects.order_by("-as_of").first()
    return [
        {
            "title": "在用账号",
            "value": f"{active.count():,} 个",
            "note": "停用的不计",
            "href": "/accounts/?set=1&is_active=yes",
        },
        {"title": "近 30 天登录过", "value": f"{lately:,} 个", "note": "在用账号中", "href": "/accounts/"},
        {
            "title": "数据快照截至",
            "value": str(newest.as_of) if newest else "还没有",
            "note": "结构分析每夜更新一次",
            "href": "/parameters/",
        },
    ]


def _posts_figures(request: HttpRequest) -> list[dict[str, Any]]:
    """Posts that are held, and by how many."""
    held = Post.objects.filter(present_and_future())
    people = held.values("account_id").distinct().count()
    return [
        {
            "title": "在任岗位",
            "value": f"{held.count():,} 个",
            "note": "含尚未开始的",
            "href": "/posts/?set=1&holding=now",
        },
        {
            "title": "有岗位的账号",
            "value": f"{people:,} 个",
            "note": "一人可有几个岗位",
            "href": "/accounts/",
        },
    ]


def _audit_figures(request: HttpRequest) -> list[dict[str, Any]]:
    """Records in all, and whole numbers that were looked at lately."""
    since = timezone.now() - SOON
    shown = Entry.objects.filter(action="vault.unmask", at__gte=since).count()
    day = timezone.localdate() - SOON
    return [
        {"title": "审计记录", "value": f"{Entry.objects.count():,} 条", "note": "全部", "href": "/audit/"},
        {
            "title": "查看完整号码",
            "value": f"{shown:,} 次",
            "note": "近 30 天",
            "href": f"/audit/?set=1&action=vault.unmask&at_from={day}",
        },
    ]


CARDS = (
    HomeCard("admin.accounts", "账号", "waits", (SYSTEM_ADMIN,), _accounts, 10),
    HomeCard("admin.broken", "系统任务", "waits", (SYSTEM_ADMIN,), _broken, 5),
    HomeCard("admin.posts", "岗位", "waits", (SECURITY_ADMIN,), _posts, 10),
    HomeCard("admin.chain", "核验", "waits", (AUDIT_ADMIN,), _chain, 10),
    HomeCard("admin.done", "昨天以来", "changed", (SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN), _done, 10),
    HomeCard("admin.accounts_figures", "账号", "figures", (SYSTEM_ADMIN,), _accounts_figures, 10),
    HomeCard("admin.posts_figures", "岗位", "figures", (SECURITY_ADMIN,), _posts_figures, 10),
    HomeCard("admin.audit_figures", "审计", "figures", (AUDIT_ADMIN,), _audit_figures, 10),
)
