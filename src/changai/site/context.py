"""What every page's frame shows."""

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Post, region, as-of date and menu of the frame."""
    return {}
