"""The pages on which proposals are handled: forms of steps, progress with clocks, inbox, help."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from changai.domains.reform.documents.models import Document
from changai.domains.reform.proposals.models import Proposal
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER, WORKER
from changai.kernel.access.scope import within
from changai.kernel.parties.models import Organisation
from tests.making import CHIBI, XIANAN, Rows, place
from tests.page_checks import check

pytestmark = pytest.mark.django_db


def unit(name: str = "咸安区人力资源和社会保障局", region: str = XIANAN) -> Organisation:
    return Organisation._base_manager.create(name=name, kind="department", region_id=region)


def act(client: Client, path: str, **data: Any) -> str:
    """Hand a form in as the browser does, and the page that comes of it."""
    page = client.get(path)
    assert page.status_code == 200, page.content.decode()
    check(page.content.decode())
    mark = page.context["mark"]
    done = client.post(path, {**data, "mark": mark}, follow=True)
    return done.content.decode()


@pytest.fixture
def received(signed_in: Callable[..., Client]) -> Proposal:
    page = act(
        signed_in(UNION_OFFICER),
        "/proposals/do/proposal.receive/",
        kind="suggestion",
        body="咸安区人民代表大会",
        session="六届四次会议",
        number="第12号",
        title="关于加强技能培训的建议",
        proposers="甲代表、乙代表",
    )
    assert "“登记建议提案”已办理" in page
    proposal = Proposal._base_manager.get()
    assert (proposal.number, proposal.proposers) == ("12", ["甲代表", "乙代表"])
    return proposal


def test_an_officer_hands_over_and_the_unit_finds_it_in_its_inbox(
    received: Proposal, signed_in: Callable[..., Client]
) -> None:
    lead, other = unit(), unit("咸安区财政局")
    office = signed_in(UNION_OFFICER)
    mine = signed_in(DEPT_OFFICER, organisation=lead)
    others = signed_in(DEPT_OFFICER, organisation=other)
    assert "没有等着您办理的事" in mine.get("/inbox/").content.decode()
    assert "关于加强技能培训的建议" in office.get("/inbox/").content.decode()
    page = act(office, f"/proposals/{received.pk}/do/proposal.assign/", lead=lead.pk, cohandlers=[other.pk])
    check(page)
    for told in ("办理中", "代表法", "现在由咸安区人力资源和社会保障局办理", "还剩"):
        assert told in page
    assert "关于加强技能培训的建议" in mine.get("/inbox/").content.decode()
    assert "没有等着您办理的事" in others.get("/inbox/").content.decode()
    assert "关于加强技能培训的建议" in others.get("/inbox/?box=others").content.decode()
    assert "我的办件" in mine.get("/").content.decode()


def test_a_letter_on_record_tells_what_need_not_be_typed(signed_in: Callable[..., Client]) -> None:
    letter = Rows(place(XIANAN)).make(
        Document,
        kind="reply",
        state="kept",
        reading={
            "recipient": ["甲代表", "乙代表"],
            "proposal": {
                "title": "增加班车",
                "number": "31",
                "body": "咸安区人民代表大会",
                "session": "六届五次会议",
            },
        },
    )
    client = signed_in(UNION_OFFICER)
    act(client, "/proposals/do/proposal.receive/", kind="suggestion", document=letter.pk)
    found = Proposal._base_manager.get()
    assert (found.number, found.title, found.session) == ("31", "增加班车", "六届五次会议")
    assert (found.proposers, found.document) == (["甲代表", "乙代表"], letter)
    letter.reading = {"proposal": {"number": "32"}}
    letter.save()
    page = act(client, "/proposals/do/proposal.receive/", kind="suggestion", document=letter.pk)
    assert "所选文件里没有读出标题，请填写" in page


def test_what_is_missing_or_wrong_is_said_at_its_field(
    received: Proposal, signed_in: Callable[..., Client]
) -> None:
    lead, office = unit(), signed_in(UNION_OFFICER)
    path = f"/proposals/{received.pk}/do/proposal.assign/"
    assert "请填写主办单位" in act(office, path, lead="")
    assert "不能同时是会办单位" in act(office, path, lead=lead.pk, cohandlers=[lead.pk])
    assert "还没有到" in act(office, path, lead=lead.pk, on="2099-01-01")
    again = act(
        office,
        "/proposals/do/proposal.receive/",
        kind="suggestion",
        body="咸安区人民代表大会",
        session="六届四次会议",
        number="12",
        title="又一次",
        proposers="丙",
    )
    assert "重复" in again


def test_a_step_is_offered_to_its_role_at_its_stage_only(
    received: Proposal, signed_in: Callable[..., Client]
) -> None:
    leader = signed_in(LEADER)
    assert leader.get(f"/proposals/{received.pk}/do/proposal.sign/").status_code == 404
    assert "proposal.assign" not in leader.get(f"/proposals/{received.pk}/").content.decode()
    assert signed_in(UNION_OFFICER, region=CHIBI).get(f"/proposals/{received.pk}/").status_code == 404
    far = signed_in(UNION_OFFICER, region=CHIBI).get("/inbox/")
    assert "关于加强技能培训" not in far.content.decode()


def test_boxes_hold_what_is_late_and_what_is_soon(
    signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *given: date(2026, 6, 1))
    rows = Rows(place(XIANAN))
    dues = (date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 9), None)
    for due in dues:
        proposal = rows.make(Proposal)
        proposal.case.due, proposal.case.organisation = due, None
        proposal.case.closed_on = None
        proposal.case.save()
    client = signed_in(UNION_OFFICER)
    found = {one.key: number for one, number in client.get("/inbox/").context["boxes"]}
    assert found == {"mine": 5, "late": 1, "soon": 2, "others": 0}
    with within(client.post_held.scope):  # type: ignore[attr-defined]
        assert client.get("/inbox/?box=late").context["rows"][0]["standing"] == "已过期 1 天"
    for wrong in ("box=nothing", "page=0", "page=x"):
        assert client.get(f"/inbox/?{wrong}").status_code == 404


def test_help_is_drawn_from_the_declaration(signed_in: Callable[..., Client]) -> None:
    client = signed_in(UNION_OFFICER)
    assert "建议提案办理" in client.get("/procedures/").content.decode()
    page = client.get("/procedures/proposal/").content.decode()
    check(page)
    for told in ("待交办", "会办", "<svg", "分管领导", "第五十一条", "延长后"):
        assert told in page
    assert client.get("/procedures/nothing/").status_code == 404


def test_workers_have_no_inbox(signed_in: Callable[..., Client], make_worker: Callable[..., Any]) -> None:
    assert signed_in(WORKER, person=make_worker().person).get("/inbox/").status_code == 404
