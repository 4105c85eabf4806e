"""A document's text is made ready for searching as it is kept."""

from changai.domains.reform.documents.actions import after_keeping
from changai.domains.reform.documents.models import Document
from changai.domains.reform.search.models import SearchedText
from changai.engines.documents.folding import fold


@after_keeping
def index(document: Document) -> None:
    """Part of the act that keeps the document; the text never changes after it."""
    SearchedText._base_manager.update_or_create(document=document, defaults={"folded": fold(document.text)})
