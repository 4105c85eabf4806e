"""Entry (written by whoever acts) and Seal (written by one sealer)."""

from typing import Any

from django.db import models

from changai.kernel.audit.stamps import STAMPED, plain, stamp


class AppendOnly(RuntimeError):
    """Someone tried to change or remove what is on record."""

    def __init__(self) -> None:
        super().__init__("审计记录只能追加，不能修改或删除")


class AppendOnlyQuerySet(models.QuerySet["Entry"]):
    """Reads and appends."""

    def update(self, **_: Any) -> int:
        """Refused."""
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *_: Any, **__: Any) -> int:
        """Refused."""
        raise AppendOnly

    def bulk_create(self, objs: Any, *_: Any, **options: Any) -> list[Any]:
        """Append many at once."""
        entries = list(objs)
        for entry in entries:
            entry.prepare()
        return super().bulk_create(entries, batch_size=options.get("batch_size"))


class Entry(models.Model):
    """One act: who, as what, did what to which object, from what to what, why.

    `before` and `after` hold changed fields only, personal identifiers masked. `stamp` binds the content to
    this installation's key; `position` and `digest` are set when the entry is sealed into the chain.
    """

    at = models.DateTimeField("时间", db_index=True)
    account_id = models.BigIntegerField("账号", null=True)
    account_name = models.CharField("操作人", max_length=60, blank=True)
    post_title = models.CharField("岗位", max_length=160, blank=True)
    action = models.CharField("事项", max_length=60, db_index=True)
    title = models.CharField("事项名称", max_length=120)
    object_type = models.CharField("对象类别", max_length=60, blank=True)
    object_id = models.CharField("对象编号", max_length=40, blank=True)
    before = models.JSONField("变更前", default=dict)
    after = models.JSONField("变更后", default=dict)
    reason = models.CharField("理由", max_length=400, blank=True)
    address = models.CharField("来源地址", max_length=45, blank=True)
    stamp = models.CharField("签章", max_length=64, unique=True, editable=False)
    position = models.BigIntegerField("链上位置", null=True, unique=True)
    digest = models.CharField("摘要", max_length=64, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "审计记录"
        indexes = [
            models.Index("object_type", "object_id", "id", name="entry_by_object"),
            models.Index("account_id", "action", "at", name="entry_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Append. Raises AppendOnly for an entry that is on record."""
        if not self._state.adding:
            raise AppendOnly
        self.prepare()
        super().save(*args, **options)

    def delete(self, *_: Any, **__: Any) -> tuple[int, dict[str, int]]:
        """Refused."""
        raise AppendOnly

    def prepare(self) -> None:
        """Bring the content into the form in which it is kept, and stamp it."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.max_length:
                setattr(self, field.attname, getattr(self, field.attname)[: field.max_length])
        self.before, self.after = plain(self.before), plain(self.after)
        self.stamp = stamp(tuple(getattr(self, name) for name in STAMPED))


class Seal(models.Model):
    """The end of a sealed run of entries: how far the chain reaches and its hash there."""

    at = models.DateTimeField("封存时间")
    first = models.BigIntegerField("起始位置")
    last = models.BigIntegerField("结束位置", unique=True)
    digest = models.CharField("链摘要", max_length=64)

    class Meta:
        verbose_name = "审计封存"
