"""Declarations that can't work are refused; walking and clocks agree with the declaration for any sequence."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.engines.calendar import Term, default
from changai.engines.procedures import (
    Clock,
    Event,
    Procedure,
    ProcedureError,
    Refused,
    Stage,
    Step,
    after,
    allowed,
    clocks,
)

DAY = timedelta(days=1)
TERMS = {
    "accept": Term(5, "working", "收到之日"),
    "investigate": Term(60, "working", "立案之日"),
    "investigate-longer": Term(90, "working", "立案之日"),
}
CASE = Procedure(
    key="complaint",
    version=1,
    since=date(2004, 12, 1),
    title="投诉",
    stages=(
        Stage("received", "已收到"),
        Stage("investigating", "调查中"),
        Stage("closed", "已办结", end=True),
        Stage("refused", "不予受理", end=True),
    ),
    steps=(
        Step("receive", "登记", to="received", by=("clerk",)),
        Step("accept", "受理", at=("received",), to="investigating", by=("inspector",)),
        Step("refuse", "不予受理", at=("received",), to="refused", by=("inspector",)),
        Step("pause", "中止", at=("investigating",), by=("leader",)),
        Step("resume", "恢复", at=("investigating",), by=("inspector",)),
        Step("extend", "延长", at=("investigating",), by=("leader",)),
        Step("decide", "办结", at=("investigating",), to="closed", by=("inspector",)),
        Step("reopen", "撤回办结", at=("closed",), to="investigating", by=("leader",), counters="decide"),
    ),
    clocks=(
        Clock("accept", "受理", "accept", starts=("receive",), stops=("accept", "refuse")),
        Clock(
            "investigate",
            "调查",
            "investigate",
            starts=("accept", "reopen"),
            stops=("decide",),
            pauses=("pause",),
            resumes=("resume",),
            extends={"extend": "investigate-longer"},
        ),
    ),
)


def terms(key: str, day: date) -> Term:
    return TERMS[key]


def run(*events: tuple[str, str], today: str = "2026-12-31"):  # type: ignore[no-untyped-def]
    told = [Event(step, date.fromisoformat(day)) for step, day in events]
    return clocks(CASE, told, today=date.fromisoformat(today), terms=terms)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"stages": (*CASE.stages, Stage("lost", "无"))}, "lost can't be reached"),
        ({"steps": tuple(s for s in CASE.steps if s.key != "decide")}, "names unknown steps: decide"),
        (
            {"steps": (*CASE.steps, Step("x", "某步", at=("received",), to="nowhere", by=("clerk",)))},
            "nowhere",
        ),
        ({"steps": (*CASE.steps, Step("x", "某步", at=("received",)))}, "x has no role"),
        ({"steps": (*CASE.steps, CASE.steps[0])}, "declared twice: receive"),
        ({"stages": tuple(replace(s, end=False) for s in CASE.stages)}, "no stage ends"),
        ({"clocks": (replace(CASE.clocks[0], term=""),)}, "no source"),
        ({"clocks": (replace(CASE.clocks[0], stops=()),)}, "never stops"),
        ({"clocks": (replace(CASE.clocks[1], resumes=()),)}, "pauses without resuming"),
        ({"steps": tuple(s for s in CASE.steps if s.at)}, "no step opens"),
    ],
)
def test_a_declaration_that_cannot_work_is_refused(change: dict[str, object], told: str) -> None:
    with pytest.raises(ProcedureError) as caught:
        replace(CASE, **change)  # type: ignore[arg-type]
    assert any(told in problem for problem in caught.value.problems)


def test_a_stage_without_a_way_to_an_end_is_refused() -> None:
    stuck = tuple(s for s in CASE.steps if s.key not in ("decide", "reopen"))
    with pytest.raises(ProcedureError) as caught:
        replace(CASE, steps=stuck, clocks=(), stages=tuple(s for s in CASE.stages if s.key != "closed"))
    assert caught.value.problems == ["stage investigating can't be left for an end"]


def test_steps_are_for_their_stage_and_role() -> None:
    assert [one.key for one in allowed(CASE, None, {"clerk"})] == ["receive"]
    assert [one.key for one in allowed(CASE, "received", {"inspector"})] == ["accept", "refuse"]
    assert after(CASE, "received", "accept", {"inspector"}) == "investigating"
    assert after(CASE, "investigating", "pause", {"leader"}) == "investigating"
    for stage, key, role in (
        ("closed", "accept", "inspector"),
        ("received", "accept", "clerk"),
        ("received", "x", "clerk"),
    ):
        with pytest.raises(Refused, match=r"[\u4e00-\u9fff]"):
            after(CASE, stage, key, {role})


def test_a_clock_runs_from_its_step_to_the_one_that_stops_it() -> None:
    first, second = run(("receive", "2026-01-04"), ("accept", "2026-01-05"))
    assert (first.due, first.stopped) == (date(2026, 1, 9), date(2026, 1, 5))
    assert not first.late(date(2026, 12, 31))
    assert (second.due, second.stopped) == (date(2026, 4, 3), None)
    assert [second.late(date(2026, 4, day)) for day in (2, 3, 4)] == [False, False, True]
    assert [second.warns(date(2026, 4, day)) for day in (1, 3, 4)] == [True, True, False]


def test_an_extension_holds_from_the_same_start() -> None:
    state = run(("accept", "2026-01-05"), ("extend", "2026-03-30"))[0]
    assert state.extended
    assert state.due == date(2026, 5, 20)


def test_days_of_a_pause_do_not_count() -> None:
    plain = run(("accept", "2026-01-05"), ("pause", "2026-03-02"), ("resume", "2026-03-09"))[0]
    # Five working days from Monday to Friday.
    assert plain.due == date(2026, 4, 13)
    paused = run(("accept", "2026-01-05"), ("pause", "2026-03-02"), today="2026-03-06")[0]
    assert (paused.paused, paused.due) == (date(2026, 3, 2), date(2026, 4, 13))
    assert not paused.warns(date(2026, 4, 12))


def test_a_counter_step_starts_a_run_of_its_own() -> None:
    states = run(("accept", "2026-01-05"), ("decide", "2026-02-03"), ("reopen", "2026-02-05"))
    assert [state.stopped for state in states] == [date(2026, 2, 3), None]
    assert states[1].started == date(2026, 2, 5)


def test_the_term_is_the_one_of_the_day_on_which_the_clock_started() -> None:
    asked = []

    def noted(key: str, day: date) -> Term:
        asked.append((key, day))
        return TERMS[key]

    clocks(CASE, [Event("receive", date(2026, 1, 4))], today=date(2027, 1, 1), terms=noted)
    assert asked == [("accept", date(2026, 1, 4))]


walks = st.lists(
    st.tuples(st.sampled_from([step.key for step in CASE.steps]), st.integers(0, 9)), min_size=1, max_size=14
)


@given(walks)
def test_any_walk_keeps_stage_and_clocks_consistent(tried: list[tuple[str, int]]) -> None:
    stage, day, events = None, date(2026, 1, 5), []
    for key, days in tried:
        step = CASE.step(key)
        try:
            stage = after(CASE, stage, key, step.by)
        except Refused:
            assert step not in allowed(CASE, stage, step.by)
            continue
        day += days * DAY
        events.append(Event(key, day))
    states = clocks(CASE, events, today=day, terms=terms, calendar=default())
    running = {state.clock.key for state in states if state.stopped is None}
    assert running == {"received": {"accept"}, "investigating": {"investigate"}}.get(stage or "", set())
    for state in states:
        assert state.due > state.started
        assert state.stopped is None or state.stopped >= state.started
