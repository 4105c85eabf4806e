"""What is raised when a file can't be read."""


class TableError(Exception):
    """The file can't be read; the message says in Chinese what, why and what next, and is shown as it is."""
