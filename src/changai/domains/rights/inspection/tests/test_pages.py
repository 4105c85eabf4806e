"""The pages on which complaints are handled."""

from collections.abc import Callable

import pytest
from django.test import Client

from changai.domains.rights.inspection.models import Complaint
from changai.kernel.access.roles import DEPT_OFFICER, UNION_OFFICER
from changai.kernel.parties.models import Organisation
from tests.making import CHIBI, XIANAN
from tests.page_checks import check

pytestmark = pytest.mark.django_db
FORM = "/complaints/do/complaint.receive/"
TOLD = {
    "kind": "complaint",
    "channel": "phone",
    "employer": "某建筑公司",
    "matter": "wages",
    "since": "2026-06-01",
    "content": "没有发工资。",
    "people": "3",
    "amount": "25600.50",
    "complainant": "钟小满",
    "phone": "13900001234",
}


def send(client: Client, **changed: str) -> str:
    page = client.get(FORM)
    check(page.content.decode())
    return client.post(FORM, {**TOLD, **changed, "mark": page.context["mark"]}, follow=True).content.decode()


@pytest.fixture
def inspector(signed_in: Callable[..., Client]) -> Client:
    bureau = Organisation._base_manager.create(
        name="咸安区人力资源和社会保障局", kind="department", region_id=XIANAN
    )
    return signed_in(DEPT_OFFICER, organisation=bureau)


def test_who_came_is_masked_on_the_page_and_the_case_waits_in_the_inbox(
    inspector: Client, signed_in: Callable[..., Client]
) -> None:
    page = send(inspector)
    check(page)
    for told in ("某建筑公司", "25,600.50", "待受理", "第十八条", "查看"):
        assert told in page
    assert "钟小满" not in page
    assert "13900001234" not in page
    assert "某建筑公司" in inspector.get("/inbox/").content.decode()
    assert "某建筑公司" not in signed_in(UNION_OFFICER).get("/inbox/").content.decode()
    pk = Complaint._base_manager.get().pk
    assert signed_in(UNION_OFFICER, region=CHIBI).get(f"/complaints/{pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"complainant": ""}, "投诉要填投诉人的姓名"),
        ({"until": "2026-05-31"}, "结束早于开始"),
        ({"phone": "12"}, "手机号"),
        ({"people": "0"}, "涉及人数"),
        ({"amount": "1.234"}, "小数"),
        ({"on": "2099-01-01"}, "还没有到"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changed: dict[str, str], told: str, inspector: Client) -> None:
    assert told in send(inspector, **changed)
    assert not Complaint._base_manager.exists()


def test_a_report_may_be_nameless(inspector: Client) -> None:
    send(inspector, kind="report", complainant="", phone="")
    assert Complaint._base_manager.get().complainant is None
