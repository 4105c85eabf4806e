"""`changai access …`: what administrators may not do to each other is done on the server, on record."""

from typing import Any

import pytest
from django.test import Client

from changai.kernel.access import passwords, two_factor
from changai.kernel.access.models import Account
from changai.kernel.access.roles import SECURITY_ADMIN
from changai.kernel.audit.models import Entry
from changai.site.commands.cli import main

pytestmark = pytest.mark.django_db
GOOD = "Kele-8341-shan"


@pytest.fixture
def account(make_post: Any) -> Account:
    held: Account = make_post(SECURITY_ADMIN).account
    passwords.change(held, GOOD)
    return held


@pytest.fixture
def inside(account: Account) -> Client:
    client = Client()
    client.post("/login/", {"username": account.username, "password": GOOD})
    assert client.get("/accounts/").status_code == 200
    return client


def test_the_second_factor_is_reset_with_a_reason(account: Account, inside: Client, capsys: Any) -> None:
    two_factor.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    assert main(["access", "reset-two-factor", account.username, "--reason", "手机丢失，本人到场"]) == 0
    assert not two_factor.enabled(account)
    assert "已重置" in capsys.readouterr().out
    assert inside.get("/accounts/").url.startswith("/login/")
    entry = Entry.objects.get(action="access.reset_two_factor")
    assert (entry.object_id, entry.reason, entry.account_name) == (
        str(account.pk),
        "手机丢失，本人到场",
        "系统",
    )
    assert main(["access", "reset-two-factor", account.username, "--reason", "手机丢失，本人到场"]) == 1
    assert "没有设置动态口令" in capsys.readouterr().err


def test_the_password_is_reset_to_one_that_must_be_changed(
    account: Account, inside: Client, capsys: Any
) -> None:
    assert main(["access", "reset-password", account.username, "--reason", "本人忘记，当面办理"]) == 0
    password = capsys.readouterr().out.splitlines()[0].removeprefix("一次性密码：")
    assert inside.get("/accounts/").url.startswith("/login/")
    client = Client()
    client.post("/login/", {"username": account.username, "password": password})
    assert client.get("/accounts/").url.startswith("/password/")
    assert password not in str(list(Entry.objects.values()))
    assert Entry.objects.filter(action="access.reset_password", object_id=str(account.pk)).count() == 1


def test_nothing_without_an_account_or_a_reason(account: Account, capsys: Any) -> None:
    assert main(["access", "reset-password", "nobody", "--reason", "本人忘记"]) == 1
    assert "没有账号“nobody”" in capsys.readouterr().err
    assert main(["access", "reset-password", account.username, "--reason", " "]) == 1
    assert "理由太短" in capsys.readouterr().err
    with pytest.raises(SystemExit) as end:
        main(["access", "reset-password", account.username])
    assert end.value.code == 2
