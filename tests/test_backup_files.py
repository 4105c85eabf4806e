"""A backup holds the files that officers brought, as they were kept."""

import tarfile
from pathlib import Path
from typing import Any

import pytest

from changai.kernel.files import store
from changai.kernel.places.models import Region
from changai.site.commands import archive
from tests.making import XIANAN

pytestmark = pytest.mark.django_db
CONTENT = "方案".encode()


def test_a_backup_holds_the_files(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, region_tree: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    one = store.keep(CONTENT, "甲.txt", region=Region.objects.get(pk=XIANAN))
    dump = tmp_path / "database.sqlite3"
    dump.write_bytes(b"")
    monkeypatch.setattr(archive, "dump_database", lambda into: dump)
    out = tmp_path / "backup.tar"
    archive.write(out, archive.gather(tmp_path))
    with tarfile.open(out) as tar:
        member = tar.extractfile(f"files/kept/{one.digest[:2]}/{one.digest}")
        assert member is not None
        assert member.read() == CONTENT
