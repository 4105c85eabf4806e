"""The one error of this package."""


class CodeError(ValueError):
    """A text is no valid code. The message is Chinese, a full sentence, and holds no personal number."""
