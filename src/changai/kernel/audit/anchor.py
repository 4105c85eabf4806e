"""How far the chain reaches, kept beside the key file: what tells that the last entries were removed."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from changai.kernel.vault.keyring import key_path


@dataclass(frozen=True)
class Anchor:
    """The last sealed position and its digest; position 0 before the first seal."""

    position: int = 0
    digest: str = ""


def anchor_path() -> Path:
    """The anchor file. It belongs into every backup, with the key file."""
    return key_path().with_name("audit-anchor.json")


def read() -> Anchor | None:
    """The anchor, or None when there is no file. Raises ValueError when it can't be read."""
    try:
        data = json.loads(anchor_path().read_text())
        return Anchor(int(data["position"]), str(data["digest"]))
    except FileNotFoundError:
        return None
    except (KeyError, TypeError) as error:
        raise ValueError("锚文件内容不完整") from error


def write(anchor: Anchor) -> None:
    """Replace the anchor file whole."""
    path = anchor_path()
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        json.dump({"position": anchor.position, "digest": anchor.digest}, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, path)


@contextmanager
def sole_sealer() -> Iterator[bool]:
    """Whether this process is the one that seals now. The lock ends with the process, however that ends."""
    path = anchor_path().with_suffix(".lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
