"""API tokens: shown once, kept as a digest, as wide as the post, ended by date, by hand, with the post."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from changai.kernel.access import tokens
from changai.kernel.access.models import ApiToken, Post
from changai.kernel.access.roles import EMPLOYER_CLERK, LEADER, SYSTEM_ADMIN, UNION_OFFICER, WORKER
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry

pytestmark = pytest.mark.django_db
LIST = "/api/v1/workers/"


def issue(client: Any, **more: Any) -> str:
    """A token made on the page; its secret."""
    until = timezone.localdate() + timedelta(days=30)
    page = client.post("/tokens/", {"title": "数据交换平台", "until": until, **more})
    assert page.status_code == 200
    found = re.search(r"<code[^>]*>(changai_[^<]+)</code>", page.content.decode())
    assert found
    return found[1]


def ask(secret: str, path: str = LIST) -> Any:
    return Client().get(path, headers={"Authorization": f"Bearer {secret}"})


def test_a_token_reads_what_its_post_reads(signed_in: Any, make_worker: Any, places: Any) -> None:
    mine = make_worker(employer=places["mine"].organisation)
    make_worker(employer=places["near"].organisation)
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    secret = issue(clerk)
    answer = ask(secret)
    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()["rows"]] == [str(mine.pk)]
    assert not answer.cookies
    assert ask(secret, f"{LIST}{mine.pk}/").status_code == 200
    entry = Entry.objects.filter(action="personal.read").latest("pk")
    assert entry.account_id == clerk.post_held.account_id
    assert f"令牌 {ApiToken.objects.get().pk}" in entry.post_title


def test_the_secret_is_shown_once_and_kept_nowhere(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    secret = issue(client)
    assert secret not in client.get("/tokens/").content.decode()
    assert "数据交换平台" in client.get("/tokens/").content.decode()
    token = ApiToken.objects.get()
    assert secret not in str([getattr(token, f.attname) for f in ApiToken._meta.fields])
    entry = Entry.objects.get(action="token.issue")
    assert entry.object_id == str(token.pk)
    assert secret not in str((entry.before, entry.after))
    assert token.digest not in str(entry.after)


def test_a_token_opens_nothing_but_the_api(signed_in: Any) -> None:
    secret = issue(signed_in(UNION_OFFICER))
    for path in ("/", "/workers/", "/tokens/", "/workers/export/"):
        assert ask(secret, path).url.startswith("/login/")


def test_wrong_tokens_are_told_and_a_session_does_not_help_them(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    secret = issue(client)
    for wrong in ("Bearer nonsense", f"Bearer {secret}x", f"Basic {secret}", "Bearer", "Bearer changai_"):
        for sender in (Client(), client):
            answer = sender.get(LIST, headers={"Authorization": wrong})
            assert answer.status_code == 401, wrong
            assert "令牌" in answer.json()["detail"]
    assert client.get(LIST).status_code == 200


def test_it_ends_by_date_with_the_post_and_with_the_account(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    secret, post = issue(client), client.post_held
    yesterday = timezone.localdate() - timedelta(days=1)
    assert ask(secret).status_code == 200
    for model, key, field, over, back in [
        (ApiToken, ApiToken.objects.get().pk, "until", yesterday, timezone.localdate()),
        (Post, post.pk, "until", yesterday, None),
        (type(post.account), post.account_id, "is_active", False, True),
    ]:
        model.objects.filter(pk=key).update(**{field: over})
        assert ask(secret).status_code == 401
        model.objects.filter(pk=key).update(**{field: back})
        assert ask(secret).status_code == 200


def test_revoking(signed_in: Any, make_post: Any) -> None:
    client = signed_in(UNION_OFFICER)
    secret, token = issue(client), ApiToken.objects.get()
    assert signed_in(UNION_OFFICER).post(f"/tokens/{token.pk}/revoke/").status_code == 404
    with pytest.raises(ActionRefused, match="只能作废自己的令牌"):
        tokens.revoke(token, by=make_post(UNION_OFFICER))
    assert ask(secret).status_code == 200
    client.post(f"/tokens/{token.pk}/revoke/")
    assert ask(secret).status_code == 401
    assert Entry.objects.filter(action="token.revoke", object_id=str(token.pk)).count() == 1
    assert "已作废" in client.get("/tokens/").content.decode()
    page = client.post(f"/tokens/{token.pk}/revoke/", follow=True).content.decode()
    assert "未办理" in page


@pytest.mark.parametrize(("days", "told"), [(-1, "已经过去"), (400, "最长 366 天")])
def test_an_end_that_is_past_or_too_far_is_refused(signed_in: Any, days: int, told: str) -> None:
    until = timezone.localdate() + timedelta(days=days)
    page = signed_in(LEADER).post("/tokens/", {"title": "数据交换平台", "until": until})
    assert page.status_code == 422
    assert told in page.content.decode()
    assert not ApiToken.objects.exists()


def test_the_page_is_for_roles_with_records_to_read(signed_in: Any, make_worker: Any) -> None:
    worker = make_worker()
    for client in (signed_in(SYSTEM_ADMIN), signed_in(WORKER, person=worker.person)):
        assert client.get("/tokens/").status_code == 404
        assert "/tokens/" not in client.get("/").content.decode()
    assert "/tokens/" in signed_in(UNION_OFFICER).get("/").content.decode()


def test_the_description_names_both_ways_in(client: Client, db: None) -> None:
    schemes = client.get("/api/v1/openapi.json").json()["components"]["securitySchemes"]
    assert {(one["type"], one.get("scheme") or one.get("in")) for one in schemes.values()} == {
        ("http", "bearer"),
        ("apiKey", "cookie"),
    }
