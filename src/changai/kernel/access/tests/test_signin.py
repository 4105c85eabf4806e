"""Signing in by password: locks, words that tell nothing, sessions."""

import re
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings as installed
from django.test import Client
from django.utils import timezone

from changai.kernel.access import passwords
from changai.kernel.access.models import Account, OldPassword, Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.audit.models import Entry

pytestmark = pytest.mark.django_db
GOOD = "Kele-8341-shan"


@pytest.fixture
def account(make_post: Any) -> Account:
    held: Account = make_post(UNION_OFFICER).account
    passwords.change(held, GOOD)
    return held


def sign_in(client: Client, username: str, password: str, **more: str) -> Any:
    return client.post("/login/", {"username": username, "password": password, **more})


def test_the_right_password_opens_a_fresh_session_and_goes_where_one_wanted(
    client: Client, account: Account
) -> None:
    answer = client.get("/workers/?region=421202")
    assert answer.status_code == 302
    assert answer.url == "/login/?next=/workers/%3Fregion%3D421202"
    client.get("/login/")
    before = client.session.session_key
    answer = sign_in(client, account.username, GOOD, next="/password/")
    assert (answer.status_code, answer.url) == (302, "/password/")
    assert client.session.session_key != before
    assert client.get("/password/").status_code == 200
    assert Entry.objects.filter(action="signin", account_id=account.pk).count() == 1


@pytest.mark.parametrize("foreign", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_one_is_never_sent_to_another_site(client: Client, account: Account, foreign: str) -> None:
    assert sign_in(client, account.username, GOOD, next=foreign).url == "/"


def test_the_same_words_whether_the_account_exists_is_disabled_or_not(
    client: Client, account: Account
) -> None:
    Account.objects.create_user("closed", GOOD, display_name="停用", is_active=False)
    answers = [
        sign_in(client, name, word).content.decode().replace(name, "")
        for name, word in [(account.username, "wrong"), ("nobody", "wrong"), ("closed", GOOD)]
    ]
    texts = {text[text.index('role="alert"') : text.index("<form")] for text in answers}
    assert len(texts) == 1
    assert "账号或密码不正确" in texts.pop()


def test_after_five_failures_the_account_is_locked_with_a_time(
    client: Client, account: Account, settings: Any
) -> None:
    for _ in range(4):
        assert sign_in(client, account.username, "wrong").status_code == 422
    answer = sign_in(client, account.username, "wrong")
    assert answer.status_code == 429
    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    expected = {f"{until - timedelta(minutes=m):%H:%M} 以后再试" for m in (0, 1)}
    assert any(text in answer.content.decode() for text in expected)
    answer = sign_in(client, account.username, GOOD)
    assert answer.status_code == 429
    assert "_auth_user_id" not in client.session
    assert Entry.objects.filter(action="signin.locked").exists()
    other = Client(REMOTE_ADDR="10.1.1.9")
    assert sign_in(other, account.username, GOOD).status_code == 302


def test_a_name_that_does_not_exist_is_locked_alike(client: Client, db: None) -> None:
    codes = [sign_in(client, "nobody", "wrong").status_code for _ in range(6)]
    assert codes == [422] * 4 + [429] * 2


def test_after_idle_time_one_is_told_and_comes_back(client: Client, account: Account) -> None:
    sign_in(client, account.username, GOOD)
    store = import_module(installed.SESSION_ENGINE).SessionStore(client.session.session_key)
    store.delete()
    answer = client.get("/password/")
    assert answer.url.startswith("/login/")
    assert "ended=idle" in answer.url
    assert "没有操作" in client.get(answer.url).content.decode()


def test_a_fragment_sends_the_whole_page_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(
        "/password/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/x/"}
    )
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/login/?next=/x/"


def test_signing_out_empties_the_session(client: Client, account: Account) -> None:
    sign_in(client, account.username, GOOD)
    key = client.session.session_key
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/login/"
    assert not import_module(installed.SESSION_ENGINE).SessionStore(key).exists(key)
    assert client.get("/password/").status_code == 302
    assert Entry.objects.filter(action="signout", account_id=account.pk).exists()


def test_disabling_an_account_or_changing_its_password_ends_its_sessions(
    client: Client, account: Account
) -> None:
    sign_in(client, account.username, GOOD)
    assert client.get("/password/").status_code == 200
    passwords.change(account, "Other-7719-word")
    answer = client.get("/password/")
    assert answer.status_code == 302
    said = client.get(answer.url).content.decode()
    assert "密码或动态口令刚在别处改过" in said
    assert "没有操作" not in said
    other = Client()
    sign_in(other, account.username, "Other-7719-word")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    answer = other.get("/password/")
    assert answer.status_code == 302
    assert "账号已停用" in other.get(answer.url).content.decode()
    assert "ended" not in Client().get("/password/").url


