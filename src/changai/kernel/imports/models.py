"""Batch and RowChange."""

from django.db import models


class Batch(models.Model):
    """One file offered for import, and what became of it.

    counts: created, updated, unchanged, rejected, duplicates, new_employers …
    ranges: table → [first id, last id] of the rows made, so that undo and history need no mark on each row.
    """

    STATES = [
        ("checked", "已校验"),
        ("running", "导入中"),
        ("done", "已导入"),
        ("failed", "失败"),
        ("undone", "已撤销"),
    ]

    kind = models.CharField("类别", max_length=20)
    file_name = models.CharField("文件名", max_length=200)
    file_hash = models.CharField("文件摘要", max_length=64, db_index=True)
    region = models.ForeignKey("places.Region", models.PROTECT, null=True, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, blank=True, verbose_name="单位"
    )
    account_name = models.CharField("导入人", max_length=60, blank=True)
    state = models.CharField("状态", max_length=8, choices=STATES, default="checked")
    counts = models.JSONField("统计", default=dict)
    ranges = models.JSONField("新增编号范围", default=dict)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "导入批次"

    def __str__(self) -> str:
        return f"{self.file_name}（{self.get_state_display()}）"


class RowChange(models.Model):
    """A record that an import changed: fields before and after, sealed values as sealed text in hex."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="changes")
    person_id = models.BigIntegerField("人员", null=True, db_index=True)
    table = models.CharField("表", max_length=60)
    object_id = models.BigIntegerField("编号")
    before = models.JSONField("变更前")
    after = models.JSONField("变更后")

    class Meta:
        verbose_name = "导入变更"
