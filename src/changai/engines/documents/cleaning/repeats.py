"""A bold text that a printer drew several times over comes out of a pdf as repeated runs: reduced to one.

Evidence is asked for: three or more prints of a run of two different characters do not occur in true text, two
prints do (讨论讨论, 高高兴兴), so these need a long run, or many of them one after the other.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

LONGEST = 80
TIMES = range(2, 6)
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Run:
    """A unit of so many characters, printed so many times."""

    start: int
    size: int
    times: int

    @property
    def end(self) -> int:
        """Where the last print ends."""
        return self.start + self.size * self.times


def repeated(text: str) -> list[Run]:
    """The runs of a line of which only the first print should stay, in order."""
    runs = found(text) if len(text) >= 4 else []
    taken = [
        run
        for times in {run.times for run in runs}
        for chain in chains(text, [run for run in runs if run.times == times])
        if convincing(text, chain)
        for run in chain
    ]
    return sorted(taken, key=lambda run: run.start)


def found(text: str) -> list[Run]:
    """All runs, from the left."""
    runs, at = [], 0
    while at < len(text):
        run = None if text[at].isspace() else run_at(text, at)
        if run:
            runs.append(run)
        at = run.end if run else at + 1
    return runs


def run_at(text: str, at: int) -> Run | None:
    """The run that begins here: the one with most prints, then the shortest."""
    best: Run | None = None
    character, limit = text[at], min(at + LONGEST, at + (len(text) - at) // 2) + 1
    again = text.find(character, at + 1, limit)
    while again > 0:
        size, count = again - at, 1
        unit = text[at:again]
        while text.startswith(unit, at + size * count):
            count += 1
        if count in TIMES and (best is None or count > best.times):
            best = Run(at, size, count)
        again = text.find(character, again + 1, limit)
    return best


def chains(text: str, runs: list[Run]) -> list[list[Run]]:
    """Runs that follow each other directly, white space aside, without those that may be numbers."""
    result: list[list[Run]] = []
    for run in runs:
        if result and not text[result[-1][-1].end : run.start].strip():
            result[-1].append(run)
        else:
            result.append([run])
    return [sure for chain in result if (sure := trimmed(text, chain))]


def trimmed(text: str, chain: list[Run]) -> list[Run]:
    """Without a lone digit printed several times (1111), unless a mark that is repeated as often follows it."""
    followed = {
        a.start
        for a, b in pairwise(chain)
        if a.end == b.start and b.size == 1 and not text[b.start].isalnum()
    }
    return [
        run
        for run in chain
        if run.size > 1
        or not (text[run.start].isascii() and text[run.start].isalnum())
        or run.start in followed
    ]


def convincing(text: str, chain: list[Run]) -> bool:
    """Whether these runs can't be true text."""
    units = [text[run.start : run.start + run.size] for run in chain]
    words = [unit for unit in units if len(set(HAN.findall(unit))) >= 2]
    singles = [unit for unit in units if len(unit) == 1]
    if chain[0].times > 2:
        return bool(words) or len(singles) >= 4
    size = sum(map(len, units))
    long = any(len(set(unit)) >= 7 for unit in words)
    several = len(words) >= 2 or (bool(words) and len(units) >= 4) or len(singles) >= 8
    return long or (size >= 8 and several)
