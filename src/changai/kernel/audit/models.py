"""Entry (written by whoever acts) and Seal (written by one sealer)."""

from django.db import models


class Entry(models.Model):
    """One act: who, as what, did what to which object, from what to what, why.

    `before` and `after` hold changed fields only, personal identifiers masked.
    `position` and `digest` are set when the entry is sealed into the chain.
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
    position = models.BigIntegerField("链上位置", null=True, unique=True)
    digest = models.CharField("摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "审计记录"
        indexes = [models.Index("object_type", "object_id", "id", name="entry_by_object")]

    def __str__(self) -> str:
        return f"{self.title} {self.object_type} {self.object_id}"


class Seal(models.Model):
    """The end of a sealed run of entries: how far the chain reaches and its hash there."""

    at = models.DateTimeField("封存时间")
    first = models.BigIntegerField("起始位置")
    last = models.BigIntegerField("结束位置", unique=True)
    digest = models.CharField("链摘要", max_length=64)

    class Meta:
        verbose_name = "审计封存"
