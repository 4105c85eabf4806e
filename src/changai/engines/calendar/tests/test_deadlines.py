"""Deadlines: the law's ways of counting, each with boundary days; a second reckoning by brute force beside them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from changai.engines.calendar import Calendar, Stay, Term, TermError, deadline, default
from changai.engines.calendar.terms import parse

DAY = timedelta(days=1)
INSPECT = Term(60, "working", "立案之日")
AWARD = Term(45, "days", "受理之日")


def due(term: Term, start: str, **more: object) -> str:
    return deadline(term, date.fromisoformat(start), **more).due.isoformat()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "start", "expected"),
    [
        (INSPECT, "2026-01-05", "2026-04-03"),
        (Term(90, "working", "立案之日"), "2026-01-05", "2026-05-20"),
        (AWARD, "2026-01-20", "2026-03-06"),
        (Term(60, "days", "受理之日"), "2026-01-20", "2026-03-23"),
        (AWARD, "2026-08-20", "2026-10-08"),
        (Term(0, "days", "约定的发薪日", "earlier"), "2026-02-17", "2026-02-14"),
        (Term(0, "days", "约定的发薪日", "earlier"), "2026-05-02", "2026-04-30"),
        (Term(0, "days", "约定的发薪日", "earlier"), "2026-04-15", "2026-04-15"),
        (Term(20, "working", "签订合同之日"), "2026-09-21", "2026-10-26"),
        (Term(1, "years", "劳动关系终止之日"), "2025-03-10", "2026-03-10"),
        (Term(3, "months", "交办之日"), "2026-01-31", "2026-04-30"),
        (Term(1, "months", "交办之日", "stay"), "2026-01-31", "2026-02-28"),
        (Term(1, "years", "起算之日", "stay"), "2024-02-29", "2025-02-28"),
        (Term(5, "working", "收到之日"), "2026-02-13", "2026-02-27"),
    ],
)
def test_the_last_day(term: Term, start: str, expected: str) -> None:
    assert due(term, start) == expected


def test_a_claim_added_starts_the_count_again_and_a_stay_adds_its_days() -> None:
    assert due(AWARD, "2026-03-20") == "2026-05-06"
    stay = Stay(date(2026, 4, 1), date(2026, 4, 10), "等待鉴定")
    assert due(AWARD, "2026-03-20", stays=[stay]) == "2026-05-14"
    assert due(Term(3, "months", "交办之日"), "2026-03-20", stays=[stay]) == "2026-06-30"


def test_a_stay_before_the_start_or_after_the_end_changes_nothing() -> None:
    for stay in (Stay(date(2026, 3, 1), date(2026, 3, 20)), Stay(date(2026, 6, 1), date(2026, 6, 9))):
        assert due(AWARD, "2026-03-20", stays=[stay]) == "2026-05-06"
        assert due(Term(1, "months", "交办之日"), "2026-03-20", stays=[stay]) == "2026-04-20"


def test_stays_that_overlap_count_once() -> None:
    twice = [Stay(date(2026, 4, 1), date(2026, 4, 7)), Stay(date(2026, 4, 5), date(2026, 4, 10))]
    assert due(AWARD, "2026-03-20", stays=twice) == "2026-05-14"
    with pytest.raises(TermError, match="早于"):
        deadline(AWARD, date(2026, 3, 20), stays=[Stay(date(2026, 4, 2), date(2026, 4, 1))])


def test_a_year_without_arrangement_makes_the_day_provisional() -> None:
    reckoned = deadline(INSPECT, date(2026, 11, 20))
    assert reckoned.provisional
    assert "2027" in reckoned.steps[-1]
    assert not deadline(INSPECT, date(2026, 1, 5)).provisional
    # A term by calendar days asks the calendar for its last day only.
    assert not deadline(Term(40, "days", "受理之日"), date(2014, 12, 1)).provisional
    assert deadline(Term(45, "days", "受理之日"), date(2026, 11, 20)).provisional
    assert not deadline(Term(45, "days", "受理之日", "stay"), date(2026, 11, 20)).provisional


def test_the_reckoning_tells_each_step() -> None:
    steps = "".join(deadline(AWARD, date(2026, 8, 20)).steps)
    for told in ("2026-08-21 起算 45 日", "第 45 日是 2026-10-04", "国庆节放假", "2026-10-08"):
        assert told in steps


def test_terms_that_make_no_sense_are_refused() -> None:
    for raw in (
        {"count": 5, "unit": "weeks", "start": "a"},
        {"count": -1, "unit": "days", "start": "a"},
        {},
        7,
    ):
        with pytest.raises(TermError):
            parse(raw)
    with pytest.raises(TermError, match="年份"):
        deadline(AWARD, date(9026, 1, 1))


starts = st.dates(date(2015, 1, 1), date(2026, 6, 1))


@given(starts, st.integers(1, 90))
def test_working_days_agree_with_counting_one_by_one(start: date, count: int) -> None:
    calendar = default()
    found = deadline(Term(count, "working", "之日"), start).due
    days = [start + each * DAY for each in range(1, (found - start).days + 1)]
    assert sum(map(calendar.works, days)) == count == calendar.between(start, found)
    assert calendar.works(found)


@given(starts, st.integers(1, 200), st.sampled_from(["days", "working", "months"]))
def test_a_later_start_never_ends_earlier(start: date, count: int, unit: str) -> None:
    count = count if unit != "months" else count % 24 + 1
    term = Term(count, unit, "之日")
    assert deadline(term, start).due <= deadline(term, start + DAY).due


@given(starts, st.integers(1, 100), st.integers(0, 60), st.integers(0, 30))
def test_a_stay_never_brings_the_day_forward(start: date, count: int, after: int, length: int) -> None:
    term = Term(count, "days", "之日", "stay")
    first = start + after * DAY
    stay = Stay(first, first + length * DAY)
    plain, stayed = deadline(term, start).due, deadline(term, start, stays=[stay]).due
    assert plain <= stayed <= plain + (length + 1) * DAY


@given(starts)
def test_a_last_day_that_is_off_moves_to_a_working_day(start: date) -> None:
    calendar = default()
    later = deadline(Term(0, "days", "之日"), start).due
    earlier = deadline(Term(0, "days", "之日", "earlier"), start).due
    assert calendar.works(later)
    assert calendar.works(earlier)
    assert earlier <= start <= later


def test_an_empty_calendar_knows_weekends_only() -> None:
    bare = Calendar({}, {}, frozenset())
    assert bare.works(date(2026, 10, 1))
    assert not bare.works(date(2026, 10, 3))
    assert deadline(Term(1, "working", "之日"), date(2026, 10, 2), calendar=bare).provisional
