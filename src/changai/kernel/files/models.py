"""StoredFile."""

from django.db import models

from changai.kernel.access.scope import ScopeBy, ScopedManager


class StoredFile(models.Model):
    """A file that someone brought. The bytes lie under the home by their digest, once for equal content.

    digest: SHA-256, hex. size: bytes. media_type: told from the name's ending, never from what a browser claimed.
    """

    digest = models.CharField("文件摘要", max_length=64, db_index=True, editable=False)
    name = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("大小（字节）")
    media_type = models.CharField("类型", max_length=100, blank=True)
    region = models.ForeignKey("places.Region", models.PROTECT, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, blank=True, verbose_name="单位"
    )
    account_name = models.CharField("上传人", max_length=60, blank=True)
    created_at = models.DateTimeField("上传时间", auto_now_add=True)

    objects = ScopedManager()
    scope = ScopeBy(region="region", organisation="organisation")

    class Meta:
        verbose_name = "文件"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is downloaded."""
        return f"/files/{self.pk}/"
