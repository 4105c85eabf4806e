"""Imports by way of a page: offered, checked, looked through, then confirmed or dropped."""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of
from changai.kernel.imports.columns import Column
from changai.kernel.imports.folders import folder_of, new_folder
from changai.kernel.imports.kinds import ImportRefused, find
from changai.kernel.imports.models import Batch
from changai.kernel.imports.outcome import Outcome
from changai.kernel.imports.running import (
    PREVIEW,
    Job,
    Progress,
    carry_out,
    file_hash,
    permitted_region,
    reach_of,
)
from changai.kernel.imports.stage import Stage
from changai.kernel.jobs import runner
from changai.kernel.vault.masks import mask

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

TABS = {
    "created": "新增",
    "updated": "有变化",
    "unchanged": "没有变化",
    "rejected": "退回",
    "duplicates": "重复行",
}
PAGE = 50
SHOWN_COLUMNS = 6


@dataclass
class Row:
    """A row of the preview: title and cell of the first columns (identifiers masked), reasons, old → new."""

    number: int
    cells: list[tuple[str, str]]
    reasons: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str, str | None, str | None]] = field(default_factory=list)


def offer(
    kind: str, name: str, blocks: Iterable[bytes], *, region: str, month: date | None, post: "Post"
) -> Batch:
    """Keep an upload and make its batch. Raises ImportRefused when the post may not import this there."""
    declared = find(kind)
    folder = new_folder()
    path = folder / f"upload{Path(name).suffix.lower()[:6]}"
    permitted_region(_job(declared.key, path, name, region, month, post, folder))
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        for block in blocks:
            out.write(block)
    return Batch._base_manager.create(
        kind=kind,
        file_name=Path(name).name[:200],
        file_hash=file_hash(path),
        region_id=region,
        organisation_id=post.organisation_id,
        reach=reach_of(post.scope),
        month=month,
        account_name=str(post.account),
        state="offered",
        folder=folder.name,
    )


def seen_by(post: "Post") -> "QuerySet[Batch]":
    """Batches in reach that nobody wider made: such a file may be about people whom this post may not see."""
    found, scope = Batch.objects.all(), post.scope
    if scope.everything or scope.prefix == "":
        return found
    if scope.prefix is None:
        return found.filter(reach=reach_of(scope))
    return found.filter(Q(reach__startswith=reach_of(scope)) | Q(reach__startswith="unit:"))


def begin(batch: Batch, kind: str, title: str, post: "Post") -> None:
    """Queue the checking or the importing of a batch; its page shows the progress."""
    job = runner.start(kind, title, post=post, key=f"{kind}:{batch.pk}", batch=batch.pk)
    Batch._base_manager.filter(pk=batch.pk).update(job=job)


def check(batch: Batch, post: "Post | None", progress: Progress) -> Outcome:
    """Read and compare, write nothing but the batch's counts. Raises ImportRefused."""
    job = _of(batch, post, progress)
    try:
        outcome = carry_out(job, keep=True)
    except ImportRefused as refusal:
        batch.state, batch.notices = "failed", [str(refusal)]
        batch.save(update_fields=["state", "notices"])
        drop_files(batch, keep_report=False)
        raise
    batch.state, batch.counts, batch.notices = "checked", outcome.counts(), outcome.notices
    batch.save(update_fields=["state", "counts", "notices"])
    return outcome


def confirm(batch: Batch, post: "Post | None", progress: Progress) -> Outcome:
    """Import a checked batch: compared anew, because records may have changed since. Raises ImportRefused."""
    if batch.state != "checked":
        raise ImportRefused(f"这批导入现在是“{batch.get_state_display()}”，不能再确认")
    job = _of(batch, post, progress)
    job.dry, job.batch = False, batch
    outcome = carry_out(job)
    drop_files(batch, keep_report=True)
    return outcome


