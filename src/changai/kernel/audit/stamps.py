"""What binds an entry to this installation: a keyed stamp of its content, and a keyed link to the one before.

Both need the chain key of the key file, so nobody can make them with access to the database alone.
"""

import hmac
import json
from datetime import UTC, datetime
from typing import Any

from changai.kernel.vault.keyring import keyring

STAMPED = (
    "at",
    "account_id",
    "account_name",
    "post_title",
    "action",
    "title",
    "object_type",
    "object_id",
    "before",
    "after",
    "reason",
    "address",
)


def plain(value: dict[str, Any]) -> dict[str, Any]:
    """A mapping as every database gives it back: dates and fractions as text."""
    result: dict[str, Any] = json.loads(json.dumps(value, default=str), parse_float=str)
    return result


def stamp(content: tuple[Any, ...], key: bytes | None = None) -> str:
    """The keyed stamp (64 hex digits) of an entry's fields in the order of STAMPED."""
    at: datetime = content[0]
    text = json.dumps(
        [at.astimezone(UTC).isoformat(timespec="microseconds"), *content[1:]],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return hmac.digest(key or keyring().chain_key, b"entry\0" + text.encode(), "sm3").hex()


def link(previous: str, position: int, entry: int, entry_stamp: str, key: bytes | None = None) -> str:
    """The digest (64 hex digits) of an entry at a position of the chain."""
    text = f"link\0{previous}\0{position}\0{entry}\0{entry_stamp}"
    return hmac.digest(key or keyring().chain_key, text.encode(), "sm3").hex()
