"""Running an import: read and check outside, compare and write inside one transaction, report."""

import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from changai.kernel.access.scope import Scope
from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of
from changai.kernel.imports.context import Context
from changai.kernel.imports.database import one_at_a_time
from changai.kernel.imports.folders import new_folder
from changai.kernel.imports.kinds import ImportRefused, Kind, find
from changai.kernel.imports.models import Batch
from changai.kernel.imports.outcome import Outcome
from changai.kernel.imports.reading import read
from changai.kernel.imports.report import write_report
from changai.kernel.imports.stage import SPILL, Stage
from changai.kernel.imports.writing import write
from changai.kernel.places.models import Region

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

PREVIEW = "preview.duckdb"
KEPT = ("cell", "value", "verdict", "problem", "change")
Progress = Callable[[int, int, str], object]


@dataclass
class Job:
    """One import: what was asked for and where it works."""

    kind: Kind
    path: Path
    name: str
    region: str
    post: "Post | None"
    month: date | None
    today: date
    dry: bool
    folder: Path
    progress: Progress
    batch: Batch | None = None
    rows: int = 0

    def tell(self, percent: int, message: str) -> None:
        """Progress in rows; while their number is not known, without a total."""
        self.progress(self.rows * percent // 100, self.rows, message)


def run(
    kind: str,
    path: str | Path,
    *,
    region: str,
    dry_run: bool = False,
    post: "Post | None" = None,
    month: date | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Import a file (dry_run: only check and compare). Raises ImportRefused when the file can't be taken at all.

    region: code of the region for rows and new employers that name none. post: who imports; None is the
    installation itself, without bounds. month: first day of the month that the wages are for (default: the month
    before today). progress: called with (done, total, message). Nothing is half-done, whenever it stops.
    """
    path = Path(path)
    folder = new_folder()
    day = today or timezone.localdate()
    job = Job(
        find(kind),
        path,
        path.name,
        region,
        post,
        month,
        day,
        dry_run,
        folder,
        progress or (lambda *_: None),
    )
    try:
        outcome = carry_out(job)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if outcome.report is None:
        shutil.rmtree(folder, ignore_errors=True)
    return outcome


def carry_out(job: Job, *, keep: bool = False) -> Outcome:
    """Do the job. `keep`: leave verdicts in the stage for the preview."""
    started = time.monotonic()
    region = permitted_region(job)
    scope = job.post.scope if job.post else Scope(everything=True)
    stage = Stage(job.folder)
    try:
        job.tell(0, "读取和校验")
        reading = read(stage, job.kind, job.path)
        digest = file_hash(job.path)
        context = Context(
            job.kind,
            stage,
            region.code,
            scope,
            job.post,
            job.today,
            _month(job, digest),
            job.dry,
            notices=list(reading.notices),
        )
        job.rows = stage.one("SELECT count(*) FROM cell")
        job.tell(30, "与已有记录比对")
        if job.dry:
            job.kind.match(context)
            outcome = _verdicts(context, keep)
        else:
            with one_at_a_time():
                job.kind.match(context)
                outcome = _verdicts(context, keep)
                _write(job, context, region, digest, outcome)
        job.tell(95, "整理结果")
        if keep:
            stage.keep(job.folder / PREVIEW, {name: f"SELECT * FROM {name}" for name in KEPT})
        outcome.report = write_report(stage, job.kind, reading, job.folder, job.name)
    finally:
        stage.close()
        shutil.rmtree(job.folder / SPILL, ignore_errors=True)
    outcome.seconds = time.monotonic() - started
    job.tell(100, "完成")
    return outcome


def permitted_region(job: Job) -> Region:
    """The region of the import. Raises ImportRefused when it is unknown or out of the post's reach."""
    if job.post and job.post.role not in job.kind.by:
        raise ImportRefused(f"{job.post}不能导入{job.kind.title}，请换用有权办理的岗位")
    found = Region.objects.filter(code=job.region).first()
    if found is None or found.valid_to is not None:
        raise ImportRefused(f"没有代码为“{job.region}”的现行行政区划，请核对后重新选择")
    if job.post and job.post.scope.organisation is None and not job.post.scope.covers_region(found.code):
        raise ImportRefused(f"{found.name}不在{job.post}的管辖范围内，不能向该地区导入")
    return found


def _month(job: Job, digest: str) -> date:
    """The month of the wages: as told, as when this very file was imported before, or the last whole month."""
    if job.month:
        return job.month.replace(day=1)
    if job.batch and job.batch.month:
        return job.batch.month
    before = Batch._base_manager.filter(file_hash=digest, kind=job.kind.key, state="done").order_by("-pk")
    earlier = before.values_list("month", flat=True).first()
    return earlier or (job.today.replace(day=1) - timedelta(days=1)).replace(day=1)


def _verdicts(context: Context, keep: bool) -> Outcome:
    """What became of each row: verdict(rn, state), and the counts."""
    stage = context.stage
    moved = " UNION ".join(
        f"SELECT rn FROM {plan.table} WHERE state <> 'same'"
        for plan in context.plans
        if plan.new or plan.changed
    )
    stage.run(
        "CREATE OR REPLACE TABLE verdict AS SELECT rn, CASE WHEN rn IN (SELECT rn FROM repeat) THEN 'duplicates' "
        "WHEN rn IN (SELECT rn FROM problem) THEN 'rejected' WHEN rn IN (SELECT rn FROM born) THEN 'created' "
        f"WHEN rn IN ({moved or 'SELECT -1'}) THEN 'updated' ELSE 'unchanged' END AS state FROM cell ORDER BY rn"
    )
    if keep:
        _show_new(context)
    outcome = Outcome(extra=dict(context.extra), notices=context.notices)
    for state, count in stage.rows("SELECT state, count(*) FROM verdict GROUP BY state"):
        setattr(outcome, state, count)
        outcome.rows += count
    return outcome


def _show_new(context: Context) -> None:
    """New records of rows that were known already, for the preview."""
    for plan in context.plans:
        if plan.new and plan.target.summary:
            title = plan.target.model._meta.verbose_name
            context.stage.run(
                f"INSERT INTO change SELECT rn, '{plan.target.name}', '', '新增{title}', NULL, {plan.target.summary} "
                f"FROM {plan.table} WHERE state = 'new' AND rn NOT IN (SELECT rn FROM born)"
            )


def _write(job: Job, context: Context, region: Region, digest: str, outcome: Outcome) -> None:
    """Everything that is written, in the caller's transaction."""
    batch = job.batch or Batch(
        kind=job.kind.key, file_name=job.name[:200], file_hash=digest, reach=reach_of(context.scope)
    )
    batch.region, batch.month = region, context.month
    batch.account_name = str(job.post.account) if job.post else batch.account_name
    if job.post and job.post.organisation_id:
        batch.organisation_id = job.post.organisation_id
    batch.state, batch.counts, batch.notices = "done", outcome.counts(), outcome.notices
    batch.folder, batch.done_at = job.folder.name, timezone.now()
    batch.save()
    for number, plan in enumerate(context.plans, 1):
        write(context.stage, plan, batch)
        job.tell(40 + 45 * number // len(context.plans), "写入")
    job.tell(85, "更新职工卡片")
    if job.kind.after:
        job.kind.after(context)
    batch.save(update_fields=["ranges"])
    outcome.batch = batch.pk
    record(
        "import.run",
        f"导入{job.kind.title}",
        target=batch,
        after={**outcome.counts(), "file": digest},
        by=actor_of(job.post) if job.post else None,
    )


def reach_of(scope: Scope) -> str:
    """A scope as batches keep it; empty for the whole installation."""
    if scope.everything or scope.prefix == "":
        return ""
    return f"region:{scope.prefix}" if scope.prefix else f"unit:{scope.organisation}"


def file_hash(path: Path) -> str:
    """SHA-256 of the file, hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
