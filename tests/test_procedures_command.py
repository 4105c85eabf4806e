"""`changai procedures`: what is declared."""

import json

import pytest

from changai.site.commands.cli import main


def test_a_procedure_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedures", "proposal", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert {one["term"] for one in found["clocks"]} >= {"proposal-reply"}
    stages = {one["key"] for one in found["stages"]}
    assert all(set(step["at"]) <= stages for step in found["steps"])


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["procedures"]) == 0
    assert "建议提案办理" in capsys.readouterr().out
    assert main(["procedures", "proposal"]) == 0
    assert "交办：待交办 → 办理中，产改办经办" in capsys.readouterr().out
    assert main(["procedures", "nothing"]) == 1
    assert "没有“nothing”" in capsys.readouterr().err
