"""Files: kept once, whole, in scope, served so that nothing in them runs."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.audit.models import Entry
from changai.kernel.files import store
from changai.kernel.files.models import StoredFile
from changai.kernel.places.models import Region
from tests.making import CHIBI, XIANAN, Place

pytestmark = pytest.mark.django_db
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def kept(content: bytes = SCRIPT, name: str = "page.html", region: str = XIANAN) -> StoredFile:
    """A file of a region."""
    return store.keep(content, name, region=Region.objects.get(pk=region), account_name="经办")


def test_equal_bytes_lie_on_the_disk_once() -> None:
    first, second = kept(name="甲.txt"), kept(name="乙.txt")
    assert first.digest == second.digest
    assert [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == [first.digest]
    assert store.path(first.digest).stat().st_mode & 0o077 == 0
    assert store.read(second) == SCRIPT


def test_a_path_in_the_name_is_no_path() -> None:
    assert kept(name="..\\..\\甲.txt").name == "甲.txt"
    assert kept(name="../../etc/passwd").name == "passwd"


def test_a_download_is_saved_and_not_shown(signed_in: Any) -> None:
    answer = signed_in(UNION_OFFICER).get(f"/files/{kept().pk}/")
    assert answer.content == SCRIPT
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert Entry.objects.filter(action="file.download").count() == 1


def test_another_regions_file_is_not_found(signed_in: Any, places: dict[str, Place]) -> None:
    there = kept(region=CHIBI)
    assert signed_in(UNION_OFFICER).get(f"/files/{there.pk}/").status_code == 404
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    assert clerk.get(f"/files/{kept().pk}/").status_code == 404
    assert Client().get(f"/files/{there.pk}/").status_code == 302


def test_a_damaged_file_is_not_served(signed_in: Any) -> None:
    one = kept()
    store.path(one.digest).write_bytes(b"other")
    with pytest.raises(store.FileDamaged, match="与存入时不同"):
        store.read(one)
    assert signed_in(UNION_OFFICER).get(f"/files/{one.pk}/").status_code == 404
