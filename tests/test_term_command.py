"""`changai term`: a deadline with its reckoning, as text and as JSON."""

import json

import pytest

from changai.site.commands.cli import main


def test_a_deadline_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "arbitration-award", "2026-08-20", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due"] == "2026-10-08"
    assert (found["kind"], found["start"], found["counting"]) == (
        "arbitration-award",
        "2026-08-20",
        "calendar",
    )
    assert found["provisional"] is False
    assert "第四十三条" in found["source"]
    assert len(found["steps"]) >= 3


def test_text_names_day_steps_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", "inspection-investigate", "2026-11-20"]) == 0
    out = capsys.readouterr().out
    for told in ("届满（暂定）", "1. ", "监察条例第十七条"):
        assert told in out
    assert main(["term"]) == 0
    assert "wage-pay-day" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["nothing", "2026-08-20"], "没有名为"),
        (["arbitration-award"], "没有写起算日期"),
        (["arbitration-award", "1999-08-20"], "还没有规定"),
    ],
)
def test_what_is_wrong_is_told(asked: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["term", *asked]) == 1
    assert told in capsys.readouterr().err
