"""The parameters' pages: what holds where, what to check, who may look."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from changai.kernel import parameters
from changai.kernel.access.roles import (
    AUDIT_ADMIN,
    EMPLOYER_CLERK,
    SCHOOL_CLERK,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_OFFICER,
    WORKER,
    Role,
)
from changai.kernel.parameters import Parameter, Value, views
from changai.kernel.parameters.catalog import Catalog
from changai.kernel.parameters.overview import before_and_after
from tests.page_checks import check

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
NATION, PROVINCE, COUNTY = "000000", "420000", "421202"


def made(*values: Value, review_by: date = date(2026, 1, 31)) -> Parameter:
    return Parameter("union.one", "试验比例", "<b x=1>试验用", "percent", "%", values, review_by)


def value(region: str, since: date, until: date | None, number: int, verified: bool = False) -> Value:
    return Value(region, since, until, Decimal(number), f"来源{number}<i>", verified)


DATED = made(
    value(NATION, date(2000, 1, 1), None, 10, True),
    value(COUNTY, date(2020, 1, 1), date(2024, 12, 31), 20),
    value(COUNTY, date(2025, 1, 1), date(2026, 12, 31), 30),
    value(PROVINCE, date(2027, 1, 1), None, 40),
)


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    """A catalog of one parameter in place of the installation's."""
    made_up = Catalog({DATED.key: DATED})
    monkeypatch.setattr(views, "overview", lambda *given, **more: _overview(*given, catalog=made_up, **more))
    monkeypatch.setattr(views, "get", made_up.get)
    return made_up


_overview = views.overview


def test_every_parameter_is_shown_with_its_value_source_and_dates(signed_in: Callable[..., Client]) -> None:
    page = check(signed_in(UNION_OFFICER).get("/parameters/").content.decode())
    text = "".join(page.text)
    for declared in parameters.all():
        assert declared.title in text
        assert f"/parameters/{declared.key}/" in page.addresses
    assert "2000元以下（0 元起）" in text
    assert f"{len(parameters.all())} 项" in text


def test_every_group_and_kind_has_a_name(signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER)
    for declared in parameters.all():
        answer = client.get(f"/parameters/{declared.key}/")
        assert answer.status_code == 200
        check(answer.content.decode())
        assert all(
            each.source in answer.content.decode() for each in declared.values if "<" not in each.source
        )


def test_value_former_and_coming_of_the_frames_region_and_day(
    one: Catalog, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(UNION_OFFICER, region=COUNTY)
    now = "".join(check(client.get(f"/parameters/?as_of={DAY}").content.decode()).text)
    assert "30%" in now
    assert "到 2024-12-31：20%" in now
    assert "从 2027-01-01：40%" in now
    assert "未核实" in now
    later = "".join(check(client.get("/parameters/?as_of=2027-02-01").content.decode()).text)
    assert "40%" in later
    assert "到 2026-12-31：30%" in later


def test_the_nearest_region_and_the_nearest_day_decide() -> None:
    former, coming = before_and_after(DATED, DAY, COUNTY)
    assert former
    assert coming
    assert (former.value, coming.value) == (20, 40)
    assert before_and_after(DATED, DAY, "110000") == (None, None)


def test_a_passed_review_is_marked_by_todays_date_not_the_frames(
    one: Catalog, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(UNION_OFFICER)
    assert "badge bg-red-lt" in client.get("/parameters/?as_of=2020-01-01").content.decode()


def test_filters_narrow(signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER)

    def titles(query: str) -> set[str]:
        html = client.get(f"/parameters/{query}").content.decode()
        return {each.key for each in parameters.all() if f"/parameters/{each.key}/" in html}

    every = {each.key for each in parameters.all()}
    today = date.today()
    assert titles("") == every
    assert titles("?group=union") == {key for key in every if key.startswith("union.")} != set()
    assert titles("?group=nothing") == set()
    doubtful = {
        key
        for key in every
        if (held := parameters.find(key, today, COUNTY)) is not None and not held.verified
    }
    assert titles("?unverified=1") == doubtful != every
    assert titles("?overdue=1") == {each.key for each in parameters.all() if each.overdue(today)}


def test_one_page_shows_the_values_of_all_regions(one: Catalog, signed_in: Callable[..., Client]) -> None:
    html = signed_in(UNION_OFFICER).get(f"/parameters/union.one/?as_of={DAY}").content.decode()
    text = "".join(check(html).text)
    for shown in ("全国", "湖北省", "咸安区", "10%", "20%", "30%", "40%", "已过", "将来", "现行，咸安区适用"):
        assert shown in text
    assert "<b x=1>" not in html
    assert "<i>" not in html
    assert "&lt;b x=1&gt;" in html


def test_what_is_not_there_is_not_found(signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER)
    for address in ("/parameters/workforce.nothing/", "/parameters/..%2f..%2fcodes/", "/parameters/x'--/"):
        assert client.get(address).status_code == 404
    assert "不是一个日期" in client.get("/parameters/?as_of=2026-02-30", follow=True).content.decode()
    assert client.get("/parameters/?region=110101").status_code == 404
    assert client.post("/parameters/").status_code == 405


@pytest.mark.parametrize("role", [SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN])
def test_administrators_see_the_nations(
    role: Role, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(role)
    session = client.session
    session["two_factor"] = True
    session.save()
    answer = client.get("/parameters/")
    assert answer.status_code == 200
    assert "全国" in answer.content.decode()


def test_a_clerk_sees_those_of_the_units_region(signed_in: Callable[..., Client], places: Any) -> None:
    client = signed_in(EMPLOYER_CLERK, organisation=places["far"].organisation)
    assert "赤壁市" in client.get("/parameters/").content.decode()


def test_workers_and_schools_have_no_such_page(
    signed_in: Callable[..., Client], places: Any, make_worker: Callable[..., Any]
) -> None:
    school = signed_in(SCHOOL_CLERK, organisation=places["mine"].organisation)
    assert school.get("/parameters/").status_code == 404
    worker = signed_in(WORKER, person=make_worker().person)
    assert worker.get("/parameters/").status_code == 404
