"""Units registered and corrected."""

from typing import Any

import pytest

from changai.domains.workforce.employers.actions import (
    RegisterEmployerForm,
    correct_employer,
    register_employer,
)
from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.tests import making
from changai.engines.codes import credit
from changai.kernel.access.models import Post
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.places.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Any:
    by = making.post()
    with within(by.scope):
        yield by


def test_size_follows_from_industry_headcount_and_revenue(officer: Post) -> None:
    unit = making.employer(officer, industry="1711", headcount=1000, revenue_wan=40_000)
    employer = Employer.objects.get(pk=unit.pk)
    assert employer.size == "1"
    facts = {"name": unit.name, "industry": "1711", "headcount": 999, "revenue_wan": 40_000}
    correct_employer(employer, by=officer, **facts)
    assert Employer.objects.get(pk=unit.pk).size == "2"
    correct_employer(employer, by=officer, **{**facts, "revenue_wan": None})
    assert Employer.objects.get(pk=unit.pk).size == ""


def test_a_new_industry_reaches_the_cards(officer: Post) -> None:
    unit = making.employer(officer, industry="1711")
    one = making.worker(officer, unit)
    correct_employer(Employer.objects.get(pk=unit.pk), by=officer, name="华中纺织", industry="2612")
    assert Worker.objects.get(pk=one.pk).industry == "2612"
    assert Worker.objects.get(pk=one.pk).employer.name == "华中纺织"


def test_a_code_on_record_or_a_place_out_of_reach_is_refused(officer: Post) -> None:
    unit = making.employer(officer)
    facts = {"name": "另一个厂", "region": unit.region}
    with pytest.raises(ActionRefused, match="已在库中") as refused:
        register_employer(by=officer, credit_code=unit.credit_code, **facts)
    assert refused.value.record == Employer.objects.get(pk=unit.pk)
    facts["region"] = Region.objects.get(pk=making.CHIBI)
    with pytest.raises(ActionRefused, match="管理范围"):
        register_employer(by=officer, credit_code=credit.make(making.CHIBI, 9), **facts)


def test_the_form_wants_a_division_and_a_good_code(officer: Post) -> None:
    data = {"name": "厂", "credit_code": "91421202MA4900000X", "region": making.XIANAN, "industry": "C"}
    form: Any = RegisterEmployerForm(data)
    assert not form.is_valid()
    assert set(form.errors) == {"credit_code", "industry"}
    form = RegisterEmployerForm({**data, "credit_code": credit.make(making.XIANAN, 1), "industry": "17"})
    assert form.is_valid(), form.errors
