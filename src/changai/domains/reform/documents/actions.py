"""Writers of documents: offered with an upload, read, kept once an officer has looked, corrected, withdrawn."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone

from changai.domains.reform.documents.models import KINDS, Document, Figure
from changai.engines.documents import read as reader
from changai.engines.documents.errors import DocumentError
from changai.engines.documents.reading import plain
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.files import store
from changai.kernel.jobs.runner import start
from changai.kernel.places.models import Region

UNNAMED = "（未能读出标题）"


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


def read(content: bytes, name: str) -> Any:
    """The `Read` of a file. Raises DocumentError, whose text is fit to be shown."""
    return reader.read(content, name)


@action("document.offer", title="上传文件", by=(UNION_OFFICER,))
def offer(*, by: Post, region: Region, name: str, content: bytes, found: Any = None) -> Document:
    """Keep an upload to be looked at. found: its `Read`; without one it is read later (`read_offered`).

    Refuses a document that the region has already, told by its file or by its text.
    """
    if not by.scope.covers_region(region.code):
        raise ActionRefused(f"没有上传：{region}不在{by}的管理范围内，请选择本地区")
    document = make(
        region=region, name=name, content=content, found=found, account_name=str(by.account), by=by
    )
    if found is None:
        document.job = start("documents.read", f"解读 {document.file.name}", post=by, document=document.pk)
        document.save(update_fields=["job"])
    return document


def make(
    *, region: Region, name: str, content: bytes, found: Any, account_name: str = "", by: Post | None = None
) -> Document:
    """The document of an upload, in state offered or, where it was not read yet, waiting."""
    digest = hashlib.sha256(content).hexdigest()
    refuse_known(region, digest, text_digest(found.text.plain) if found else "")
    file = store.keep(content, name, region=region, account_name=account_name)
    document = Document(
        region=region,
        file=file,
        digest=digest,
        kind="other",
        title=file.name,
        state="waiting",
        account_name=account_name,
    )
    document.organisation = by.organisation if by else None
    if found:
        take(document, found)
    document.save()
    return document


def refuse_known(region: Region, digest: str, content: str, but: Document | None = None) -> None:
    """Raises ActionRefused, naming the record, where the region keeps this file or this text already."""
    here = Document._base_manager.filter(region=region, state="kept").exclude(pk=but.pk if but else 0)
    same = here.filter(digest=digest).first() or (
        here.filter(text_digest=content).first() if content else None
    )
    if same is not None:
        raise ActionRefused(
            f"没有上传：{region}已有这份文件“{same.title}”（{timezone.localdate(same.created_at)} 上传），不需要再传一次",
            record=same,
        )


def text_digest(text: str) -> str:
    """SHA-256 of a text without its white space."""
    return hashlib.sha256(re.sub(r"\s", "", text).encode()).hexdigest()


def take(document: Document, found: Any) -> None:
    """Put a `Read` into a document: text, reading, header fields."""
    reading = found.reading
    document.text = found.kept.text
    document.text_digest = text_digest(found.text.plain)
    document.reading = {**reading.as_json(), "dropped": plain(found.text.dropped)}
    document.kind = reading.kind
    document.title = (reading.title or reading.notice_title or UNNAMED)[:300]
    document.notice_title = (reading.notice_title or "")[:300]
    document.number = (reading.document_number or "")[:60]
    document.issuers = list(reading.issuer)
    document.issued_on = reading.date
    document.state = "offered"


@action(
    "document.read",
    title="解读文件",
    by=(UNION_OFFICER,),
    target=Document,
    when=lambda one: one.state == "waiting",
)
def read_offered(document: Document, *, by: Post) -> Document:
    """Read an upload that waits. What can't be read is said in the record, not raised: the officer looks there."""
    try:
        found = read(store.read(document.file), document.file.name)
        refuse_known(document.region, document.digest, text_digest(found.text.plain), document)
        take(document, found)
    except (DocumentError, ActionRefused) as refusal:
        document.state, document.message = "failed", str(refusal)[:400]
    document.save()
    return document


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
    return document


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
    "document.drop",
    title="放弃上传",
    by=(UNION_OFFICER,),
    target=Document,
    when=lambda one: one.state in ("waiting", "offered", "failed"),
    danger=True,
    warning="放弃后这次上传的文件和解读结果一并删除。",
)
def drop_document(document: Document, *, by: Post) -> None:
    """Throw an upload away that was not kept."""
    if document.job is not None and document.job.active:
        raise ActionRefused("没有放弃：这份文件正在解读，请等它读完")
    file = document.file
    document.delete()
    file.delete()
    transaction.on_commit(lambda: store.sweep(file.digest))


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
