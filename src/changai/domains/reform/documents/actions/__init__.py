"""Writers of documents: offered with an upload, read, kept once an officer has looked, corrected, withdrawn."""

from changai.domains.reform.documents.actions.keeping import (
    HeaderForm,
    after_keeping,
    correct_document,
    keep,
    save_document,
    withdraw_document,
)
from changai.domains.reform.documents.actions.offering import (
    drop_document,
    make,
    offer,
    read,
    read_offered,
    refuse_known,
)

__all__ = [
    "HeaderForm",
    "after_keeping",
    "correct_document",
    "drop_document",
    "keep",
    "make",
    "offer",
    "read",
    "read_offered",
    "refuse_known",
    "save_document",
    "withdraw_document",
]
