"""The key file: versions of the SM4 key and the key of the blind index. Lost keys cannot be made again."""

import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Keyring:
    """Key versions (16 bytes each), the one in use, and the index key (32 bytes)."""

    current: int
    keys: dict[int, bytes]
    index_key: bytes


def write(path: Path, ring: Keyring) -> None:
    """Write the key file whole or not at all, readable by its owner only."""
    text = json.dumps(
        {
            "current": ring.current,
            "keys": {str(version): key.hex() for version, key in ring.keys.items()},
            "index_key": ring.index_key.hex(),
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, path)


def read(path: Path) -> Keyring:
    """Read the key file; a first start makes one."""
    if not path.exists():
        write(path, Keyring(1, {1: secrets.token_bytes(16)}, secrets.token_bytes(32)))
    data = json.loads(path.read_text())
    keys = {int(version): bytes.fromhex(key) for version, key in data["keys"].items()}
    return Keyring(data["current"], keys, bytes.fromhex(data["index_key"]))


@lru_cache(maxsize=1)
def keyring() -> Keyring:
    """The key ring of this installation; `keyring.cache_clear()` after a rotation."""
    return read(Path(settings.CHANGAI_KEY_FILE))
