"""How values are written on every page: dates, figures, money. Unknown is a dash, never nought."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

UNKNOWN = "—"


def money(fen: int | None) -> str:
    """Whole fen → 12,345.67 元."""
    if fen is None:
        return UNKNOWN
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d} 元"


def number(value: int | float | Decimal | None) -> str:
    """22165 → 22,165; fractions keep their digits."""
    return UNKNOWN if value is None else f"{value:,}"


def day(value: date | datetime | None) -> str:
    """2026-11-20, or 2026-11-20 09:30 for a time."""
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime):
        return f"{timezone.localtime(value) if timezone.is_aware(value) else value:%Y-%m-%d %H:%M}"
    return value.isoformat()


def yes(value: bool | None) -> str:
    """是, 否 or a dash."""
    return UNKNOWN if value is None else "是" if value else "否"


def plain(value: Any) -> str:
    """Anything else by its own text."""
    return UNKNOWN if value in (None, "") else str(value)
