"""Job."""

from django.db import models
from django.db.models import Q

from changai.kernel.jobs.progress import Standing, read_standing

ACTIVE = ("waiting", "running")


class Job(models.Model):
    """One piece of background work. `done` of `total` is its progress; a failed job can be run again.

    While it runs its progress is kept in a file beside the database (`standing`), because on SQLite the work
    itself may hold the only write lock. `key` tells equal jobs: only one of them waits or runs at a time.
    """

    STATES = [("waiting", "等待"), ("running", "进行中"), ("done", "完成"), ("failed", "失败")]

    kind = models.CharField("类别", max_length=40)
    title = models.CharField("名称", max_length=120)
    post = models.ForeignKey("access.Post", models.PROTECT, null=True, blank=True)
    arguments = models.JSONField("参数", default=dict)
    key = models.CharField("任务键", max_length=64, editable=False)
    task_id = models.CharField("队列编号", max_length=36, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField("运行次数", default=0, editable=False)
    state = models.CharField("状态", max_length=8, choices=STATES, default="waiting")
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("说明", max_length=400, blank=True)
    result = models.JSONField("结果", default=dict)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "后台任务"
        constraints = [
            models.UniqueConstraint("key", condition=Q(state__in=ACTIVE), name="one_active_job_per_key")
        ]
        indexes = [
            models.Index("state", name="job_by_state"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ACTIVE

    def standing(self) -> Standing:
        """How far it has come: from its file while it runs, else as it ended."""
        live = read_standing(self.pk) if self.state == "running" else None
        return live or Standing(self.done, self.total, self.message)
