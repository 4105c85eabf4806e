"""Submission."""

from django.db import models


class Submission(models.Model):
    """A form that was handed in, by the mark it was given out with: the same form can't be handed in twice.

    Written in the transaction of the act itself, so that a refused or failed act leaves the form usable.
    """

    mark = models.CharField("表单标记", max_length=32, unique=True)
    address = models.CharField("办理结果地址", max_length=400, blank=True)
    at = models.DateTimeField("提交时间", auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = "表单提交"
