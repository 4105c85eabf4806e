"""Small cells of published tables: which to withhold so that nobody's number can be worked out from the rest."""

from collections.abc import Sequence


def withheld(counts: Sequence[int], least: int) -> set[int]:
    """The places of the cells to withhold from a table whose total is published.

    counts: numbers of persons, never negative. least: the smallest number that may be shown; 0 is always shown
    unless it is needed as cover. First the small cells themselves go, then the smallest of the others until
    the sum of what is withheld no longer gives any of them away. When nothing is left to cover with, all go.
    """
    hidden = {at for at, count in enumerate(counts) if 0 < count < least}
    if not hidden:
        return set()
    others = sorted(
        (at for at in range(len(counts)) if at not in hidden),
        key=lambda at: (counts[at] == 0, counts[at], at),
    )
    while others and _given_away([counts[at] for at in hidden], least):
        hidden.add(others.pop(0))
    return set(range(len(counts))) if _given_away([counts[at] for at in hidden], least) else hidden


def _given_away(hidden: Sequence[int], least: int) -> bool:
    """Whether the sum of the withheld cells leaves one of them only one value.

    Who reads the table knows how many cells are withheld and their sum, and that small ones were.
    """
    if len(hidden) < 2:
        return True
    if all(0 < count < least for count in hidden):
        return sum(hidden) in (len(hidden), len(hidden) * (least - 1))
    return False
