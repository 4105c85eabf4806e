"""A document on record: kept with its figures, its header corrected, withdrawn."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from changai.domains.reform.documents.actions.offering import refuse_known
from changai.domains.reform.documents.models import KINDS, Document, Figure
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action

# What stands on documents may have its part in keeping one.
AfterKeeping = Callable[[Document], None]
_after: list[AfterKeeping] = []


class HeaderForm(forms.Form):
    """What the head of a document says."""

    kind = forms.ChoiceField(label="种类", choices=KINDS)
    title = forms.CharField(label="标题", max_length=300)
    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="例如 十发〔2018〕7号；没有就留空"
    )
    issuers = forms.CharField(
        label="发文单位",
        max_length=400,
        required=False,
        help_text="几个单位之间用顿号分开",
        widget=forms.TextInput,
    )
    issued_on = forms.DateField(label="成文日期", required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label="理由", max_length=400)


def parted(issuers: str | Sequence[str]) -> list[str]:
    """Names of units in a text, parted by 、 or commas or spaces."""
    if not isinstance(issuers, str):
        return list(issuers)
    return [one for one in re.split(r"[、，,；;\s]+", issuers) if one]


@action(
    "document.save",
    title="保存到资料库",
    by=(UNION_OFFICER,),
    form=HeaderForm,
    target=Document,
    when=lambda one: one.state == "offered",
)
def save_document(
    document: Document,
    *,
    by: Post | None,
    kind: str,
    title: str,
    number: str = "",
    issuers: str | Sequence[str] = "",
    issued_on: date | None = None,
) -> Document:
    """Keep what was offered, with the header as the officer left it, and its figures."""
    return keep(document, kind=kind, title=title, number=number, issuers=issuers, issued_on=issued_on)


def keep(document: Document, *, issuers: str | Sequence[str] = "", **header: Any) -> Document:
    """An offered document becomes one on record."""
    refuse_known(document.region, document.digest, document.text_digest, document)
    _set(document, issuers=parted(issuers), **header)
    document.state = "kept"
    document.save()
    Figure._base_manager.filter(document=document).delete()
    rows = enumerate(document.reading.get("figures") or ())
    Figure._base_manager.bulk_create([_figure(document, at, one) for at, one in rows])
    for one in _after:
        one(document)
    return document


def after_keeping(one: AfterKeeping) -> AfterKeeping:
    """Register what is done in the same act that keeps a document; use as a decorator."""
    _after.append(one)
    return one


def _set(document: Document, **header: Any) -> None:
    for name, value in header.items():
        setattr(document, name, value)


def _figure(document: Document, at: int, found: dict[str, Any]) -> Figure:
    """A row of a figure as the reading has it."""
    value = found["value"]
    first, last = value if isinstance(value, list) else (value, None)
    start, end = found.get("at") or (0, 0)
    return Figure(
        document=document,
        order=at,
        subject=(found.get("subject") or "")[:300],
        value=Decimal(str(first)),
        value_to=None if last is None else Decimal(str(last)),
        unit=(found.get("unit") or "")[:20],
        period=(found.get("period") or "")[:40],
        approx=(found.get("approx") or "")[:10],
        bound=found.get("bound") or "",
        quote=found.get("quote") or "",
        start=start,
        end=end,
    )


@action(
    "document.correct",
    title="更正文件信息",
    by=(UNION_OFFICER,),
    form=HeaderForm,
    target=Document,
    when=lambda one: one.state == "kept",
)
def correct_document(
    document: Document, *, by: Post, issuers: str | Sequence[str] = "", **header: Any
) -> Document:
    """Put title, number, issuers, date and kind right; the text and what was read from it stay."""
    _set(document, issuers=parted(issuers), **header)
    document.save()
    return document


@action(
    "document.withdraw",
    title="撤回",
    by=(UNION_OFFICER,),
    form=ReasonForm,
    target=Document,
    when=lambda one: one.state == "kept",
    danger=True,
    warning="撤回后不再列为有效资料，下级地区看不到它；原文和记录保留，可以查到撤回的理由。",
)
def withdraw_document(document: Document, *, by: Post, reason: str) -> Document:
    """Take a document out of use. Refused while a plan stands on it."""
    versions: Any = Document._meta.get_field("versions").related_model  # of the slice that stands on this one
    if versions._base_manager.filter(document=document).exclude(state="dropped").exists():
        raise ActionRefused(
            "没有撤回：这份文件已经拆解成改革方案，请先放弃那份方案的草稿，或者用新版本替代它"
        )
    document.state, document.message = "withdrawn", reason
    document.save()
    return document
