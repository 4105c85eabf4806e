"""The second factor: enrolment, second step, each code once, required by role."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from changai.kernel.access import passwords, two_factor
from changai.kernel.access.models import Account
from changai.kernel.access.roles import AUDIT_ADMIN, UNION_OFFICER

pytestmark = pytest.mark.django_db
GOOD = "Kele-8341-shan"


def code_of(sealed: str, step: int = 0) -> str:
    """What the phone shows, `step` half-minutes from now."""
    return format_hotp_value(hotp_value(two_factor.Adapter().decrypt(sealed), int(time.time()) // 30 + step))


@pytest.fixture
def account(make_post: Any) -> Account:
    held: Account = make_post(UNION_OFFICER).account
    passwords.change(held, GOOD)
    return held


@pytest.fixture
def enrolled(account: Account) -> tuple[str, list[str]]:
    """Sealed secret and recovery codes of the account, enrolled a while ago."""
    sealed = two_factor.new_secret()
    codes = two_factor.enable(account, sealed, code_of(sealed, -1))
    assert codes
    return sealed, codes


def first(client: Client, account: Account) -> Any:
    return client.post("/login/", {"username": account.username, "password": GOOD, "next": "/password/"})


def second(client: Client, code: str) -> Any:
    return client.post("/login/code/", {"code": code})


def test_enrolment_shows_a_picture_and_recovery_codes_once(client: Client, account: Account) -> None:
    first(client, account)
    page = client.get("/two-factor/").content.decode()
    assert "<svg" in page
    sealed = client.session["two_factor_secret"]
    assert client.post("/two-factor/", {"code": "000000"}).status_code == 422
    assert not two_factor.enabled(account)
    answer = client.post("/two-factor/", {"code": code_of(sealed)})
    assert answer.content.decode().count("<code>") == 10
    assert two_factor.enabled(account)
    assert "two_factor_secret" not in client.session
    assert "<code>" not in client.get("/two-factor/").content.decode()


def test_turning_it_on_or_off_ends_the_sessions_elsewhere(client: Client, account: Account) -> None:
    other = Client()
    for one in (client, other):
        first(one, account)
        assert one.get("/password/").status_code == 200
    client.get("/two-factor/")
    sealed = client.session["two_factor_secret"]
    codes = client.post("/two-factor/", {"code": code_of(sealed)}).context["codes"]
    assert client.get("/password/").status_code == 200
    assert other.get("/password/").url.startswith("/login/")
    first(other, account)
    second(other, codes[0])
    assert other.get("/password/").status_code == 200
    client.post("/two-factor/", {"password": GOOD, "code": codes[1]})
    assert client.get("/password/").status_code == 200
    assert other.get("/password/").url.startswith("/login/")


def test_secrets_lie_sealed(account: Account, enrolled: tuple[str, list[str]]) -> None:
    secret = two_factor.Adapter().decrypt(enrolled[0])
    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_the_password_alone_does_not_sign_in(
    client: Client, account: Account, enrolled: tuple[str, list[str]]
) -> None:
    assert first(client, account).url == "/login/code/"
    assert client.get("/password/").url.startswith("/login/")
    assert second(client, "000000").status_code == 422
    answer = second(client, code_of(enrolled[0]))
    assert answer.url == "/password/"
    assert client.get("/password/").status_code == 200


def test_a_code_works_once(account: Account, enrolled: tuple[str, list[str]]) -> None:
    code = code_of(enrolled[0])
    assert two_factor.check(account, code)
    assert not two_factor.check(account, code)
    assert not two_factor.check(account, code_of(enrolled[0], -1))


def test_a_recovery_code_works_once(
    client: Client, account: Account, enrolled: tuple[str, list[str]]
) -> None:
    first(client, account)
    assert second(client, enrolled[1][3]).status_code == 302
    assert two_factor.unused_recovery_codes(account) == 9
    assert not two_factor.check(account, enrolled[1][3])


def test_wrong_codes_lock_like_wrong_passwords(
    client: Client, account: Account, enrolled: tuple[str, list[str]]
) -> None:
    first(client, account)
    codes = [second(client, "000000").status_code for _ in range(5)]
    assert codes == [422] * 4 + [429]
    assert second(client, code_of(enrolled[0])).status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_second_step_waits_five_minutes_and_not_past_a_change_of_password(
    client: Client, account: Account, enrolled: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    first(client, account)
    passwords.change(account, "Other-7719-word")
    assert second(client, code_of(enrolled[0])).url == "/login/"
    passwords.change(account, GOOD)
    first(client, account)
    code = code_of(enrolled[0])
    later = time.time() + 301
    monkeypatch.setattr("changai.kernel.access.signin.time.time", lambda: later)
    assert second(client, code).url == "/login/"
    assert Client().post("/login/code/", {"code": code}).url == "/login/"


def test_turning_it_off_needs_password_and_code(
    client: Client, account: Account, enrolled: tuple[str, list[str]]
) -> None:
    first(client, account)
    second(client, enrolled[1][0])
    assert client.post("/two-factor/", {"password": "x", "code": enrolled[1][1]}).status_code == 422
    assert client.post("/two-factor/", {"password": GOOD, "code": "1"}).status_code == 422
    assert two_factor.enabled(account)
    assert client.post("/two-factor/", {"password": GOOD, "code": enrolled[1][1]}).status_code == 302
    assert not two_factor.enabled(account)


def test_a_role_that_needs_it_does_nothing_without(client: Client, make_post: Any, settings: Any) -> None:
    settings.CHANGAI_TWO_FACTOR_ROLES = ["audit_admin"]
    account = make_post(AUDIT_ADMIN).account
    passwords.change(account, GOOD)
    first(client, account)
    assert client.get("/").url.startswith("/two-factor/")
    client.get("/two-factor/")
    assert (
        client.post("/two-factor/", {"code": code_of(client.session["two_factor_secret"])}).status_code == 200
    )
    assert client.get("/").status_code == 200
    two_factor.disable(account)
    assert client.post("/logout/").status_code == 302
    first(client, account)
    assert client.get("/").url.startswith("/two-factor/")
