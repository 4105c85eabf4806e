"""Regions."""

from django.db import models


class Region(models.Model):
    """A region by its present or last meaning: GB/T 2260 six digits, towns nine digits.

    A code's digits are its path: `prefix` of 421200 is "4212", and every region below starts with it.
    An abolished code stays, with the year it ended and the codes that took over.
    """

    LEVELS = [
        ("nation", "全国"),
        ("province", "省"),
        ("city", "市"),
        ("county", "县（市、区）"),
        ("town", "乡镇街道"),
    ]

    code = models.CharField("代码", max_length=9, primary_key=True)
    name = models.CharField("名称", max_length=60)
    level = models.CharField("级别", max_length=8, choices=LEVELS)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.PositiveSmallIntegerField("启用年")
    valid_to = models.PositiveSmallIntegerField("停用年", null=True, blank=True)
    successors = models.CharField("继任代码", max_length=200, blank=True)

    class Meta:
        verbose_name = "行政区划"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def prefix(self) -> str:
        """The leading digits that every code below this region shares; "" for the nation."""
        return subtree_prefix(self.code)


def subtree_prefix(code: str) -> str:
    """421200 → "4212", 420000 → "42", 421202 → "421202", 421202001 → itself, 000000 → ""."""
    if len(code) != 6:
        return code
    if code == "000000":
        return ""
    if code.endswith("0000"):
        return code[:2]
    return code[:4] if code.endswith("00") else code
