"""`changai undo-import`: the way back for an import that no post sees."""

import json
from pathlib import Path
from typing import Any

import pytest

from changai.domains.workforce.roster.tests.making import row, xlsx
from changai.kernel.audit.models import Entry
from changai.kernel.imports.models import Batch
from changai.kernel.parties.models import Person
from changai.site.commands.cli import main

pytestmark = pytest.mark.django_db


def test_an_import_by_command_is_undone_by_command(tmp_path: Path, capsys: Any) -> None:
    path = xlsx(tmp_path / "a.xlsx", [row(1), row(2)])
    assert main(["import", "roster", str(path), "--region", "421202", "--json"]) == 0
    number = json.loads(capsys.readouterr().out)["batch"]
    assert main(["undo-import", "0", "--reason", "导错了文件"]) == 1
    told = capsys.readouterr().err
    assert f"{number}（a.xlsx" in told
    assert main(["undo-import", str(number), "--reason", "导错了文件", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["removed"]["人员"] == 2
    assert not Person._base_manager.exists()
    assert Batch._base_manager.get().state == "undone"
    assert Entry.objects.filter(action="import.undo", object_id=str(number)).count() == 1
    assert any("导错了文件" in one.reason for one in Entry.objects.filter(action="scope.everywhere"))
    assert main(["undo-import", str(number), "--reason", "再来一次"]) == 1
    assert "没有可以撤销的内容" in capsys.readouterr().err
