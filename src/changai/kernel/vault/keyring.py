"""The key file: versions of the SM4 key, the key of the blind index and the key of the audit chain.

Lost keys cannot be made again. Old versions stay in the file, so that old backups can still be read.
"""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Keyring:
    """Key versions (16 bytes each), the one in use, the index key and the audit chain's key (32 bytes each).

    rotating: a rotation has begun and not ended. next_index_key: the blind index is being made anew.
    """

    current: int
    keys: dict[int, bytes]
    index_key: bytes
    chain_key: bytes = field(default=b"")
    next_index_key: bytes = field(default=b"")
    rotating: bool = False


def new_keyring() -> Keyring:
    """Fresh keys for a first start."""
    return Keyring(1, {1: secrets.token_bytes(16)}, secrets.token_bytes(32), secrets.token_bytes(32))


def write(path: Path, ring: Keyring, *, only_new: bool = False) -> None:
    """Write the key file whole or not at all, readable by its owner only.

    only_new: keep the file that is there, so that two first starts at once end with the same keys.
    """
    text = json.dumps(
        {
            "current": ring.current,
            "keys": {str(version): key.hex() for version, key in ring.keys.items()},
            "index_key": ring.index_key.hex(),
            "chain_key": ring.chain_key.hex(),
            "next_index_key": ring.next_index_key.hex(),
            "rotating": ring.rotating,
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if only_new:
            with suppress(FileExistsError):
                os.link(fresh, path)
        else:
            os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def read(path: Path) -> Keyring:
    """Read the key file; a first start makes one. A file from before the audit chain gets its key."""
    if not path.exists():
        write(path, new_keyring(), only_new=True)
    data = json.loads(path.read_text())
    ring = Keyring(
        data["current"],
        {int(version): bytes.fromhex(key) for version, key in data["keys"].items()},
        bytes.fromhex(data["index_key"]),
        bytes.fromhex(data.get("chain_key", "")),
        bytes.fromhex(data.get("next_index_key", "")),
        data.get("rotating", False),
    )
    if not ring.chain_key:
        ring = replace(ring, chain_key=secrets.token_bytes(32))
        write(path, ring)
    return ring


_held: dict[Path, tuple[tuple[int, int, int], Keyring]] = {}


def key_path() -> Path:
    """Where this installation keeps its keys."""
    return Path(settings.CHANGAI_KEY_FILE)


def keyring() -> Keyring:
    """The key ring of this installation, read again when the file changed (a rotation by another process)."""
    path = key_path()
    try:
        status = path.stat()
    except FileNotFoundError:
        read(path)
        status = path.stat()
    mark = (status.st_mtime_ns, status.st_ino, status.st_size)
    held = _held.get(path)
    if held is None or held[0] != mark:
        held = (mark, read(path))
        _held[path] = held
    return held[1]
