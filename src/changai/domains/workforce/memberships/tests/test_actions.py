"""Unions and who belongs to them."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.memberships.actions import (
    correct_membership,
    end_membership,
    found_union,
    join,
    transfer,
    withdraw_membership,
)
from changai.domains.workforce.memberships.models import Union, UnionMembership
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def one(officer: Post) -> Worker:
    return making.worker(officer, making.employer(officer))


@pytest.fixture
def union(officer: Post, one: Worker) -> Union:
    employer = Employer.objects.get(pk=one.employer_id)
    return found_union(employer, by=officer, founded_on=date(2018, 4, 1))


def _again(worker: Worker) -> Worker:
    return Worker.objects.get(pk=worker.pk)


def test_one_open_membership_a_person(officer: Post, one: Worker, union: Union) -> None:
    join(one, by=officer, union=union, since=date(2020, 5, 1))
    assert _again(one).union_member
    with pytest.raises(ActionRefused):
        join(_again(one), by=officer, union=union, since=date(2021, 5, 1))
    with pytest.raises(ActionRefused, match="请刷新页面核对"):
        join(one, by=officer, union=union, since=date(2021, 5, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        UnionMembership.objects.create(person=one.person, since=date(2022, 1, 1))


def test_a_transfer_closes_and_opens_without_a_gap(officer: Post, one: Worker, union: Union) -> None:
    other = found_union(
        Employer.objects.get(pk=making.employer(officer).pk), by=officer, founded_on=date(2019, 1, 1)
    )
    join(one, by=officer, union=union, since=date(2020, 5, 1))
    for since, target, why in (
        (date(2020, 5, 1), other, "应晚于"),
        (date(2020, 6, 1), union, "已在这个工会"),
        (date(2999, 6, 1), other, "还没有到"),
    ):
        with pytest.raises(ActionRefused, match=why):
            transfer(_again(one), by=officer, union=target, since=since)
    transfer(_again(one), by=officer, union=other, since=date(2021, 7, 1))
    assert list(UnionMembership.objects.order_by("pk").values_list("union", "since", "until")) == [
        (union.pk, date(2020, 5, 1), date(2021, 6, 30)),
        (other.pk, date(2021, 7, 1), None),
    ]
    assert _again(one).union_member


def test_not_before_the_union_is_founded(officer: Post, one: Worker, union: Union) -> None:
    with pytest.raises(ActionRefused, match="早于工会成立日期"):
        join(one, by=officer, union=union, since=date(2018, 3, 31))
    join(one, by=officer, union=union, since=date(2018, 4, 1))


def test_ending_correcting_and_taking_back(officer: Post, one: Worker, union: Union) -> None:
    membership = join(one, by=officer, union=union)
    end_membership(_again(one), by=officer, until=date(2024, 1, 31), reason="退会")
    assert not _again(one).union_member
    membership.refresh_from_db()
    correct_membership(membership, by=officer, union=union, since=date(2020, 1, 1), until=None, reason="未退")
    assert _again(one).union_member
    withdraw_membership(membership, by=officer, reason="不是本人")
    assert not _again(one).union_member


def test_one_lasting_union_an_employer(officer: Post, one: Worker, union: Union) -> None:
    assert (union.organisation.kind, union.employer) == ("union", one.employer)
    assert union.organisation.name.endswith("工会委员会")
    with pytest.raises(ActionRefused, match="已有工会"):
        found_union(Employer.objects.get(pk=one.employer_id), by=officer, founded_on=date(2020, 1, 1))
