"""Education and certificates."""

from datetime import date
from typing import Any

import pytest

from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.domains.workforce.qualifications.actions import (
    CertificateForm,
    add_certificate,
    add_education,
    correct_certificate,
    revoke_certificate,
    withdraw_certificate,
    withdraw_education,
)
from changai.domains.workforce.qualifications.queries import number_doubt
from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused

pytestmark = pytest.mark.django_db
# Social body, 2015, 三级.
NUMBER = "S000042000001153000001"


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


@pytest.fixture
def one(officer: Post) -> Worker:
    return making.worker(officer, making.employer(officer))


def _again(worker: Worker) -> Worker:
    return Worker.objects.get(pk=worker.pk)


def test_the_highest_education_shows_and_each_level_is_recorded_once(officer: Post, one: Worker) -> None:
    high = add_education(one, by=officer, level="31", since=date(2012, 6, 30))
    add_education(one, by=officer, level="71")
    assert _again(one).education == "31"
    with pytest.raises(ActionRefused, match="已经登记过"):
        add_education(one, by=officer, level="71", since=date(2006, 6, 30))
    with pytest.raises(ActionRefused, match="早于出生日期"):
        add_education(one, by=officer, level="81", since=date(1980, 1, 1))
    withdraw_education(high, by=officer, reason="学历不实")
    assert _again(one).education == "71"


def test_ranks_do_not_invert(officer: Post, one: Worker) -> None:
    """五级 is the lowest, 一级 the highest of the five (SK-01)."""
    add_certificate(one, by=officer, rank=6, number="甲")
    add_certificate(one, by=officer, rank=2, number="乙")
    assert _again(one).skill_rank == 6


def test_one_number_is_one_certificate(officer: Post, one: Worker) -> None:
    add_certificate(one, by=officer, rank=4, number=NUMBER)
    other = making.worker(officer, one.employer)
    with pytest.raises(ActionRefused, match="一证一号"):
        add_certificate(other, by=officer, rank=4, number=NUMBER)
    add_certificate(other, by=officer, rank=4)
    add_certificate(one, by=officer, rank=3)


def test_a_revoked_certificate_counts_until_the_day(officer: Post, one: Worker) -> None:
    certificate = add_certificate(one, by=officer, rank=4, issued_on=date(2015, 5, 1), number=NUMBER)
    with pytest.raises(ActionRefused, match="早于取证日期"):
        revoke_certificate(certificate, by=officer, revoked_on=date(2015, 4, 30), reason="违规")
    certificate.refresh_from_db()
    revoke_certificate(certificate, by=officer, revoked_on=date(2020, 5, 1), reason="违规")
    assert _again(one).skill_rank == 0
    certificate.refresh_from_db()
    with pytest.raises(ActionRefused):
        revoke_certificate(certificate, by=officer, revoked_on=date(2021, 5, 1), reason="再次")


def test_correcting_and_taking_back(officer: Post, one: Worker) -> None:
    certificate = add_certificate(one, by=officer, rank=4)
    facts = {"kind": "level", "occupation": "", "number": NUMBER, "issued_on": None, "reason": "看错"}
    correct_certificate(certificate, by=officer, rank=5, **facts)
    assert _again(one).skill_rank == 5
    withdraw_certificate(certificate, by=officer, reason="不是本人的")
    assert _again(one).skill_rank == 0


@pytest.mark.parametrize(
    ("number", "rank", "issued", "doubt"),
    [
        (NUMBER, 4, date(2015, 5, 1), ""),
        (NUMBER, 4, None, ""),
        (NUMBER, 3, None, "不符"),
        (NUMBER, 4, date(2016, 1, 1), "15 年"),
        (NUMBER[:-1], 4, None, "21 位数字"),
        ("AB" + "1" * 20, 7, None, ""),
        (NUMBER, 7, None, "20 位数字"),
    ],
)
def test_numbers_by_their_rule(number: str, rank: int, issued: date | None, doubt: str) -> None:
    found = number_doubt(number, rank, issued)
    assert doubt in found if doubt else found == ""


def test_the_form_lets_an_odd_number_stand_when_told_to() -> None:
    data = {"kind": "level", "rank": "4", "number": " 1517003000400123 "}
    form: Any = CertificateForm(data)
    assert "按证书原样登记" in str(form.errors["number"])
    form = CertificateForm({**data, "as_printed": "on"})
    assert form.is_valid()
    assert form.cleaned_data["number"] == "1517003000400123"
    assert "as_printed" not in form.cleaned_data
