"""Each role's home: what it answers for, and a way to every change it tells of."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from changai.domains.workforce.employment.actions import hire
from changai.domains.workforce.people.tests import making as people
from changai.kernel.access.models import Post
from changai.kernel.access.roles import (
    AUDIT_ADMIN,
    EMPLOYER_CLERK,
    LEADER,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_OFFICER,
    Role,
)
from changai.kernel.access.scope import within
from changai.kernel.jobs.models import Job
from tests.making import XIANAN
from tests.page_checks import check

pytestmark = pytest.mark.django_db


def home(client: Any) -> str:
    session = client.session
    session["two_factor"] = True
    session.save()
    html: str = client.get("/").content.decode()
    check(html)
    return html


@pytest.mark.parametrize(
    ("role", "own", "foreign"),
    [
        (SYSTEM_ADMIN, "在用账号", "导入"),
        (SECURITY_ADMIN, "在任岗位", "导入"),
        (AUDIT_ADMIN, "审计记录待核验", "导入"),
        (LEADER, "有要您办的事时", "导入要确认"),
    ],
)
def test_a_home_speaks_of_what_its_role_answers_for(
    role: Role, own: str, foreign: str, signed_in: Any, region_tree: Any
) -> None:
    html = home(signed_in(role))
    assert own in html
    assert foreign not in re.sub(r"<nav.*?</nav>", "", html, flags=re.S)


def test_the_keeper_of_posts_sees_who_waits_and_what_ends(signed_in: Any, region_tree: Any) -> None:
    client = signed_in(SECURITY_ADMIN)
    by = people.post()
    html = home(client)
    assert "岗位即将到期" not in html
    Post.objects.filter(pk=by.pk).update(until=timezone.localdate() + timedelta(days=9))
    html = home(client).replace("&amp;", "&")
    address = re.search(r'href="(/posts/[^"]+)"><span>岗位即将到期', html)
    assert address
    assert re.search(r'id="total">1 ', client.get(address[1]).content.decode())
    Post.objects.filter(pk=by.pk).delete()
    html = home(client).replace("&amp;", "&")
    idle = re.search(r'href="(/accounts/[^"]+)"><span>账号没有岗位.*?<b>(\d+)</b>', html)
    assert idle
    assert f'id="total">{idle[2]} ' in client.get(idle[1]).content.decode()


def test_the_keeper_of_accounts_sees_who_never_signed_in(signed_in: Any, region_tree: Any) -> None:
    client = signed_in(SYSTEM_ADMIN)
    people.post()
    html = home(client).replace("&amp;", "&")
    waiting = re.search(r'href="(/accounts/[^"]+)"><span>账号开设后还没有登录过.*?<b>(\d+)</b>', html)
    assert waiting
    assert f'id="total">{waiting[2]} ' in client.get(waiting[1]).content.decode()
    assert 'placeholder="查账号"' in html


def test_the_auditor_sees_a_check_that_failed(signed_in: Any) -> None:
    client = signed_in(AUDIT_ADMIN)
    Job.objects.create(kind="audit.verify", title="核验", state="done", key="a")
    assert "待核验" not in home(client)
    Job.objects.create(kind="audit.verify", title="核验", state="failed", key="b")
    assert "核验没有通过" in home(client)


def test_every_change_since_yesterday_leads_to_its_list(signed_in: Any, region_tree: Any) -> None:
    by = people.post()
    unit = people.employer(by, name="红星机械厂")
    worker = people.worker(by, unit)
    with within(by.scope):
        day = timezone.localdate() - timedelta(days=3)
        hire(worker, by=by, employer=people.employer(by), since=day, concurrent=True)
    client = signed_in(UNION_OFFICER, region=XIANAN)
    html = home(client)
    changed = html[html.index("home-changed") :]
    links = re.findall(r'<li><a href="([^"]+)"><span>([^<]+)</span><b>(\d+) 次', changed)
    assert {"登记单位", "登记工人", "登记入职"} <= {title for _, title, _ in links}
    for address, title, count in links:
        page = client.get(address.replace("&amp;", "&")).content.decode()
        check(page)
        assert f'昨天以来：{title}<small class="total">{count} 次' in page.replace("\n", "")
    listed = client.get("/since/?act=employer.register").content.decode()
    assert f'<a href="/employers/{unit.pk}/">红星机械厂' in listed
    assert client.get("/since/?act=account.open").status_code == 404


def test_what_a_colleague_did_out_of_reach_is_not_named(signed_in: Any, region_tree: Any) -> None:
    city = people.post(region="421200")
    people.employer(city, name="赤壁机械厂", region=people.CHIBI)
    Post.objects.create(account=city.account, role_key="leader", region_id=XIANAN, since=city.since)
    page = signed_in(UNION_OFFICER, region=XIANAN).get("/since/?act=employer.register").content.decode()
    assert "赤壁机械厂" not in page
    assert "不在您的范围内" in page


def test_a_clerk_sees_the_units_own_figures(signed_in: Any, region_tree: Any) -> None:
    by = people.post()
    unit = people.employer(by)
    people.worker(by, unit)
    people.worker(by, people.employer(by))
    client = signed_in(EMPLOYER_CLERK, organisation=unit)
    html = home(client).replace("&amp;", "&")
    figures = dict(re.findall(r"<span>([^<]+)</span><b>([^<]+)</b>", html))
    assert (figures["在册职工"], figures["职工入会率"]) == ("1 人", "0.0%")
    address = re.search(r'href="(/workers/[^"]+)"><span>在册职工', html)
    assert address
    assert 'id="total">1 ' in client.get(address[1]).content.decode()
