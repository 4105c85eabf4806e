"""What every page's frame shows."""

from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from changai.kernel.access.models import Post
from changai.kernel.access.roles import WORKING, Reach
from changai.kernel.jobs.models import ACTIVE, Job
from changai.kernel.screens import screens
from changai.kernel.screens.frame import plain_frame
from changai.kernel.screens.regions import options
from changai.kernel.screens.searching import deeper_titles
from changai.site.menu import current, menu


def frame(request: HttpRequest) -> dict[str, Any]:
    """Post, region, as-of date and menu of the frame. Fragments fetched by htmx draw no shell and cost nothing."""
    shown = getattr(request, "frame", None) or plain_frame(request)
    htmx = getattr(request, "htmx", None)
    return {"frame": shown, "shell": None if htmx and not htmx.boosted else Shell(request, shown)}


class Shell:
    """The top bar and menu; each part is read when the template asks for it."""

    def __init__(self, request: HttpRequest, shown: Any) -> None:
        self.request = request
        self.frame = shown
        self.post: Post | None = getattr(request, "post", None)

    @cached_property
    def region_name(self) -> str:
        """The region acted for, or the organisation of a clerk's post."""
        if self.post is None:
            return ""
        return str(self.frame.region or self.post.organisation or self.post.role)

    @cached_property
    def here(self) -> str:
        """The page's path and parameters without region, for the links of the region drop-down."""
        return self.request.get_full_path()

    @cached_property
    def regions(self) -> list[dict[str, Any]]:
        """The first options of the region drop-down; none for posts that are not over a region."""
        if self.post is None or self.post.role.reach is not Reach.REGION:
            return []
        return options(self.post, self.frame, self.here)

    @cached_property
    def days(self) -> list[dict[str, Any]]:
        """Days that are asked for most, with the address of this page on each."""
        today = self.frame.today
        month_end = today.replace(day=1) - timedelta(days=1)
        year_end = today.replace(month=1, day=1) - timedelta(days=1)
        named = [("今天", today), ("上月末", month_end), ("上年末", year_end)]
        return [
            {"title": title, "day": day, "current": day == self.frame.as_of, "href": self._on(day)}
            for title, day in named
        ]

    def _on(self, day: date) -> str:
        """This page on another day, from its first row."""
        kept = self.request.GET.copy()
        for name in ("as_of", "after", "before"):
            kept.pop(name, None)
        if day != self.frame.today:
            kept["as_of"] = day.isoformat()
        return f"{self.request.path}?{kept.urlencode()}" if kept else self.request.path

    @cached_property
    def posts(self) -> list[Post]:
        """The posts that the account holds today."""
        if self.post is None:
            return []
        held = Post.objects.filter(account_id=self.post.account_id).select_related("region", "organisation")
        found = [one for one in held.order_by("pk") if one.holds(self.frame.today)]
        for one in found:
            # The page's own list, where the other post has it too: a record may lie out of its reach.
            one.here = current(one.role, self.request.path)  # type: ignore[attr-defined]  # for the template
        return found

    @cached_property
    def wings(self) -> list[dict[str, Any]]:
        """The menu of this post."""
        return menu(self.post.role, self.request.path) if self.post else []

    @cached_property
    def searched(self) -> str:
        """What the search box finds for this post: 工人、用人单位、文件全文."""
        role = self.post.role if self.post else None
        found = [one for one in screens() if one.search and role in one.by]
        found.sort(key=lambda one: one.wing != "workforce")  # people and units are looked for most
        titles = [one.title for one in found[:3]]
        return "、".join([*titles, *(deeper_titles(role) if role else ())])

    @cached_property
    def jobs(self) -> int:
        """My background jobs that wait or run."""
        return Job.objects.filter(post=self.post, state__in=ACTIVE).count()

    jobs_href = "/jobs/"

    @cached_property
    def account(self) -> list[dict[str, str]]:
        """Pages of one's own account."""
        entries = [
            {"title": "修改密码", "href": "/password/", "icon": "key"},
            {"title": "两步验证", "href": "/two-factor/", "icon": "shield-lock"},
        ]
        if self.post is not None and self.post.role in WORKING:
            entries.append({"title": "接口令牌", "href": "/tokens/", "icon": "database-export"})
        return entries
