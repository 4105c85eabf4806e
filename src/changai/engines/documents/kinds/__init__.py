"""What kind of document a text is: by its title, else by what it says."""

from changai.engines.documents.kinds.telling import kind

__all__ = ["kind"]
