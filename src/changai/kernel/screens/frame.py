"""The frame of a page: the region acted for and the as-of date, chosen once and kept in the address."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest
from django.utils import timezone

from changai.kernel.access.middleware import API
from changai.kernel.access.scope import Scope
from changai.kernel.parameters.catalog import ALWAYS
from changai.kernel.places.models import Region, subtree_prefix


@dataclass(frozen=True)
class Frame:
    """region: the one chosen, else the post's own (None for an organisation's post). as_of: today unless chosen.

    wrong: why the date of the address does not hold, and what is shown instead; empty when it does.
    """

    region: Region | None
    chosen: bool
    as_of: date
    today: date
    wrong: str = ""

    @property
    def is_today(self) -> bool:
        """Whether the page is of the present."""
        return self.as_of == self.today

    def params(self) -> dict[str, str]:
        """What an address must carry to keep region and date."""
        kept = {"region": self.region.code} if self.chosen and self.region else {}
        return kept if self.is_today else {**kept, "as_of": self.as_of.isoformat()}

    def link(self, path: str, **params: Any) -> str:
        """An address within the frame; None and empty parameters are left out, lists are repeated."""
        pairs = {
            **self.params(),
            **{name: value for name, value in params.items() if value not in (None, "", [])},
        }
        joint = "&" if "?" in path else "?"
        return f"{path}{joint}{urlencode(pairs, doseq=True)}" if pairs else path


def plain_frame(request: HttpRequest) -> Frame:
    """The frame with nothing chosen."""
    post = getattr(request, "post", None)
    today = timezone.localdate()
    return Frame(post.region if post else None, False, today, today)


def read_frame(request: HttpRequest) -> tuple[Frame, Scope | None]:
    """The frame of a request, and the narrower scope if a region within the post's reach was chosen.

    A region out of reach is 404 like any record out of reach. A date that is none gives way to today, and the
    page says so; programs, who read no pages, get a bad request.
    """
    post = getattr(request, "post", None)
    plain = plain_frame(request)
    day, wrong = _day(request.GET.get("as_of", ""), plain.today)
    if wrong and request.path.startswith(API):
        raise SuspiciousOperation(wrong)
    frame = replace(plain, as_of=day, wrong=wrong)
    code = request.GET.get("region", "")
    if not code or post is None:
        return frame, None
    if not post.scope.covers_region(code):
        raise Http404("该地区不在您的岗位范围内")
    if post.region_id == code:
        return frame, None
    region = Region.objects.filter(pk=code).first()
    if region is None:
        raise Http404("没有这个地区")
    return replace(frame, region=region, chosen=True), Scope(prefix=subtree_prefix(code))


def _day(text: str, today: date) -> tuple[date, str]:
    """A day of the address; today, and why, where it can't be shown."""
    if not text:
        return today, ""
    instead = f"这里显示的是今天（{today}）的情况"
    try:
        day = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        return (
            today,
            f"截至日期“{text[:20]}”不是一个日期，{instead}。请写成 2026-11-20 的样子，或从右上角选择。",
        )
    if day < ALWAYS:
        return today, f"{ALWAYS} 以前没有数据，{instead}。请从右上角改选以后的日期。"
    return day, ""
