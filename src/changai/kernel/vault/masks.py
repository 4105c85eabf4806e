"""What is shown of a sealed value without a reason."""

# Characters shown at the start and the end. Birth date and sex stand beside the identity number on most
# pages; with its last four digits shown as well, the whole number could be put together without a reason.
SHOWN = {"id_number": (4, 1), "phone": (3, 4), "account": (0, 4)}
LEAST_HIDDEN = 4


def mask(text: str, kind: str) -> str:
    """Identity number: first 4 and last 1; phone: 3 and 4; bank account: last 4; anything else: nothing.

    At least four characters are always hidden; a shorter text is hidden whole.
    """
    head, tail = SHOWN.get(kind, (0, 0))
    if len(text) < head + tail + LEAST_HIDDEN:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def mask_name(name: str) -> str:
    """Family name and stars: 王**."""
    return name[:1] + "*" * (len(name) - 1)
