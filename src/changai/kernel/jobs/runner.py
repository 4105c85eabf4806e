"""Declaring, starting and running jobs."""

import hashlib
import json
import logging
import secrets
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.entries import actor, actor_of
from changai.kernel.jobs.models import ACTIVE, Job
from changai.kernel.jobs.progress import Progress, forget, hold

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

__all__ = ["Job", "JobFailed", "Progress", "again", "job", "run", "start"]

logger = logging.getLogger("changai.jobs")


class JobFailed(Exception):
    """The work could not be done; the message says in Chinese what, why and what next, and is shown as it is."""


@dataclass(frozen=True)
class Declared:
    """A kind of job. shown: errors whose text is fit to be shown, beside JobFailed and ActionRefused."""

    run: Callable[..., dict[str, Any] | None]
    atomic: bool
    shown: tuple[type[Exception], ...]


registry: dict[str, Declared] = {}


def job(
    kind: str, *, atomic: bool = False, shown: tuple[type[Exception], ...] = ()
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a kind of job: `@job("import") def fn(progress, **arguments) -> dict` (of JSON values).

    Of the result, `message` is shown when the job is done and `url` becomes the button 查看结果.

    atomic: the work and the note that it is done stand or fall together, so that nothing is done twice even
    when the process is killed in between. Leave it off for work that brings its own transaction or only reads.
    """

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        if kind in registry:
            raise ValueError(f"job {kind} is declared twice")
        registry[kind] = Declared(function, atomic, (JobFailed, ActionRefused, *shown))
        return function

    return declare


def start(kind: str, title: str, *, post: "Post | None", key: str = "", **arguments: Any) -> Job:
    """Put a job into the queue, in the caller's transaction, and return it.

    An equal one (same key; by default same kind, post and arguments) that waits or runs is returned instead.
    Raises KeyError for a kind that is not declared, TypeError for arguments that JSON can't hold.
    """
    if kind not in registry:
        raise KeyError(f"no job of kind {kind} is declared")
    text = key or json.dumps([post.pk if post else None, arguments], sort_keys=True)
    digest = hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()
    try:
        with transaction.atomic():
            made = Job.objects.create(
                kind=kind, title=title[:120], post=post, arguments=arguments, key=digest
            )
    except IntegrityError:
        return Job.objects.get(key=digest, state__in=ACTIVE)
    return enqueue(made)


def enqueue(one: Job) -> Job:
    """Hand a waiting job to the queue."""
    queued = run_job.enqueue(one.pk)
    Job.objects.filter(pk=one.pk).update(task_id=str(queued.id))
    one.refresh_from_db()
    return one


def again(one: Job) -> Job:
    """Run a failed job again. Raises ActionRefused when it has not failed, or an equal one is under way."""
    try:
        with transaction.atomic():
            changed = Job.objects.filter(pk=one.pk, state="failed").update(
                state="waiting", done=0, total=0, message="", finished_at=None
            )
    except IntegrityError as clash:
        raise ActionRefused("任务未重新运行：同样的任务正在进行，请等它结束") from clash
    if not changed:
        raise ActionRefused("任务未重新运行：它没有失败，或已经重新运行，请刷新页面查看")
    return enqueue(one)


@task(queue_name="default")
def run_job(job_id: int) -> None:
    """What the queue calls."""
    run(job_id)


def run(job_id: int) -> None:
    """Run a waiting job to its end. One that runs, is done or has failed is left alone."""
    with hold(job_id) as mine:
        if not mine:
            return
        begun = Job.objects.filter(pk=job_id, state="waiting")
        if not begun.update(state="running", attempts=F("attempts") + 1):
            return
        one = Job.objects.select_related("post__account", "post__region", "post__organisation").get(pk=job_id)
        progress = Progress(one.pk, one.post)
        try:
            _work(one, progress)
        except BaseException as error:
            _finish(one, progress, state="failed", message=_explain(one, error))
            if not isinstance(error, Exception):
                raise
        finally:
            forget(one.pk)


def _work(one: Job, progress: Progress) -> None:
    """Call the declared function as the post that asked for it, within that post's scope."""
    declared = registry[one.kind]
    with ExitStack() as stack:
        if one.post:
            if not one.post.account.is_active or not one.post.holds(timezone.localdate()):
                raise JobFailed(f"任务没有运行：岗位“{one.post}”已经到期或账号已停用，请用有效的岗位重新提交")
            token = actor.set(actor_of(one.post))
            stack.callback(actor.reset, token)
            stack.enter_context(within(one.post.scope))
        progress(0, 0, "已开始")
        if declared.atomic or connection.in_atomic_block:
            with transaction.atomic():
                _done(one, progress, declared.run(progress, **one.arguments) or {})
        else:
            _done(one, progress, declared.run(progress, **one.arguments) or {})


def _done(one: Job, progress: Progress, result: dict[str, Any]) -> None:
    """Write the result; its `message` is shown when the job is done, its `url` becomes the button 查看结果."""
    _finish(one, progress, state="done", message=str(result.get("message", "")), result=result)


def _finish(one: Job, progress: Progress, *, state: str, message: str = "", **fields: Any) -> None:
    """Write how the job ended; patient, because another writer may hold the database."""
    total = progress.last.total
    for attempt in range(10):
        try:
            Job.objects.filter(pk=one.pk).update(
                state=state,
                done=total if state == "done" else progress.last.done,
                total=total,
                message=message[:400],
                finished_at=timezone.now(),
                **fields,
            )
            return
        except OperationalError:
            if attempt == 9 or connection.in_atomic_block:
                raise
            time.sleep(1)


def _explain(one: Job, error: BaseException) -> str:
    """What the officer reads. The log gets the place of a fault, never its text: that may hold personal data."""
    declared = registry.get(one.kind)
    if declared is None:
        return "任务没有运行：系统里没有这种任务，可能刚升级过，请重新提交"
    if isinstance(error, declared.shown):
        return str(error)
    if not isinstance(error, Exception):
        return "任务中断：服务正在停止，可以重新运行"
    number = secrets.token_hex(3)
    where, line = "", 0
    trace = error.__traceback__
    while trace:
        where, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    logger.error(
        "job %s (%s) failed, fault %s: %s at %s:%s",
        one.pk,
        one.kind,
        number,
        type(error).__name__,
        where,
        line,
    )
    return f"任务没有完成：程序内部出错（故障号 {number}）。可以重新运行；仍不成功，请把故障号告诉系统管理员"
