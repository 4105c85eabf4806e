"""Batch and RowChange."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from changai.kernel.access.scope import ScopeBy, ScopedManager
from changai.kernel.vault.fields import SealedField
from changai.kernel.vault.rotation import keeps_sealed


class Batch(models.Model):
    """One file offered for import, and what became of it.

    counts: rows, created, updated, unchanged, rejected, duplicates, new_employers …; notices: what to know.
    ranges: table → [[first id, last id], …] of the rows made, so that undo and history need no mark on each row.
    reach: the scope under which it was offered ("region:4212", "unit:17"); empty when the installation itself did,
    without bounds. Only posts whose scope covers that see the batch, its rows and its report.
    folder: name of the folder under the home's files/imports that holds the upload, the preview and the report.
    """

    STATES = [
        ("offered", "待校验"),
        ("checked", "已校验，待确认"),
        ("done", "已导入"),
        ("failed", "未导入"),
        ("undone", "已撤销"),
    ]

    kind = models.CharField("类别", max_length=20)
    file_name = models.CharField("文件名", max_length=200)
    file_hash = models.CharField("文件摘要", max_length=64, db_index=True)
    region = models.ForeignKey("places.Region", models.PROTECT, null=True, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, blank=True, verbose_name="单位"
    )
    reach = models.CharField("提交范围", max_length=30, blank=True)
    month = models.DateField("工资月份", null=True, blank=True)
    account_name = models.CharField("导入人", max_length=60, blank=True)
    state = models.CharField("状态", max_length=8, choices=STATES, default="offered")
    counts = models.JSONField("统计", default=dict)
    notices = models.JSONField("提示", default=list)
    ranges = models.JSONField("新增编号范围", default=dict)
    folder = models.CharField("存放处", max_length=60, blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="organisation")

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
        indexes = [models.Index("table", "object_id", name="change_by_object")]


def _sealed_columns() -> dict[str, dict[str, str]]:
    """Table → its sealed columns and their kinds."""
    return {
        model._meta.db_table: found
        for model in apps.get_models()
        if (found := {str(f.column): f.kind for f in model._meta.local_fields if isinstance(f, SealedField)})
    }


def _sealed(change: RowChange) -> Iterator[tuple[Any, str, str]]:
    """The sealed values of a change, before and after."""
    for column, kind in _sealed_columns().get(change.table, {}).items():
        yield from ((held, column, kind) for held in (change.before, change.after) if held.get(column))


keeps_sealed("imports.RowChange", _sealed, lambda: {"table__in": list(_sealed_columns())})
