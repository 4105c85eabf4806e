"""SearchedText."""

from django.db import models
from django.db.models import Q

from changai.kernel.access.scope import ScopeBy, ScopedManager


class SearchedText(models.Model):
    """A kept document's text as `engines.documents.folding.fold` gives it; apart from the document, to be scanned."""

    document = models.OneToOneField(
        "documents.Document", models.CASCADE, primary_key=True, related_name="searched", verbose_name="文件"
    )
    folded = models.TextField("检索文本", editable=False)

    objects = ScopedManager()
    scope = ScopeBy(
        region="document__region", organisation="document__organisation", upward=Q(document__state="kept")
    )

    class Meta:
        verbose_name = "检索文本"

    def __str__(self) -> str:
        return str(self.document)
