"""What a document can be refused for."""


class DocumentError(ValueError):
    """The document can't be read. The message says in Chinese what, why and what to do next."""
