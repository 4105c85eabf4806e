"""A complaint from its arrival to the answer, by the verbs that its steps are; each clock on its boundary days."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from changai.domains.rights.inspection.models import Complaint
from changai.domains.rights.inspection.procedures import STEPS
from changai.kernel.access.models import Post
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation
from tests.making import XIANAN

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
NAME, PHONE = "钟小满", "13900001234"


class People:
    """The labour department with its inspector, and the leader."""

    def __init__(self, make_post: Callable[..., Post]) -> None:
        self.bureau = Organisation._base_manager.create(
            name="咸安区人力资源和社会保障局", kind="department", region_id=XIANAN
        )
        self.inspector = make_post(DEPT_OFFICER, organisation=self.bureau)
        self.leader = make_post(LEADER)
        self.office = make_post(UNION_OFFICER)


@pytest.fixture
def people(make_post: Callable[..., Post], monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    found = People(make_post)
    with within(found.leader.scope):
        yield found


def receive(people: People, **given: Any) -> Complaint:
    facts = {
        "kind": "complaint",
        "channel": "visit",
        "employer": "某建筑公司",
        "matter": "wages",
        "since": date(2025, 10, 1),
        "content": "三个月没有发工资。",
        "people": 12,
        "amount": 25_600_00,
        "complainant": NAME,
        "phone": PHONE,
        "on": date(2026, 1, 5),
    }
    return STEPS["receive"](by=people.inspector, **{**facts, **given})


def investigating(people: People) -> Complaint:
    return STEPS["accept"](receive(people), by=people.inspector, on=date(2026, 1, 5))


def clock(complaint: Complaint, key: str) -> Any:
    return complaint.case.clocks.filter(key=key).latest("pk")


def test_five_working_days_to_take_it_up(people: People) -> None:
    """Received before the Spring Festival of 2026: its days off do not count."""
    complaint = receive(people, on=date(2026, 2, 13))
    assert clock(complaint, "accept").due == date(2026, 2, 27)
    assert complaint.case.number == "2026-00001"


@pytest.mark.parametrize(
    ("until", "fits"),
    [(None, True), (date(2024, 1, 5), True), (date(2024, 1, 4), False), (date(2025, 12, 31), True)],
)
def test_a_breach_that_ended_over_two_years_ago_is_not_taken_up(
    until: date | None, fits: bool, people: People
) -> None:
    complaint = receive(people, since=date(2023, 1, 1), until=until)
    if fits:
        assert STEPS["accept"](complaint, by=people.inspector).case.stage == "investigating"
        return
    with pytest.raises(ActionRefused, match="已过两年"):
        STEPS["accept"](complaint, by=people.inspector)
    assert STEPS["refuse"](complaint, by=people.inspector, refusal="old").case.closed_on == TODAY


def test_sixty_working_days_from_filing_and_thirty_more(people: People) -> None:
    complaint = investigating(people)
    assert clock(complaint, "investigate").due == date(2026, 4, 3)
    STEPS["extend"](complaint, by=people.leader, reason="涉及多个工地", on=date(2026, 4, 2))
    assert clock(complaint, "investigate").due == date(2026, 5, 20)


def test_days_of_a_stay_do_not_count(people: People) -> None:
    complaint = investigating(people)
    STEPS["pause"](complaint, by=people.leader, reason="单位逃匿", on=date(2026, 3, 2))
    assert clock(complaint, "investigate").paused == date(2026, 3, 2)
    assert complaint.case.due is None
    STEPS["resume"](complaint, by=people.inspector, on=date(2026, 3, 9))
    assert clock(complaint, "investigate").due == date(2026, 4, 13)


def test_a_whole_course_with_further_investigation(people: People) -> None:
    complaint = investigating(people)
    complaint = STEPS["conclude"](complaint, by=people.inspector, findings="欠薪属实", on=date(2026, 3, 2))
    assert clock(complaint, "decide").due == date(2026, 3, 23)
    complaint = STEPS["again"](complaint, by=people.leader, reason="金额未核实", on=date(2026, 3, 4))
    assert clock(complaint, "investigate").stopped is None
    complaint = STEPS["conclude"](complaint, by=people.inspector, findings="金额核实", on=date(2026, 3, 9))
    complaint = STEPS["decide"](
        complaint,
        by=people.leader,
        outcome="ordered",
        decision="限期支付",
        paid=25_600_00,
        on=date(2026, 3, 12),
    )
    assert complaint.decision_number == "咸安区人社监理字〔2026〕1号"
    complaint = STEPS["answer"](complaint, by=people.inspector, verdict="satisfied")
    assert (complaint.case.stage, complaint.answered_on) == ("closed", TODAY)
    assert complaint.case.due is None


def test_what_is_dropped_has_no_number(people: People) -> None:
    complaint = STEPS["conclude"](investigating(people), by=people.inspector, findings="已改正")
    complaint = STEPS["decide"](complaint, by=people.leader, outcome="dropped", decision="情节轻微，已改正")
    assert complaint.decision_number == ""


def test_a_wrong_refusal_is_taken_back_and_its_term_begins_anew(people: People) -> None:
    complaint = STEPS["refuse"](receive(people), by=people.inspector, refusal="unclear")
    complaint = STEPS["reopen"](complaint, by=people.inspector, reason="误点")
    assert complaint.case.stage == "received"
    assert clock(complaint, "accept").due == date(2026, 11, 27)


def test_what_belongs_to_others_is_sent_on(people: People) -> None:
    complaint = STEPS["send"](investigating(people), by=people.inspector, sent_to="赤壁市人社局")
    assert (complaint.case.stage, complaint.sent_to) == ("sent", "赤壁市人社局")
    assert all(one.stopped for one in complaint.case.clocks.all())


def test_who_came_is_sealed_and_stands_in_no_list_or_audit(people: People) -> None:
    complaint = receive(people)
    assert NAME not in str(complaint)
    assert NAME not in complaint.case.title
    complaint.refresh_from_db()
    assert str(complaint.complainant) == "***"
    told = "".join(str((one.before, one.after, one.title)) for one in Entry.objects.all())
    assert NAME not in told
    assert PHONE not in told


def test_an_inspector_decides_nothing_and_the_office_takes_nothing_up(people: People) -> None:
    complaint = receive(people)
    with pytest.raises(ActionRefused):
        STEPS["accept"](complaint, by=people.office)
    complaint = STEPS["conclude"](
        STEPS["accept"](complaint, by=people.inspector), by=people.inspector, findings="属实"
    )
    with pytest.raises(ActionRefused):
        STEPS["decide"](complaint, by=people.inspector, outcome="ordered", decision="自己定")
