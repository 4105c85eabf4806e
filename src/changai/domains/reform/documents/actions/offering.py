"""An upload is offered, read, and dropped or left to be kept."""

import hashlib
import re
from typing import Any

from django.db import transaction
from django.utils import timezone

from changai.domains.reform.documents.models import Document
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
    document.figure_count, document.doubt_count = len(reading.figures), len(reading.doubts)
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
