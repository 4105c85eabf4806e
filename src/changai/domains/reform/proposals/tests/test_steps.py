"""A proposal from its arrival to the opinion of who made it, by the verbs that its steps are."""

import io
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from docx import Document

from changai.domains.reform.proposals.models import Proposal
from changai.domains.reform.proposals.procedures import STEPS
from changai.kernel.access.models import Post
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused
from changai.kernel.audit.models import Entry
from changai.kernel.casework.models import Case
from changai.kernel.files.store import read
from changai.kernel.parties.models import Organisation
from tests.making import XIANAN

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


class People:
    """The officer, the leader, and a department with its officer."""

    def __init__(self, make_post: Callable[..., Post]) -> None:
        self.office = make_post(UNION_OFFICER)
        self.leader = make_post(LEADER)
        self.lead, self.co = (self.unit(name) for name in ("咸安区人力资源和社会保障局", "咸安区财政局"))
        self.lead_officer = make_post(DEPT_OFFICER, organisation=self.lead)
        self.co_officer = make_post(DEPT_OFFICER, organisation=self.co)

    def unit(self, name: str) -> Organisation:
        return Organisation._base_manager.create(name=name, kind="department", region_id=XIANAN)


@pytest.fixture
def people(make_post: Callable[..., Post], monkeypatch: pytest.MonkeyPatch) -> Iterator[People]:
    monkeypatch.setattr(timezone, "localdate", lambda *given: TODAY)
    found = People(make_post)
    with within(found.office.scope):
        yield found


def receive(people: People, **given: Any) -> Proposal:
    facts = {
        "kind": "suggestion",
        "body": "咸安区人民代表大会",
        "session": "六届四次会议",
        "number": "12",
        "title": "关于加强技能培训的建议",
        "proposers": ["甲代表", "乙代表"],
        "on": date(2026, 2, 27),
    }
    return STEPS["receive"](by=people.office, **{**facts, **given})


def assign(people: People, proposal: Proposal, day: date = date(2026, 3, 2)) -> Proposal:
    return STEPS["assign"](
        proposal, by=people.office, lead=people.lead, cohandlers=[str(people.co.pk)], on=day
    )


def drafted(people: People, klass: str = "A") -> Proposal:
    found = assign(people, receive(people))
    return STEPS["draft"](found, by=people.lead_officer, klass=klass, disclosure="open", reply="已经安排。")


def test_the_term_counts_from_the_day_of_handing_over(people: People) -> None:
    proposal = receive(people)
    assert list(proposal.case.clocks.all()) == []
    proposal = assign(people, proposal)
    clock = proposal.case.clocks.get(key="reply")
    assert (clock.started, clock.due, clock.stopped) == (date(2026, 3, 2), date(2026, 6, 2), None)
    assert "第五十一条" in clock.source
    STEPS["hard"](proposal, by=people.leader, reason="涉及多个部门")
    clock = proposal.case.clocks.get(key="reply")
    assert (clock.due, clock.extended) == (date(2026, 9, 2), True)


def test_a_whole_course_with_dissatisfaction(people: People) -> None:
    proposal = drafted(people)
    proposal = STEPS["opinion"](proposal, by=people.co_officer, opinion="资金已列入预算")
    proposal = STEPS["sign"](proposal, by=people.leader)
    assert (proposal.case.stage, proposal.round) == ("replied", 1)
    assert proposal.reply_number == "人力资源和社会保障局函〔2026〕1号"
    assert proposal.case.clocks.get(key="reply").stopped == TODAY
    proposal = STEPS["unsatisfied"](proposal, by=people.office, reason="没有说清时间")
    assert (proposal.case.stage, proposal.case.organisation) == ("assigned", people.lead)
    assert proposal.case.clocks.get(key="again").due == date(2026, 12, 21)
    proposal = STEPS["draft"](
        proposal, by=people.lead_officer, klass="A", disclosure="open", reply="年底前完成。"
    )
    proposal = STEPS["sign"](proposal, by=people.leader)
    assert (proposal.round, proposal.reply_number[-2]) == (2, "2")
    proposal = STEPS["satisfied"](proposal, by=people.office, verdict="satisfied")
    assert (proposal.case.stage, proposal.case.closed_on) == ("closed", TODAY)
    steps = list(proposal.case.events.order_by("turn").values_list("step", flat=True))
    assert steps == [
        "receive",
        "assign",
        "draft",
        "opinion",
        "sign",
        "unsatisfied",
        "draft",
        "sign",
        "satisfied",
    ]
    assert Entry.objects.filter(action__startswith="proposal.").count() == len(steps)


