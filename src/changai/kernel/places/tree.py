"""The tree of regions: children, the path from the nation, and the region that a code means today."""

from django.db.models import QuerySet

from changai.engines.codes import CodeError, regions
from changai.kernel.places.models import Region


def children(code: str, *, abolished: bool = False) -> QuerySet[Region]:
    """The regions directly below, in order of code; abolished ones only when asked for."""
    below = Region.objects.filter(parent_id=code)
    return below if abolished else below.filter(valid_to=None)


def path(code: str) -> list[Region]:
    """From the nation down to the region itself. CodeError for an unknown code."""
    codes = regions.path(code)
    if not codes:
        raise CodeError(f"没有代码为“{code}”的地区，请从列表中选择。")
    found = Region.objects.in_bulk(codes)
    return [found[each] for each in codes]


def resolve(code: str) -> Region:
    """The region in force that a code means today.

    An abolished code leads to its successor; where several share its area, to the smallest region that holds
    them all. CodeError when the code never existed.
    """
    present = regions.current(code)
    if present is None:
        raise CodeError(f"没有代码为“{code}”的地区，请从列表中选择。")
    return Region.objects.get(pk=present)
