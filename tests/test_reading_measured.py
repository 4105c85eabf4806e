"""Documents are read as well as promised: precision and recall over all expected readings, and the speed of each."""

import time

import pytest

from changai.engines.documents.read import read
from tools.measure_reading import BOUNDS, SHARED, Score, expected, measure, run, totals


@pytest.fixture(scope="module")
def measured() -> dict[str, dict[str, Score]]:
    return run()


@pytest.mark.parametrize("kind", BOUNDS)
def test_fields_are_read_as_well_as_promised(kind: str, measured: dict[str, dict[str, Score]]) -> None:
    score = totals(measured)[kind]
    told = [
        f"{name}: {miss}"
        for name, scores in measured.items()
        if kind in scores
        for miss in scores[kind].misses
    ]
    assert score.expected > 0
    assert score.recall >= BOUNDS[kind], told
    assert score.precision >= BOUNDS[kind], told


def test_there_are_a_dozen_texts_of_our_own_and_each_is_read(measured: dict[str, dict[str, Score]]) -> None:
    assert len([name for name in measured if not name.startswith("seed-")]) >= 12
    failed = {name: scores["kind"].misses for name, scores in measured.items() if scores["kind"].misses}
    assert failed == {}


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the folder with the seeds is not beside this one")
@pytest.mark.parametrize("name", ["seed-000", "seed-002"])
def test_each_seed_holds_by_itself(name: str, measured: dict[str, dict[str, Score]]) -> None:
    for kind, score in measured[name].items():
        assert min(score.precision, score.recall) >= BOUNDS[kind], (kind, score.misses)


@pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the folder with the seeds is not beside this one"
)
def test_every_seed_is_read_in_a_second() -> None:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        content, began = path.read_bytes(), time.perf_counter()
        read(content, path.name)
        assert time.perf_counter() - began < 1, path.name


def test_the_measure_sees_what_is_wrong() -> None:
    """A reading that lacks a measure, moves a unit and gives another value scores lower."""
    source, gold = expected()["plan-articles"]
    right = {**gold, "sections": [], "figures": [], "doubts": []}
    assert all(one.precision == one.recall == 1 for one in measure(gold, right).values())
    _, second, *others = (dict(one) for one in right["measures"])
    second["responsible"] = second["responsible"][:1]
    others[0] = {**others[0], "targets": [{**one, "op": "<="} for one in others[0]["targets"]]}
    scores = measure(gold, {**right, "measures": [second, *others]})
    assert scores["measures"].recall < 1 <= scores["measures"].precision
    assert scores["units"].recall < 1
    assert scores["targets"].precision < 1
    assert source.exists()
