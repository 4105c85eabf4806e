"""`changai rotate-keys` while somebody else writes."""

from typing import Any

import pytest
from django.db import OperationalError

from changai.kernel.vault import rotation
from changai.kernel.vault.keyring import keyring
from changai.site.commands.cli import main

pytestmark = pytest.mark.django_db


def test_a_database_in_use_is_told_and_the_next_run_goes_on(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    settings.CHANGAI_KEY_FILE = str(tmp_path / "keys.json")
    usual = rotation._reseal

    def busy(*_: Any) -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr(rotation, "_reseal", busy)
    assert main(["rotate-keys"]) == 1
    told = capsys.readouterr().err
    assert "数据库正被占用" in told
    assert "接着做" in told
    assert (keyring().current, keyring().rotating) == (2, True)
    monkeypatch.setattr(rotation, "_reseal", usual)
    assert main(["rotate-keys"]) == 0
    assert (keyring().current, keyring().rotating) == (2, False)