def test_one_time_passwords_and_old_ones_must_be_changed_first(client: Client, account: Account) -> None:
    passwords.change(account, "First-Time-77", one_time=True)
    sign_in(client, account.username, "First-Time-77")
    for path in ("/", "/workers/"):
        assert client.get(path).url.startswith("/password/?next=")
    assert client.get("/api/v1/openapi.json").status_code == 403
    assert "初始密码" in client.get("/password/").content.decode()
    form = {"present": "First-Time-77", "new": "Second-Word-78", "repeat": "Second-Word-78", "next": "/x/"}
    assert client.post("/password/", form).url == "/x/"
    assert client.get("/password/").status_code == 200
    Account.objects.filter(pk=account.pk).update(password_changed_at=timezone.now() - timedelta(days=91))
    assert client.get("/").url.startswith("/password/")
    assert "用满" in client.get("/password/").content.decode()


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ("Ab1!efg", "密码太短"),
        ("abcdefgh1234", "种类太少"),
        ("1234567890123", "种类太少"),
        (GOOD, "用过了"),
        ("Password123", "常见"),
    ],
)
def test_weak_and_used_passwords_are_refused(client: Client, account: Account, new: str, told: str) -> None:
    sign_in(client, account.username, GOOD)
    answer = client.post("/password/", {"present": GOOD, "new": new, "repeat": new})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "password is" not in answer.content.decode()


def test_each_fault_of_a_password_has_its_line(client: Client, account: Account) -> None:
    sign_in(client, account.username, GOOD)
    page = client.post("/password/", {"present": GOOD, "new": "1234567", "repeat": "1234567"})
    lines = re.findall(r"<li>(.+?)</li>", page.content.decode(), re.S)
    faults = [line for line in lines if "新密码" in line]
    assert sum("太短" in line for line in faults) == 1
    assert sum("种类太少" in line for line in faults) == 1
    assert not any("太短" in line and "种类太少" in line for line in faults)


def test_the_last_passwords_are_remembered_and_no_more(account: Account) -> None:
    validator = passwords.HistoryValidator()
    for number in range(6):
        passwords.change(account, f"Word-Number-{number}")
    for number in range(1, 6):
        with pytest.raises(passwords.ValidationError):
            validator.validate(f"Word-Number-{number}", account)
    validator.validate("Word-Number-0", account)
    assert OldPassword.objects.filter(account=account).count() == 5


def test_one_time_passwords_meet_the_rules() -> None:
    for _ in range(50):
        word = passwords.one_time_password()
        passwords.KindsValidator().validate(word)
        assert len(word) == 14
    assert passwords.one_time_password() != passwords.one_time_password()


def test_switching_between_posts(client: Client, make_post: Any, account: Account) -> None:
    first = Post.objects.get(account=account)
    second = Post.objects.create(
        account=account, role_key="leader", region_id="421200", since=timezone.localdate()
    )
    gone = Post.objects.create(
        account=account,
        role_key="leader",
        region_id="421202",
        since=timezone.localdate() - timedelta(days=9),
        until=timezone.localdate() - timedelta(days=1),
    )
    foreign = make_post(UNION_OFFICER)
    sign_in(client, account.username, GOOD)
    assert client.get("/").wsgi_request.post == first
    client.post("/post/", {"post": second.pk})
    assert client.get("/").wsgi_request.post == second
    for wrong in (gone.pk, foreign.pk, "x", ""):
        client.post("/post/", {"post": wrong})
        assert client.get("/").wsgi_request.post == second


@pytest.fixture
def two_posts(client: Client, account: Account) -> tuple[Post, Post]:
    """Signed in, acting for the second; it then ends."""
    first = Post.objects.get(account=account)
    second = Post.objects.create(
        account=account, role_key="leader", region_id="421200", since=timezone.localdate()
    )
    sign_in(client, account.username, GOOD)
    client.post("/post/", {"post": second.pk})
    client.get("/")
    Post.objects.filter(pk=second.pk).update(until=timezone.localdate() - timedelta(days=1))
    return first, second


def test_a_post_that_is_over_is_not_replaced_in_silence(client: Client, two_posts: tuple[Post, Post]) -> None:
    first, second = two_posts
    answer = client.get("/")
    assert answer.wsgi_request.post == first
    page = answer.content.decode()
    assert f"您原来的岗位“{second}”已经到期或被结束" in page
    assert f"现在以“{first}”的身份办理" in page
    assert "已经到期或被结束" not in client.get("/").content.decode(), "said once"


def test_what_was_filled_in_for_a_post_that_is_over_is_not_done_by_another(
    client: Client, two_posts: tuple[Post, Post]
) -> None:
    answer = client.post("/workers/do/worker.register/", {"name": "某某"})
    assert (answer.status_code, answer.url) == (302, "/")
    page = client.get("/").content.decode()
    assert "刚才提交的内容没有办理" in page
    fragment = client.post("/regions/", {"text": "咸安"}, headers={"HX-Request": "true"})
    assert fragment.status_code == 200, "after that the other post works as usual"


def test_a_post_that_ends_while_nothing_was_chosen_is_told_as_well(client: Client, account: Account) -> None:
    first = Post.objects.get(account=account)
    sign_in(client, account.username, GOOD)
    client.get("/")
    Post.objects.create(account=account, role_key="leader", region_id="421200", since=timezone.localdate())
    Post.objects.filter(pk=first.pk).update(until=timezone.localdate() - timedelta(days=1))
    assert "已经到期或被结束" in client.get("/").content.decode()


def test_without_a_post_one_is_told_what_to_do(client: Client, account: Account) -> None:
    Post.objects.filter(account=account).update(until=timezone.localdate() - timedelta(days=1))
    sign_in(client, account.username, GOOD)
    answer = client.get("/")
    assert answer.status_code == 403
    assert "安全管理员" in answer.content.decode()
