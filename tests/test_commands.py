"""The promised behaviour of `changai`: help in Chinese, exit codes, JSON alone on standard output, safe-keeping."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import ADMINISTRATORS
from changai.kernel.imports.kinds import kinds
from changai.site.commands.cli import COMMANDS, main

HAN = re.compile("[\u4e00-\u9fff]")
Run = Callable[..., subprocess.CompletedProcess[str]]
POSTGRES = os.environ.get("CHANGAI_DATABASE_URL", "").startswith("postgres")


def runner(home: Path, **more: str) -> Run:
    """`run("doctor", "--json")` in an installation of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHANGAI_")}
    environment |= {"CHANGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "changai.site.settings", **more}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "changai", *arguments]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=120
        )

    return run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with an empty, migrated database."""
    place = tmp_path_factory.mktemp("home")
    done = runner(place)("migrate")
    assert done.returncode == 0, done.stderr
    return place


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert told.startswith(f"用法：changai {command}")
    assert HAN.search(COMMANDS[command][1])
    assert COMMANDS[command][1] in re.sub(r"\s+", "", told) or COMMANDS[command][1].replace(
        " ", ""
    ) in re.sub(r"\s", "", told)
    assert "options" not in told
    assert "positional" not in told


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少必填参数"),
        (["frobnicate"], "frobnicate"),
        (["demo", "--workers", "many"], "格式不对"),
        (["demo", "--colour"], "不认识的参数：--colour"),
        (["audit", "sing"], "sing"),
        (["import"], "缺少必填参数"),
        (["derive", "--as-of", "2026-02-30"], "格式不对"),
        (["serve", "--port"], "后面要有一个值"),
    ],
)
def test_wrong_usage_is_code_2_and_says_where_help_is(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    out, err = capsys.readouterr()
    assert end.value.code == 2
    assert out == ""
    assert said in err
    assert "--help" in err


def test_help_needs_no_django() -> None:
    code = "import sys; sys.argv = ['changai', '--help']\nimport changai.__main__ as m\ntry: m.main()\nexcept SystemExit: pass\n"
    code += "print('django.db' in sys.modules, 'duckdb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "False False"


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["import", "roster", "/nowhere/a.xlsx", "--region", "421202"], "找不到文件"),
        (["import", "roster", __file__], "--region"),
        (["import", "roster"], "没有给出文件"),
        (["derive", "--snapshot", "/nowhere"], "找不到快照目录"),
        (["rules", "no-such-rule"], "没有“no-such-rule”"),
        (["restore", "/nowhere/b.tar"], "找不到备份文件"),
        (["demo", "--workers", "5"], "人数太少"),
    ],
)
def test_what_cannot_be_done_is_code_1_with_what_why_and_next(
    db: None, arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert what in err
    assert "请" in err


def test_an_unforeseen_error_shows_no_data(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> int:
        raise ValueError("421202198503120016")

    monkeypatch.setattr("changai.site.commands.migrate.ensure_database", broken)
    assert main(["migrate"]) == 1
    out, err = capsys.readouterr()
    assert "421202198503120016" not in out + err
    assert "ValueError" in err


def test_json_stands_alone_on_standard_output(home: Path) -> None:
    run = runner(home)
    for arguments in (
        ["doctor", "--json"],
        ["rules", "--json"],
        ["audit", "verify", "--json"],
        ["audit", "seal", "--json"],
    ):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)


def test_rules_are_listed_and_one_is_shown_with_its_text(home: Path) -> None:
    run = runner(home)
    listed = json.loads(run("rules", "--json").stdout)
    assert {one["key"] for one in listed} >= {"headcount", "structure", "union-rate", "contract-rate"}
    assert all(one["sources"] and "sql" not in one for one in listed)
    assert "SELECT" in json.loads(run("rules", "headcount", "--json").stdout)[0]["sql"]


def test_doctor_sees_an_open_key_file_and_a_missing_table(home: Path, tmp_path: Path) -> None:
    (home / "keys.json").unlink(missing_ok=True)
    code = "import django; django.setup(); from changai.kernel.vault.keyring import keyring; keyring()"
    environment = {**os.environ, "CHANGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "changai.site.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert stat.S_IMODE((home / "keys.json").stat().st_mode) == 0o600
    os.chmod(home / "keys.json", 0o644)
    done = runner(home)("doctor")
    os.chmod(home / "keys.json", 0o600)
    assert done.returncode == 1
    assert "chmod 600" in done.stdout
    empty = runner(tmp_path)("doctor")
    assert empty.returncode == 1
    assert "changai migrate" in empty.stdout


def test_the_three_administrators_are_three_accounts(
    region_tree: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for role in ADMINISTRATORS:
        monkeypatch.setenv(f"CHANGAI_{role.key.upper()}_PASSWORD", f"Cheng-{role.key}-7731")
    assert main(["createsuperuser", "--no-input"]) == 0
    held = {post.role_key: post.account_id for post in Post.objects.all()}
    assert set(held) == {role.key for role in ADMINISTRATORS}
    assert len(set(held.values())) == 3
    assert main(["createsuperuser", "--no-input"]) == 0
    assert Account.objects.count() == 3
    assert "已经有人担任" in capsys.readouterr().out


def test_no_administrator_without_a_password_or_with_a_poor_one(
    region_tree: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["createsuperuser", "--no-input"]) == 1
    assert "CHANGAI_SYSTEM_ADMIN_PASSWORD" in capsys.readouterr().err
    for role in ADMINISTRATORS:
        monkeypatch.setenv(f"CHANGAI_{role.key.upper()}_PASSWORD", "12345678901")
    assert main(["createsuperuser", "--no-input"]) == 1
    assert Account.objects.count() == 0


def test_a_backup_is_whole_private_and_comes_back(home: Path, tmp_path: Path) -> None:
    (home / "files").mkdir(exist_ok=True)
    (home / "files" / "letter.txt").write_text("附件")
    backup = tmp_path / "b.tar"
    anchor = "audit-anchor.json"
    (home / anchor).unlink(missing_ok=True)
    assert runner(home)("audit", "seal").returncode == 0
    runner(home)("backup", str(tmp_path / "a.tar"))
    assert runner(home)("audit", "seal").returncode == 0
    (tmp_path / "a.tar").unlink()
    made = json.loads(runner(home)("backup", str(backup), "--json").stdout)
    assert {"database.sqlite3", "keys.json", "secret.key", anchor, "files/letter.txt"} <= set(made["files"])
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["b.tar"], "nothing is left beside it"

    other = tmp_path / "other"
    run = runner(other)
    assert run("restore", str(backup)).returncode == 0
    assert (other / "files" / "letter.txt").read_text() == "附件"
    assert (other / "keys.json").read_bytes() == (home / "keys.json").read_bytes()
    assert stat.S_IMODE((other / "keys.json").stat().st_mode) == 0o600
    assert (other / anchor).read_bytes() == (home / anchor).read_bytes()
    assert run("doctor", "--json").returncode == 0
    assert run("audit", "seal").returncode == 0
    assert (other / anchor).read_bytes() != (home / anchor).read_bytes()

    again = run("restore", str(backup))
    assert again.returncode == 1
    assert "--force" in again.stderr
    assert run("restore", str(backup), "--force").returncode == 0
    assert (other / anchor).read_bytes() == (home / anchor).read_bytes()
    assert runner(home)("backup", str(backup)).returncode == 1, "an old backup is never overwritten"


def test_a_damaged_backup_is_refused_before_anything_is_touched(home: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.tar"
    runner(home)("backup", str(backup))
    with tarfile.open(backup) as tar:
        member = tar.getmember("database.sqlite3")
    whole = backup.read_bytes()
    at = member.offset_data + member.size // 2
    backup.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    other = runner(tmp_path / "other")
    changed = other("restore", str(backup))
    assert changed.returncode == 1
    assert "database.sqlite3" in changed.stderr
    backup.write_bytes(whole[: len(whole) // 2])
    assert other("restore", str(backup)).returncode == 1
    backup.write_bytes(b"not a tar at all")
    assert other("restore", str(backup)).returncode == 1
    assert not (tmp_path / "other" / "keys.json").exists()


@pytest.mark.skipif(not POSTGRES, reason="runs in the PostgreSQL part of make test")
def test_a_postgres_database_is_dumped_and_restored(tmp_path: Path) -> None:
    """Both databases are made here, apart from those of the suite."""
    server = urlsplit(os.environ["CHANGAI_DATABASE_URL"])
    names = [f"changai_backup_{os.getpid()}_{end}" for end in ("a", "b")]
    with psycopg.connect(os.environ["CHANGAI_DATABASE_URL"], autocommit=True) as admin:
        for name in names:
            admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        try:
            first, second = (
                runner(tmp_path / name, CHANGAI_DATABASE_URL=server._replace(path=f"/{name}").geturl())
                for name in names
            )
            assert first("migrate").returncode == 0
            assert first("backup", str(tmp_path / "b.tar")).returncode == 0
            done = second("restore", str(tmp_path / "b.tar"))
            assert done.returncode == 0, done.stderr
            assert second("doctor", "--json").returncode == 0
            assert second("restore", str(tmp_path / "b.tar")).returncode == 1
            assert second("restore", str(tmp_path / "b.tar"), "--force").returncode == 0
        finally:
            for name in names:
                admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serving(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHANGAI_")}
    environment |= {"CHANGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "changai.site.settings"}
    command = [sys.executable, "-m", "changai", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def healthy(port: int, seconds: float = 60) -> bool:
    """Whether the site answers before long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def runs(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be buried by its new parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """Processes that a process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended while we looked
        if int(after_name[1]) == pid:
            found.append(int(path.parent.name))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_stops_with_all_its_processes(
    serving: subprocess.Popen[str], port: int, number: signal.Signals
) -> None:
    assert healthy(port), (
        serving.stderr.read() if serving.poll() is not None and serving.stderr else "no answer"
    )
    started = children(serving.pid)
    assert len(started) >= 2, "the web server and the background worker"
    serving.send_signal(number)
    assert serving.wait(20) == 0
    time.sleep(0.3)
    assert [pid for pid in started if Path(f"/proc/{pid}").exists()] == []


@pytest.mark.slow
def test_serve_ends_with_a_fault_when_the_web_process_dies(serving: subprocess.Popen[str], port: int) -> None:
    assert healthy(port)
    web = next(
        pid for pid in children(serving.pid) if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    workers = children(web)
    assert workers
    os.kill(web, signal.SIGKILL)
    assert serving.wait(20) == 1
    time.sleep(0.3)
    assert [pid for pid in workers if runs(pid)] == []


def test_a_taken_port_is_refused(home: Path, port: int) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = runner(home)("serve", "--port", str(port))
    assert done.returncode == 1
    assert "--port" in done.stderr


def test_serve_refuses_an_old_database(tmp_path: Path, port: int) -> None:
    done = runner(tmp_path)("serve", "--port", str(port))
    assert done.returncode == 1
    assert "changai migrate" in done.stderr


def test_djangos_own_commands_pass_through(home: Path) -> None:
    done = runner(home)("manage", "check", "--deploy", "--fail-level", "ERROR")
    assert done.returncode == 0, done.stderr


def test_a_reader_who_has_enough_is_no_error(home: Path) -> None:
    command = [sys.executable, "-m", "changai", "rules", "--json"]
    environment = {**os.environ, "CHANGAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "changai.site.settings"}
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def test_the_help_of_imports_names_every_kind(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    told = capsys.readouterr().out
    assert all(key in told for key in kinds())
