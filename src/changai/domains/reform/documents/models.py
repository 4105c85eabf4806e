"""Document and the figures that it reports."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager

KINDS = [("plan", "方案"), ("reply", "答复"), ("report", "报告"), ("other", "其他")]


class Document(models.Model):
    """An official document: the file, its text, and what was read from it.

    text: the text as the file's container gave it; every place in `reading` counts in its characters. reading:
    `engines.documents.reading.Reading.as_json()`, and `dropped`, the ranges of text that were left out, with why.
    digest: SHA-256 of the file; text_digest: of the cleaned text without white space, so that the same document in
    another format is found as well. Header fields start as read and can be corrected; the reading stays as read.
    """

    STATES = [
        ("waiting", "正在读"),
        ("offered", "待保存"),
        ("kept", "已入库"),
        ("withdrawn", "已撤回"),
        ("failed", "没有读成"),
    ]

    region = models.ForeignKey("places.Region", models.PROTECT, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, blank=True, verbose_name="保管单位"
    )
    kind = models.CharField("种类", max_length=8, choices=KINDS)
    title = models.CharField("标题", max_length=300)
    notice_title = models.CharField("印发通知的标题", max_length=300, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    issuers = models.JSONField("发文单位", default=list, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, verbose_name="原文件")
    text = models.TextField("正文", editable=False)
    reading = models.JSONField("解读结果", default=dict, editable=False)
    figure_count = models.PositiveIntegerField("数字", default=0, editable=False)
    doubt_count = models.PositiveIntegerField("疑点", default=0, editable=False)
    digest = models.CharField("文件摘要", max_length=64)
    text_digest = models.CharField("正文摘要", max_length=64, editable=False, db_index=True)
    state = models.CharField("状态", max_length=9, choices=STATES, default="kept")
    message = models.CharField("说明", max_length=400, blank=True, editable=False)
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    account_name = models.CharField("上传人", max_length=60, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="organisation", upward=Q(state="kept"))

    class Meta:
        verbose_name = "文件资料"
        constraints = [
            models.UniqueConstraint(
                "region", "digest", condition=Q(state="kept"), name="one_document_per_content"
            )
        ]
        indexes = [models.Index(fields=["region", "state", "-issued_on"], name="document_by_region")]

    def __str__(self) -> str:
        return self.title

    @property
    def issuer(self) -> str:
        """Who issued it, as one text."""
        return "、".join(str(one) for one in self.issuers or ())

    @property
    def doubts(self) -> list[dict[str, Any]]:
        """What could not be read for sure."""
        return list(self.reading.get("doubts") or ())

    @property
    def checks(self) -> list[dict[str, Any]]:
        """Arithmetic relations among its figures."""
        return list(self.reading.get("checks") or ())


class Figure(models.Model):
    """A quantity that a kept document reports, in its order. value_to: the end of a range. start, end: in the text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="figures", verbose_name="出处")
    order = models.PositiveIntegerField("序号")
    subject = models.CharField("内容", max_length=300, blank=True)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    value_to = models.DecimalField("数值上限", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField("单位", max_length=20, blank=True)
    period = models.CharField("时期", max_length=40, blank=True)
    approx = models.CharField("约数", max_length=10, blank=True)
    bound = models.CharField("界限", max_length=3, choices=[("min", "不少于"), ("max", "不超过")], blank=True)
    quote = models.TextField("原文")
    start = models.PositiveIntegerField("起", editable=False, default=0)
    end = models.PositiveIntegerField("止", editable=False, default=0)

    objects = ScopedManager()
    scope = ScopeBy(
        region="document__region", organisation="document__organisation", upward=Q(document__state="kept")
    )

    class Meta:
        verbose_name = "数字"
        constraints = [models.UniqueConstraint("document", "order", name="one_figure_per_order")]

    def __str__(self) -> str:
        return f"{self.subject} {self.shown}{self.unit}"

    @property
    def shown(self) -> str:
        """The value without needless zeros: 约 1,234.5, 2,000～3,000."""
        value = tidy(self.value) if self.value_to is None else f"{tidy(self.value)}～{tidy(self.value_to)}"
        return f"{self.approx} {value}" if self.approx else value


def tidy(value: Decimal | int | float) -> str:
    """A number without needless zeros, thousands parted."""
    text = f"{Decimal(str(value)):,.6f}"
    return text.rstrip("0").rstrip(".")
