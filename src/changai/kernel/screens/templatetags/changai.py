"""Template helpers of the frame: addresses that keep region and date, icons, figures."""

from functools import lru_cache
from html import (
    escape,
)  # Django's own does the same behind a wrapper for lazy texts, which costs more than it
from typing import Any

from django import forms, template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from changai.kernel.screens import dressing, text

register = template.Library()


@register.simple_tag(takes_context=True)
def frame_url(context: dict[str, Any], path: str, **params: Any) -> str:
    """`{% frame_url "/workers/" skill_rank=4 %}`: the address with the frame's region and date."""
    frame = context.get("frame") or getattr(context.get("request"), "frame", None)
    return frame.link(path, **params) if frame else path


@register.simple_tag(takes_context=True)
def page_url(context: dict[str, Any], *parts: Any, **params: Any) -> str:
    """`{% page_url "/plans/" plan.pk "/bench/" version=2 %}`: as `frame_url`, of a path in parts."""
    return frame_url(context, "".join(str(part) for part in parts), **params)


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> str:
    """`{% icon "users" %}`: an icon of the sprite; with a label it is read aloud, without it is decoration."""
    src = static("changai/vendor/tabler-icons-3.51.0/sprite.svg")
    aria = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', aria, src, name)


@register.filter
def money(fen: int | None) -> str:
    """456700 → 4,567.00 元."""
    return text.money(fen)


@register.filter
def number(value: float | int | None) -> str:
    """22165 → 22,165."""
    return text.number(value)


@register.filter
def day(value: Any) -> str:
    """A date or a time as 2026-11-20 or 2026-11-20 09:30."""
    return text.day(value)


@register.simple_tag(takes_context=True)
def action_url(context: dict[str, Any], screen: Any, action: Any, record: Any = None) -> str:
    """The address of an action's form: on a record, or on the list when there is none."""
    pk = f"{record.pk}/" if record is not None else ""
    return frame_url(context, f"/{screen.key}/{pk}do/{action.key}/")


@register.simple_tag
def list_url(listing: Any, what: str) -> str:
    """A list's own helper address (search, columns) that keeps its state."""
    return str(listing.link(f"{listing.address}{what}/"))


@register.filter
def field_errors(form: Any) -> list[Any]:
    """The bound fields that are wrong, in the form's order."""
    return [field for field in form if field.errors]


@register.filter
def is_ticks(field: Any) -> bool:
    """Whether a field is a group of boxes or buttons under a legend."""
    return dressing.is_ticks(field)


@register.filter
def is_box(field: Any) -> bool:
    """Whether a field is one box, whose label stands beside it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.simple_tag
def cells(row: dict[str, Any]) -> str:
    """A table row's cells; the first one links to the row's record. Written in Python: there are hundreds a page."""
    href = row.get("href")
    done = []
    for at, (column, value) in enumerate(row["cells"]):
        told = escape(str(value))
        shown = f'<a href="{escape(href)}">{told}</a>' if href and at == 0 else told
        done.append(f"{column.cell_start}{shown}</td>")
    return mark_safe("".join(done))


@register.simple_tag
def ticks(bound: Any) -> str:
    """The boxes of a filter's options. Written in Python: there are hundreds a page."""
    name, ticked = escape(str(bound.name)), set(bound.values)
    return mark_safe(
        "".join(
            f'<label class="form-check"><input class="form-check-input" type="checkbox" name="{name}" '
            f'value="{escape(str(value))}"{" checked" if value in ticked else ""}><span>{escape(str(label))}</span></label>'
            for value, label in bound.options.items()
        )
    )
