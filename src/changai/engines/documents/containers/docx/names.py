"""Names in Word's XML, whichever namespace (transitional or strict) it is in."""

from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element, name: str = "val") -> str | None:
    """An attribute, whatever its namespace."""
    for key, found in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(found)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first child of these names, one below the other."""
    for name in path:
        element = next(children(element, name), None)
    return element


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of a name."""
    return (one for one in (element if element is not None else ()) if local(one) == name)


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """A switch: on, off, or None where it is not set."""
    found = child(properties, name)
    if found is None:
        return None
    return value(found) not in ("0", "false", "off", "none")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """A whole number, or None."""
    found = value(element, name) if element is not None else None
    try:
        return int(found) if found is not None else None
    except ValueError:
        return None
