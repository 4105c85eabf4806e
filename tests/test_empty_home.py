"""A home without a database: each command says so in words, and leaves nothing behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

COMMANDS = [
    ["audit", "verify"],
    ["audit", "seal"],
    ["backup", "{home}/backup.tar"],
    ["rotate-keys"],
    ["import", "roster", __file__, "--region", "421202"],
    ["undo-import", "1", "--reason", "导错了文件"],
    ["snapshot", "{home}/snapshot"],
    ["derive"],
    ["createsuperuser", "--no-input"],
    ["access", "reset-password", "system", "--reason", "本人忘记密码"],
    ["serve", "--port", "0"],
]
SCRIPT = """
import contextlib, io, json, sys
from changai.site.commands.cli import main
found = []
for arguments in json.loads(sys.argv[1]):
    err, out = io.StringIO(), io.StringIO()
    with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
        code = main(arguments)
    found.append([arguments[0], code, out.getvalue(), err.getvalue()])
print(json.dumps(found))
"""


def ask(home: Path, commands: list[list[str]], **more: str) -> list[tuple[str, int, str, str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHANGAI_")}
    environment |= {"CHANGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "changai.site.settings", **more}
    given = json.dumps([[word.format(home=home) for word in one] for one in commands])
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, given], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [(one, code, out, err) for one, code, out, err in json.loads(done.stdout)]


def test_every_command_that_needs_the_database_says_that_there_is_none(tmp_path: Path) -> None:
    for command, code, out, err in ask(tmp_path, COMMANDS):
        assert (code, out) == (1, ""), command
        assert "数据库还没有建立，这里没有任何数据。请先运行 changai migrate" in err, command
        assert "Error" not in err, command
    left = {path.name for path in tmp_path.iterdir()}
    assert not left & {"keys.json", "backup.tar", "snapshot", "files"}


def test_a_database_that_does_not_answer_is_told(tmp_path: Path) -> None:
    nowhere = "postgres://nobody:x@127.0.0.1:1/none"
    for command, code, _, err in ask(
        tmp_path, [["audit", "verify"], ["derive"]], CHANGAI_DATABASE_URL=nowhere
    ):
        assert code == 1, command
        assert "连接不上数据库" in err
        assert "CHANGAI_DATABASE_URL" in err
