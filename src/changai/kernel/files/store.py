"""Keeping bytes by their content, and getting them back whole."""

import hashlib
import mimetypes
import os
import secrets
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings

from changai.kernel.files.models import StoredFile
from changai.kernel.places.models import Region

if TYPE_CHECKING:
    from changai.kernel.parties.models import Organisation

OCTETS = "application/octet-stream"


class FileDamaged(Exception):
    """The bytes are gone or are not those that were kept; the message says so in Chinese."""


def keep(
    content: bytes,
    name: str,
    *,
    region: Region,
    organisation: "Organisation | None" = None,
    account_name: str = "",
) -> StoredFile:
    """Keep a file; equal bytes lie on the disk once. Call it inside an action: the row is part of its transaction."""
    digest = hashlib.sha256(content).hexdigest()
    _put(path(digest), content)
    bare = PurePosixPath(name.replace("\\", "/")).name or "未命名"
    return StoredFile._base_manager.create(
        digest=digest,
        name=bare[-200:],
        size=len(content),
        media_type=mimetypes.guess_type(bare)[0] or OCTETS,
        region=region,
        organisation=organisation,
        account_name=account_name[:60],
    )


def path(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.MEDIA_ROOT) / "kept" / digest[:2] / digest


def read(one: StoredFile) -> bytes:
    """The bytes as they were kept. Raises FileDamaged."""
    try:
        content = path(one.digest).read_bytes()
    except OSError as error:
        raise FileDamaged(f"文件“{one.name}”不在存放处，请从备份恢复") from error
    if hashlib.sha256(content).hexdigest() != one.digest:
        raise FileDamaged(f"文件“{one.name}”的内容与存入时不同，请从备份恢复")
    return content


def _put(place: Path, content: bytes) -> None:
    """Write beside the final place, then move there: whoever finds the file finds it whole."""
    if place.exists():
        return
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    os.replace(fresh, place)


def sweep(digest: str) -> None:
    """Remove the bytes of a digest that no row names any more. Call it after the transaction."""
    if not StoredFile._base_manager.filter(digest=digest).exists():
        path(digest).unlink(missing_ok=True)
