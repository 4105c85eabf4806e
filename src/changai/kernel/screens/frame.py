"""The frame of a page: the region acted for and the as-of date, chosen once and kept in the address."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest
from django.utils import timezone

from changai.kernel.access.scope import Scope
from changai.kernel.places.models import Region, subtree_prefix


@dataclass(frozen=True)
class Frame:
    """region: the one chosen, else the post's own (None for an organisation's post). as_of: today unless chosen."""

    region: Region | None
    chosen: bool
    as_of: date
    today: date

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

    A region out of reach is 404 like any record out of reach; a date that is none is a bad request.
    """
    post = getattr(request, "post", None)
    plain = plain_frame(request)
    frame = replace(plain, as_of=_day(request.GET.get("as_of", ""), plain.today))
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


def _day(text: str, today: date) -> date:
    """A day of the address."""
    if not text:
        return today
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise SuspiciousOperation("日期格式不对") from None
