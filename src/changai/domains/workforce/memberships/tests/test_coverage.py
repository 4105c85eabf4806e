"""Joint and regional unions: founded over several employers, which they cover from one day to another."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employers.queries import counted
from changai.domains.workforce.memberships.actions import (
    cover,
    found_union,
    found_wide_union,
    join_union,
    uncover,
    withdraw_coverage,
)
from changai.domains.workforce.memberships.models import Union, UnionCoverage
from changai.domains.workforce.people.tests import making
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.places.models import Region
from tests.page_checks import check

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def wide(officer: Post) -> Union:
    return found_wide_union(
        by=officer,
        name="永安街道联合工会",
        kind="joint",
        region=Region.objects.get(pk=making.XIANAN),
        founded_on=date(2020, 5, 1),
    )


def unit(officer: Post, **facts: Any) -> Employer:
    return Employer.objects.get(pk=making.employer(officer, **facts).pk)


def has_union(employer: Employer) -> tuple[bool, bool]:
    """Whether a union stands for it, and whether it is its own."""
    seen: Any = counted(Employer.objects.filter(pk=employer.pk)).get()
    return seen.has_union, seen.own_union


def test_a_covered_employer_has_a_union_that_is_not_its_own(officer: Post, wide: Union) -> None:
    first, second = unit(officer), unit(officer)
    assert has_union(first) == (False, False)
    cover(wide, by=officer, employer=first, since=date(2021, 1, 1))
    made = join_union(second, by=officer, union=wide)
    assert has_union(first) == has_union(second) == (True, False)
    found_union(second, by=officer, founded_on=date(2022, 1, 1))
    assert has_union(second) == (True, True)
    uncover(made, by=officer, until=date(2022, 6, 30), reason="已单独建会")
    taken_back = UnionCoverage.objects.get(employer=first.organisation)
    withdraw_coverage(taken_back, by=officer, reason="登记错了")
    assert has_union(first) == (False, False)
    assert list(UnionCoverage.objects.values_list("employer", "until")) == [(second.pk, date(2022, 6, 30))]


def test_what_cannot_be_is_refused(officer: Post, wide: Union) -> None:
    employer = unit(officer)
    for since, why in ((date(2020, 4, 30), "早于工会成立日期"), (date(2999, 1, 1), "还没有到")):
        with pytest.raises(ActionRefused, match=why):
            cover(wide, by=officer, employer=employer, since=since)
    made = cover(wide, by=officer, employer=employer, since=date(2021, 1, 1))
    with pytest.raises(ActionRefused, match="请刷新页面核对"):
        join_union(employer, by=officer, union=wide)
    with pytest.raises(IntegrityError), transaction.atomic():
        UnionCoverage.objects.create(union=wide, employer=employer.organisation)
    with pytest.raises(ActionRefused, match="早于纳入日期"):
        uncover(made, by=officer, until=date(2020, 12, 31), reason="注销")
    uncover(made, by=officer, until=date(2021, 12, 31), reason="注销")
    for again in (None, date(2021, 12, 31)):
        with pytest.raises(ActionRefused, match="应晚于那一天"):
            cover(wide, by=officer, employer=employer, since=again)
    cover(wide, by=officer, employer=employer, since=date(2022, 1, 1))


def test_a_wide_union_is_founded_once_and_within_reach(officer: Post, wide: Union) -> None:
    facts = {"name": "永安街道联合工会", "kind": "joint", "founded_on": date(2021, 1, 1)}
    with pytest.raises(ActionRefused, match="已有名为"):
        found_wide_union(by=officer, region=Region.objects.get(pk=making.XIANAN), **facts)
    with pytest.raises(ActionRefused, match="不在"):
        found_wide_union(by=officer, region=Region.objects.get(pk=making.CHIBI), **facts)


def test_the_officer_takes_an_employer_in_on_the_page(wide: Union, signed_in: Callable[..., Client]) -> None:
    employer = unit(making.post(), name="红星机械厂")
    browser = signed_in(UNION_OFFICER)
    assert "登记联合或区域工会" in browser.get("/unions/").content.decode()
    address = f"/unions/{wide.pk}/do/union.cover/"
    form = browser.get(address).content.decode()
    check(form)
    mark = re.search(r'name="mark" value="([^"]+)"', form)
    assert mark
    facts = {"employer": employer.pk, "since": "2021-01-01", "mark": mark[1]}
    answer = browser.post(address, facts, follow=True)
    html = answer.content.decode()
    check(html)
    assert "红星机械厂" in html
    page = browser.get(f"/employers/{employer.pk}/").content.decode()
    assert "永安街道联合工会" in page
    assert "联合或区域工会覆盖" in page


def test_each_verb_stands_on_its_page(officer: Post, wide: Union, signed_in: Callable[..., Client]) -> None:
    made = cover(wide, by=officer, employer=unit(officer))
    browser = signed_in(UNION_OFFICER)
    pages = {
        "/unions/": ["union.found"],
        f"/unions/{wide.pk}/": ["union.cover"],
        f"/employers/{made.employer_id}/": ["employer.join_union", "employer.found_union"],
        f"/coverages/{made.pk}/": ["union.uncover", "union.withdraw_coverage"],
    }
    for page, verbs in pages.items():
        html = browser.get(page).content.decode()
        check(html)
        for verb in verbs:
            assert f"{page}do/{verb}/" in html
    uncover(made, by=officer, until=date(2022, 6, 30), reason="已单独建会")
    assert "union.uncover" not in browser.get(f"/coverages/{made.pk}/").content.decode()
