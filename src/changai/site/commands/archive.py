"""A backup: one tar with the database, the key file, the attachments and a manifest of hashes."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from changai import __version__
from changai.kernel.audit.anchor import anchor_path
from changai.site.commands.errors import Failure

MANIFEST = "manifest.json"
ANCHOR = "audit-anchor.json"
CHUNK = 1 << 20


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    summed = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(CHUNK):
            summed.update(block)
    return summed.hexdigest()


def gather(into: Path) -> dict[str, Path]:
    """Name in the archive → file, for everything an installation cannot make again. Dumps go to `into`."""
    # The anchor before the database: one ahead of its database would tell of entries that were removed.
    anchored = into / anchor_path().name
    if anchor_path().exists():
        shutil.copyfile(anchor_path(), anchored)
    files = {f"database.{'sqlite3' if connection.vendor == 'sqlite' else 'dump'}": dump_database(into)}
    if anchored.exists():
        files[ANCHOR] = anchored
    for name, path in _secrets().items():
        if path.exists():
            files[name] = path
    media = Path(settings.MEDIA_ROOT)
    for path in sorted(media.rglob("*")) if media.exists() else []:
        if path.is_file():
            files[f"files/{path.relative_to(media)}"] = path
    return files


def _secrets() -> dict[str, Path]:
    """The files without which the data cannot be read again."""
    return {
        "keys.json": Path(settings.CHANGAI_KEY_FILE),
        "secret.key": Path(settings.CHANGAI_HOME) / "secret.key",
    }


def dump_database(into: Path) -> Path:
    """A consistent copy of the running database."""
    if connection.vendor == "sqlite":
        out = into / "database.sqlite3"
        source = sqlite3.connect(f"file:{settings.DATABASES['default']['NAME']}?mode=ro", uri=True)
        target = sqlite3.connect(out)
        with source, target:
            source.backup(target)
        source.close()
        target.close()
        return out
    out = into / "database.dump"
    _postgres(["pg_dump", "--format=custom", "--no-owner", f"--file={out}"], "未能备份")
    return out


def load_database(dumped: Path) -> None:
    """Put a dump in the place of the present database."""
    if dumped.suffix == ".sqlite3":
        connection.close()
        target = Path(settings.DATABASES["default"]["NAME"])
        fresh = target.with_suffix(".restoring")
        shutil.copyfile(dumped, fresh)
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        os.replace(fresh, target)
        return
    name = settings.DATABASES["default"]["NAME"]
    command = [
        "pg_restore",
        "--clean",
        "--if-exists",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
    ]
    _postgres([*command, f"--dbname={name}", str(dumped)], "未能恢复")


def _postgres(command: list[str], what: str) -> None:
    """Run a PostgreSQL tool on the installation's database; the password goes by the environment."""
    parameters: dict[str, Any] = settings.DATABASES["default"]
    names = {
        "HOST": "PGHOST",
        "PORT": "PGPORT",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "NAME": "PGDATABASE",
    }
    environment = {names[key]: str(parameters[key]) for key in names if parameters.get(key)}
    if not shutil.which(command[0]):
        raise Failure(what, f"本机没有 {command[0]}", "请安装 postgresql-client 后重试")
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise Failure(what, f"{command[0]} 报告：{last}", "请核对数据库地址和权限后重试")


def write(out: Path, files: dict[str, Path]) -> dict[str, Any]:
    """Write the tar beside its final place, read it back, then put it there, readable by its owner only."""
    manifest = {
        "version": __version__,
        "made_at": datetime.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "files": {
            name: {"sha256": digest(path), "bytes": path.stat().st_size} for name, path in files.items()
        },
    }
    fresh = out.with_name(out.name + ".part")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        with tarfile.open(fileobj=stream, mode="w") as tar:
            note = fresh.with_suffix(".json")
            note.write_text(json.dumps(manifest, ensure_ascii=False, indent=1))
            tar.add(note, MANIFEST)
            note.unlink()
            for name, path in files.items():
                tar.add(path, name)
        stream.flush()
        os.fsync(stream.fileno())
    verify(fresh)
    os.replace(fresh, out)
    return manifest


def verify(path: Path) -> dict[str, Any]:
    """The manifest of a backup whose every file is whole. Raises Failure when one is not."""
    try:
        with tarfile.open(path) as tar:
            stored = tar.extractfile(MANIFEST)
            manifest: dict[str, Any] = json.loads(stored.read()) if stored else {}
            for name, facts in manifest["files"].items():
                member = tar.extractfile(name)
                if member is None or _digest_stream(member) != facts["sha256"]:
                    raise Failure("备份不能使用", f"其中的 {name} 已损坏或被改动", "请换一份备份")
    except (tarfile.TarError, KeyError, ValueError, EOFError, OSError) as error:
        raise Failure(
            "备份不能使用", f"{path} 不是完整的产改通备份文件", "请核对文件，或换一份备份"
        ) from error
    return manifest


def _digest_stream(stream: Any) -> str:
    summed = hashlib.sha256()
    while block := stream.read(CHUNK):
        summed.update(block)
    return summed.hexdigest()
