"""Job."""

from django.db import models


class Job(models.Model):
    """One piece of background work. `done` of `total` is its progress; a failed job can be run again."""

    STATES = [("waiting", "等待"), ("running", "进行中"), ("done", "完成"), ("failed", "失败")]

    kind = models.CharField("类别", max_length=40)
    title = models.CharField("名称", max_length=120)
    post = models.ForeignKey("access.Post", models.PROTECT, null=True, blank=True)
    arguments = models.JSONField("参数", default=dict)
    state = models.CharField("状态", max_length=8, choices=STATES, default="waiting")
    done = models.PositiveIntegerField("已完成", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    message = models.CharField("说明", max_length=400, blank=True)
    result = models.JSONField("结果", default=dict)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "后台任务"
