"""What is shown of a sealed value without a reason."""


def mask(text: str, kind: str) -> str:
    """Identity number: first 6 and last 4; phone: 3 and 4; bank account: last 4; anything else: nothing."""
    if kind == "id_number" and len(text) >= 15:
        return text[:6] + "*" * (len(text) - 10) + text[-4:]
    if kind == "phone" and len(text) >= 7:
        return text[:3] + "*" * (len(text) - 7) + text[-4:]
    if kind == "account" and len(text) >= 8:
        return "*" * (len(text) - 4) + text[-4:]
    return "*" * len(text)


def mask_name(name: str) -> str:
    """Family name and stars: 王**."""
    return name[:1] + "*" * (len(name) - 1)
