"""What a reader could work out from a published table: never the exact number in a small cell."""

from itertools import product

import pytest

from changai.engines.rules.small_cells import withheld

LEAST = 3


def consistent(counts: tuple[int, ...], hidden: set[int]) -> list[tuple[int, ...]]:
    """Every table of the same total that shows the same cells and would have been withheld in the same places."""
    total = sum(counts[at] for at in hidden)
    places = sorted(hidden)
    found = []
    for values in product(range(total + 1), repeat=len(places)):
        if sum(values) == total:
            table = list(counts)
            for at, value in zip(places, values, strict=True):
                table[at] = value
            found.append(tuple(table))
    return found


@pytest.mark.parametrize("size", [2, 3, 4])
def test_no_small_cell_can_be_worked_out_from_the_others_and_the_total(size: int) -> None:
    for counts in product((0, 1, 2, 3, 5, 9), repeat=size):
        small = {at for at, count in enumerate(counts) if 0 < count < LEAST}
        hidden = withheld(counts, LEAST)
        assert small <= hidden
        if not small:
            assert not hidden
            continue
        if hidden == set(range(size)):
            continue  # the whole table is withheld, its total with it where that is small
        for at in small:
            assert len({table[at] for table in consistent(counts, hidden)}) > 1, (counts, hidden)


def test_the_smallest_other_cell_is_the_cover() -> None:
    assert withheld([40, 2, 7, 0, 12], LEAST) == {1, 2}
    assert withheld([40, 2, 1, 0, 12], LEAST) == {1, 2}
    assert withheld([40, 1, 1, 9, 12], LEAST) == {1, 2, 3}
    assert withheld([40, 2, 0], LEAST) == {0, 1}
    assert withheld([2], LEAST) == {0}
    assert withheld([40, 3, 0], LEAST) == set()
    assert withheld([5, 2], 1) == set()
