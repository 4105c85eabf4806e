"""The three administrators: apart from each other, from the business, and from themselves."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from changai.engines.codes import credit
from changai.kernel.access import actions, two_factor
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import (
    ADMINISTRATORS,
    AUDIT_ADMIN,
    EMPLOYER_CLERK,
    LEADER,
    ROLES,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_OFFICER,
)
from changai.kernel.actions import ActionRefused, registry
from changai.kernel.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(make_post: Any) -> Post:
    held: Post = make_post(SYSTEM_ADMIN)
    return held


@pytest.fixture
def security(make_post: Any) -> Post:
    held: Post = make_post(SECURITY_ADMIN)
    return held


@pytest.fixture
def account(system: Post) -> Account:
    made: Account = actions.open_account(username="newcomer", display_name="新同事", by=system)
    return made


def grant(account: Account, by: Post, role: str = "leader", **facts: Any) -> Post:
    where = {"region": "421202"} if ROLES[role].reach == "region" else {}
    made: Post = actions.grant_post(account, role=role, reason="任命文件", by=by, **{**where, **facts})
    return made


def test_a_new_account_has_no_post_and_a_password_shown_once(signed_in: Any) -> None:
    client = signed_in(SYSTEM_ADMIN)
    form = {"username": "liqi", "display_name": "李七"}
    page = client.post("/accounts/do/account.open/", form).content.decode()
    found = re.search(r"<code[^>]*>(.+?)</code>", page)
    assert found
    password = found[1].replace("&amp;", "&")
    made = Account.objects.get(username="liqi")
    assert made.check_password(password)
    assert made.must_change_password
    assert not made.posts.exists()
    entry = Entry.objects.get(action="account.open")
    assert password not in str(entry.after)
    assert made.password not in str(entry.after)
    assert password not in client.get(f"/accounts/{made.pk}/").content.decode()
    newcomer = Client()
    newcomer.post("/login/", {"username": "liqi", "password": password})
    assert newcomer.get("/").url.startswith("/password/")
    answer = client.post("/accounts/do/account.open/", {**form, "username": "LIQI"})
    assert answer.status_code == 422
    assert "已经有了" in answer.content.decode()


def test_a_reset_ends_sessions_and_the_lock_and_must_be_changed(signed_in: Any) -> None:
    officer, client = signed_in(UNION_OFFICER), signed_in(SYSTEM_ADMIN)
    account = officer.post_held.account
    for _ in range(5):
        Client().post("/login/", {"username": account.username, "password": "wrong"})
    address = f"/accounts/{account.pk}/do/account.reset_password/"
    assert "立即失效" in client.get(address).content.decode()
    assert client.post(address, {"reason": "忘"}).status_code == 422
    page = client.post(address, {"reason": "本人忘记密码"}).content.decode()
    found = re.search(r"<code[^>]*>(.+?)</code>", page)
    assert found
    assert officer.get("/").status_code == 302
    fresh = Client()
    answer = fresh.post("/login/", {"username": account.username, "password": found[1].replace("&amp;", "&")})
    assert answer.status_code == 302
    assert fresh.get("/").url.startswith("/password/")
    entry = Entry.objects.get(action="account.reset_password")
    assert (entry.object_id, entry.reason) == (str(account.pk), "本人忘记密码")


def test_administrators_passwords_are_not_reset_by_one_of_them(system: Post, security: Post) -> None:
    with pytest.raises(ActionRefused, match="changai access reset-password"):
        actions.reset_password(security.account, reason="忘记密码", by=system)
    with pytest.raises(ActionRefused, match="自己"):
        actions.reset_password(system.account, reason="忘记密码", by=system)


def test_disabling_ends_sessions_and_spares_the_last_administrator(
    signed_in: Any, system: Post, security: Post, make_post: Any
) -> None:
    officer = signed_in(UNION_OFFICER)
    account = officer.post_held.account
    actions.disable_account(account, reason="离职离岗", by=system)
    assert officer.get("/").status_code == 302
    actions.enable_account(Account.objects.get(pk=account.pk), reason="回到岗位", by=system)
    with pytest.raises(ActionRefused, match="唯一的安全管理员"):
        actions.disable_account(security.account, reason="离职离岗", by=system)
    make_post(SECURITY_ADMIN)
    actions.disable_account(security.account, reason="离职离岗", by=system)
    with pytest.raises(ActionRefused, match="自己"):
        actions.disable_account(system.account, reason="离职离岗", by=system)


@pytest.mark.parametrize(
    ("role", "verbs"),
    [
        (
            SYSTEM_ADMIN,
            {
                "account.open",
                "account.correct",
                "account.disable",
                "account.enable",
                "account.reset_password",
                "account.reset_two_factor",
            },
        ),
        (SECURITY_ADMIN, {"post.grant", "post.appoint", "post.end"}),
        (AUDIT_ADMIN, {"audit.verify"}),
    ],
)
def test_each_administrator_has_these_verbs_and_no_others(role: Any, verbs: set[str]) -> None:
    assert {key for key, one in registry.items() if role in one.by} == verbs
    assert all(registry[key].by == (role,) for key in verbs)


def test_a_post_is_granted_from_the_list_of_posts(signed_in: Any, account: Account, region_tree: Any) -> None:
    client = signed_in(SECURITY_ADMIN)
    session = client.session
    session["two_factor"] = True
    session.save()
    assert "/posts/do/post.appoint/" in client.get("/posts/").content.decode()
    form = client.get("/posts/do/post.appoint/").content.decode()
    assert form.index('name="account"') < form.index('name="role"')
    mark = re.search(r'name="mark" value="([^"]+)"', form)
    assert mark
    facts = {"role": "union_officer", "region": "421202", "reason": "任命文件一号", "mark": mark[1]}
    wrong = client.post("/posts/do/post.appoint/", {**facts, "account": "没有这人"})
    assert "没有这个账号" in wrong.content.decode()
    client.post("/posts/do/post.appoint/", {**facts, "account": account.username})
    assert Post.objects.get(account=account).region_id == "421202"


def test_nobody_does_anothers_part(system: Post, security: Post, make_post: Any, account: Account) -> None:
    audit, officer = make_post(AUDIT_ADMIN), make_post(UNION_OFFICER)
    for by in (security, audit, officer):
        with pytest.raises(ActionRefused):
            actions.open_account(username="x1", display_name="某人", by=by)
        with pytest.raises(ActionRefused):
            actions.disable_account(account, reason="离职离岗", by=by)
    for by in (system, audit, officer):
        with pytest.raises(ActionRefused):
            grant(account, by)
        with pytest.raises(ActionRefused):
            actions.end_post(officer, reason="离职离岗", by=by)
    shared = [one.key for one in registry.values() if len(set(one.by) & set(ADMINISTRATORS)) > 1]
    assert shared == []


def test_a_granted_post_works_from_today_until_its_last_day(security: Post, account: Account) -> None:
    post = grant(account, security, until=timezone.localdate())
    assert post.holds(timezone.localdate())
    assert not post.holds(timezone.localdate() + timedelta(days=1))
    assert Entry.objects.get(action="post.grant").reason == "任命文件"
    with pytest.raises(ActionRefused, match="同样的岗位"):
        grant(account, security)
    actions.end_post(post, reason="调离岗位", by=security)
    post.refresh_from_db()
    assert not post.holds(timezone.localdate())
    grant(account, security)
    with pytest.raises(ActionRefused, match="早于"):
        grant(account, security, role="dept_officer", until=timezone.localdate() - timedelta(days=1))


def test_nobody_grants_to_herself_or_ends_her_own(security: Post, make_post: Any) -> None:
    with pytest.raises(ActionRefused, match="自己"):
        grant(security.account, security)
    make_post(SECURITY_ADMIN)
    with pytest.raises(ActionRefused, match="自己"):
        actions.end_post(security, reason="不想干了", by=security)


def test_administrators_roles_never_come_together(
    security: Post, system: Post, make_post: Any, account: Account
) -> None:
    audit = make_post(AUDIT_ADMIN)
    for holder in (system.account, audit.account):
        for role in ("security_admin", "system_admin", "audit_admin", "leader"):
            with pytest.raises(ActionRefused, match="互相分开"):
                grant(holder, security, role=role)
    grant(account, security, since=timezone.localdate() + timedelta(days=30))
    with pytest.raises(ActionRefused, match="业务岗位"):
        grant(account, security, role="audit_admin")
    actions.end_post(Post.objects.get(account=account), reason="调离岗位", by=security)
    assert grant(account, security, role="audit_admin").role == AUDIT_ADMIN


def test_the_last_administrator_keeps_the_post(security: Post, make_post: Any) -> None:
    audit = make_post(AUDIT_ADMIN)
    with pytest.raises(ActionRefused, match="唯一的审计管理员"):
        actions.end_post(audit, reason="调离岗位", by=security)
    make_post(AUDIT_ADMIN)
    actions.end_post(audit, reason="调离岗位", by=security)


@pytest.mark.parametrize(
    ("role", "where", "told"),
    [
        ("leader", {"region": None}, "必须指定地区"),
        ("employer_clerk", {}, "必须指定单位"),
        ("worker", {}, "必须指定本人"),
        ("audit_admin", {"region": "421202"}, "不需要地区"),
    ],
)
def test_a_post_has_exactly_the_reach_of_its_role(
    security: Post, account: Account, role: str, where: Any, told: str
) -> None:
    with pytest.raises(ActionRefused, match=told):
        grant(account, security, role=role, **where)


def test_units_and_persons_are_found_by_their_numbers_on_record(
    signed_in: Any, account: Account, places: Any, make_worker: Any
) -> None:
    client = signed_in(SECURITY_ADMIN)
    address = f"/accounts/{account.pk}/do/post.grant/"
    unit = places["far"].organisation
    page = client.get(address).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    form = {"role": "employer_clerk", "reason": "任命文件", "mark": mark[1]}
    answer = client.post(address, {**form, "organisation": credit.make("421202", 99_999)})
    assert "没有找到这个单位" in answer.content.decode()
    assert client.post(address, {**form, "organisation": unit.credit_code.lower()}).status_code == 302
    assert Post.objects.get(account=account).organisation == unit
    assert Entry.objects.filter(action="scope.everywhere", account_id=client.post_held.account_id).exists()
    worker = make_worker()
    number = worker.person.id_number.reveal()
    mark = re.search(r'name="mark" value="([^"]+)"', client.get(address).content.decode())
    assert mark
    form = {"role": "worker", "reason": "本人申请", "mark": mark[1], "person": number}
    assert client.post(address, form).status_code == 302
    assert Post.objects.get(role_key="worker").person == worker.person
    assert number not in str(list(Entry.objects.values_list("before", "after", "reason")))


def test_resetting_the_second_factor(system: Post, make_post: Any) -> None:
    account = make_post(LEADER).account
    with pytest.raises(ActionRefused, match="没有设置"):
        actions.reset_two_factor(account, reason="换了手机", by=system)
    two_factor.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    actions.reset_two_factor(account, reason="换了手机", by=system)
    assert not two_factor.enabled(account)


def test_administrators_second_factor_is_not_reset_by_one_of_them(system: Post, security: Post) -> None:
    two_factor.TOTP.activate(security.account, "JBSWY3DPEHPK3PXP")
    with pytest.raises(ActionRefused, match="changai access reset-two-factor"):
        actions.reset_two_factor(security.account, reason="换了手机", by=system)
    assert two_factor.enabled(security.account)


def test_the_check_of_a_field_looks_nobody_up(signed_in: Any, account: Account, make_worker: Any) -> None:
    client = signed_in(SECURITY_ADMIN)
    address = f"/accounts/{account.pk}/do/post.grant/"
    worker = make_worker()
    form = {
        "role": "worker",
        "person": worker.person.id_number.reveal(),
        "organisation": credit.make("421202", 99_999),
    }
    for name in ("person", "organisation", "reason"):
        said = client.post(address, {**form, "check_field": name}).content.decode()
        assert "没有找到" not in said
        assert "没有这个人" not in said
    assert not Entry.objects.filter(action="scope.everywhere").exists()
    said = client.post(address, {"role": "worker", "person": "", "check_field": "person"}).content.decode()
    assert "必须填写这一项" in said


def test_pages_are_for_their_administrators_only(signed_in: Any, account: Account, places: Any) -> None:
    for role, accounts, posts in [
        (SYSTEM_ADMIN, 200, 404),
        (SECURITY_ADMIN, 200, 200),
        (AUDIT_ADMIN, 404, 404),
        (UNION_OFFICER, 404, 404),
    ]:
        client = signed_in(role)
        assert client.get("/accounts/").status_code == accounts
        assert client.get("/posts/").status_code == posts
        expected = 200 if role is SYSTEM_ADMIN else 404
        assert client.get("/accounts/do/account.open/").status_code == expected
        assert client.get(f"/accounts/{account.pk}/do/account.reset_password/").status_code == expected
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    assert clerk.get("/accounts/").status_code == 404


def test_correcting_an_account(system: Post, account: Account) -> None:
    actions.correct_account(account, display_name="新名字", email="a@example.com", by=system)
    assert Account.objects.get(pk=account.pk).display_name == "新名字"
    assert Entry.objects.get(action="account.correct").before["display_name"] == "新同事"