def drop(batch: Batch, post: "Post") -> None:
    """Throw away an offer that was not imported, with its files."""
    if batch.job is not None and batch.job.active:
        raise ImportRefused("没有放弃：这批导入正在校验或写入，请等它结束")
    if batch.state not in ("offered", "checked", "failed"):
        raise ImportRefused("已经导入的批次不能丢弃，可以撤销")
    record("import.drop", "放弃导入", target=batch, after={"file": batch.file_hash}, by=actor_of(post))
    drop_files(batch, keep_report=False)
    batch.delete()


def drop_files(batch: Batch, *, keep_report: bool) -> None:
    """Remove what holds personal data and is needed no more."""
    folder = folder_of(batch.folder)
    if folder is None:
        return
    if not keep_report:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if not path.name.startswith("退回_"):
            path.unlink(missing_ok=True)


def report_of(batch: Batch) -> Path | None:
    """The workbook of rejected rows while it is kept."""
    folder = folder_of(batch.folder)
    return next(iter(sorted(folder.glob("退回_*.xlsx"))), None) if folder else None


def rows(batch: Batch, tab: str, page: int) -> list[Row]:
    """A page of rows of one tab; empty when the preview is no longer kept. page counts from 0."""
    folder = folder_of(batch.folder)
    if folder is None or not (folder / PREVIEW).exists() or tab not in TABS:
        return []
    kind = find(batch.kind)
    shown = shown_columns(kind.columns)
    stage = Stage.kept(folder / PREVIEW)
    try:
        # A workbook's days are serial numbers; where they could be read they are shown as days.
        cells = ", ".join(
            f"coalesce(CAST(v.{one.key} AS VARCHAR), c.{one.key})"
            if one.type.duck == "DATE"
            else f"c.{one.key}"
            for one in shown
        )
        found = [
            Row(
                row[0],
                [(column.title, _masked(cell, column)) for cell, column in zip(row[1:], shown, strict=True)],
            )
            for row in stage.rows(
                f"SELECT rn, {cells} FROM cell c JOIN value v USING (rn) WHERE rn IN (SELECT rn FROM verdict WHERE state = ?) ORDER BY rn "
                f"LIMIT {PAGE} OFFSET {page * PAGE}",
                [tab],
            )
        ]
        by_number = {row.number: row for row in found}
        numbers = ", ".join(str(number) for number in by_number) or "-1"
        titles = {column.key: column.title for column in kind.columns}
        for rn, key, message in stage.rows(
            f"SELECT DISTINCT rn, key, message FROM problem WHERE rn IN ({numbers}) ORDER BY rn, key"
        ):
            by_number[rn].reasons.append(f"{titles[key]}：{message}" if key in titles else message)
        for rn, *change in stage.rows(
            f"SELECT rn, target, field, title, old, new FROM change WHERE rn IN ({numbers}) ORDER BY rn, title"
        ):
            by_number[rn].changes.append(tuple(change))  # type: ignore[arg-type]  # five texts
    finally:
        stage.close()
    return found


def shown_columns(columns: tuple[Column, ...]) -> list[Column]:
    """The columns that tell whom a row is about."""
    first = [one for one in columns if one.required]
    return first[:SHOWN_COLUMNS]


def _masked(cell: str | None, column: Column) -> str:
    if cell and column.type.personal:
        return mask(cell, column.key) if len(cell) >= 7 else "*" * len(cell)
    return cell or ""


def _of(batch: Batch, post: "Post | None", progress: Progress) -> Job:
    """The job of a batch. Raises ImportRefused when its upload is kept no more."""
    folder = folder_of(batch.folder)
    upload = next(iter(folder.glob("upload*")), None) if folder else None
    if folder is None or upload is None:
        raise ImportRefused("上传的文件已过保存期限，请重新上传")
    job = _job(batch.kind, upload, batch.file_name, batch.region_id or "", batch.month, post, folder)
    job.progress, job.batch = progress, batch
    return job


def _job(
    kind: str, path: Path, name: str, region: str, month: date | None, post: "Post | None", folder: Path
) -> Job:
    def silent(*_: Any) -> None:
        return None

    return Job(find(kind), path, name, region, post, month, timezone.localdate(), True, folder, silent)