def test_what_was_sent_is_a_paper_that_stays(people: People) -> None:
    proposal = STEPS["sign"](drafted(people), by=people.leader)
    paper = Document(io.BytesIO(read(proposal.paper)))
    text = "\n".join(one.text for one in paper.paragraphs)
    for told in (
        "（A）",
        "第12号建议的答复",
        "甲代表、乙代表代表：",
        "现答复如下",
        "已经安排。",
        str(people.lead),
    ):
        assert told in text
    assert (
        text.index("（A）") < text.index("第12号") < text.index("已经安排。") < text.index("2026年11月20日")
    )
    first = proposal.paper
    STEPS["unsatisfied"](proposal, by=people.office, reason="不具体")
    STEPS["draft"](proposal, by=people.lead_officer, klass="B", disclosure="open", reply="另行说明。")
    assert proposal.paper == first
    proposal = STEPS["sign"](proposal, by=people.leader)
    assert proposal.paper != first
    assert "已经安排。" in "".join(one.text for one in Document(io.BytesIO(read(first))).paragraphs)


def test_a_b_class_reply_is_tracked_until_it_is_done(people: People) -> None:
    proposal = STEPS["sign"](drafted(people, klass="B"), by=people.leader)
    proposal = STEPS["track"](proposal, by=people.office, verdict="fair")
    assert proposal.case.closed_on is None
    proposal = STEPS["fulfilled"](proposal, by=people.office)
    assert proposal.case.stage == "assigned"
    other = STEPS["sign"](
        STEPS["draft"](
            assign(people, receive(people, number="13")),
            by=people.lead_officer,
            klass="A",
            disclosure="open",
            reply="已经办理。",
        ),
        by=people.leader,
    )
    with pytest.raises(ActionRefused, match="只有 B 类"):
        STEPS["track"](other, by=people.office, verdict="fair")


def test_only_the_lead_answers_and_only_those_asked_give_an_opinion_once(people: People) -> None:
    proposal = assign(people, receive(people))
    with pytest.raises(ActionRefused, match="由主办单位"):
        STEPS["draft"](proposal, by=people.co_officer, klass="A", disclosure="open", reply="越权")
    with pytest.raises(ActionRefused, match="没有请您的单位会办"):
        STEPS["opinion"](proposal, by=people.lead_officer, opinion="同意")
    STEPS["opinion"](proposal, by=people.co_officer, opinion="同意")
    with pytest.raises(ActionRefused, match="已在"):
        STEPS["opinion"](proposal, by=people.co_officer, opinion="再说一遍")


def test_a_unit_gives_back_what_is_not_its_matter(people: People) -> None:
    proposal = assign(people, receive(people), date(2026, 3, 2))
    with pytest.raises(ActionRefused, match="退回应在 2026-03-12 前提出"):
        STEPS["return"](proposal, by=people.lead_officer, reason="太晚", on=date(2026, 3, 13))
    proposal = STEPS["return"](
        proposal, by=people.lead_officer, reason="不属于本单位职责", on=date(2026, 3, 12)
    )
    assert (proposal.case.stage, proposal.case.organisation) == ("received", None)
    assert all(clock.stopped for clock in proposal.case.clocks.all())
    again = assign(people, proposal, TODAY)
    assert again.case.clocks.filter(key="reply", stopped=None).get().due == date(2027, 2, 22)


def test_a_wrong_close_is_taken_back_by_a_step_of_its_own(people: People) -> None:
    proposal = STEPS["satisfied"](
        STEPS["sign"](drafted(people), by=people.leader), by=people.office, verdict="satisfied"
    )
    proposal = STEPS["reopen"](proposal, by=people.office, reason="误点")
    assert (proposal.case.stage, proposal.case.closed_on) == ("replied", None)


@pytest.mark.parametrize("step", ["send-back", "withdraw"])
def test_steps_aside(step: str, people: People) -> None:
    by = people.leader if step == "send-back" else people.office
    found = STEPS[step](drafted(people), by=by, reason="另有安排")
    assert found.case.stage == {"send-back": "assigned", "withdraw": "withdrawn"}[step]


def test_what_does_not_fit_the_stage_role_or_day_is_refused_and_leaves_nothing(people: People) -> None:
    proposal = assign(people, receive(people))
    for key, by, given in (
        ("sign", people.leader, {}),
        ("assign", people.lead_officer, {"lead": people.lead}),
        ("hard", people.leader, {"reason": "太早", "on": date(2026, 3, 1)}),
        ("hard", people.leader, {"reason": "太晚", "on": TODAY + timedelta(days=1)}),
    ):
        with pytest.raises(ActionRefused, match=r"[\u4e00-\u9fff]"):
            STEPS[key](proposal, by=by, **given)
    assert proposal.case.events.count() == 2


def test_one_number_once(people: People) -> None:
    receive(people)
    with pytest.raises(ActionRefused, match="重复"), transaction.atomic():
        receive(people)
    assert Case.objects.count() == 1


def test_an_event_is_never_written_twice(people: People) -> None:
    proposal = receive(people)
    event = proposal.case.events.get()
    event.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        event.save(force_insert=True)
