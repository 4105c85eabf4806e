"""The district, block by block, so that a million workers need no more memory than twenty thousand."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from changai.site.demo import employers as units
from changai.site.demo.employers import Employer
from changai.site.demo.numbers import Register
from changai.site.demo.people import Population, Worker, years_before
from changai.site.demo.shares import apportion, report

# Share of the headcount in groups without a fixed employer. They are part of the 22,165; their sheet carries no
# wage, so they are few enough that the printed wage shares hold over everyone.
UNGROUPED = 0.008
LEFT = 0.15  # people who left work in the past year, over those at work now
MOVED = 0.12  # of those at work, who worked elsewhere in the district before
YEAR = 395  # days that count as the past year, for leavers


@dataclass
class Block:
    """Employers, everyone at work as of the day, and those who left within the year before."""

    employers: list[Employer]
    workers: list[Worker]
    leavers: list[Worker]


def blocks(workers: int, as_of: date, seed: int = 1) -> Iterator[Block]:
    """The district in blocks of at most the report's headcount; each shows the printed shares."""
    size = report()["headcount"]["value"]
    register, taken = Register(), units.Names()
    number = max(1, round(workers / size))
    for position, count in enumerate(apportion(workers, [1.0] * number)):
        draw = random.Random(f"{seed}:{position}")
        yield _block(draw, count, as_of, register, taken)


def _block(draw: random.Random, count: int, as_of: date, register: Register, taken: units.Names) -> Block:
    ungrouped = round(count * UNGROUPED)
    employers = units.make(draw, count - ungrouped, as_of, register, taken)
    population = Population(draw, as_of, register)
    workers = population.fill(employers, ungrouped)
    for one in workers:
        if one.employer and draw.random() < MOVED:
            _before(draw, one, employers)
    gone = apportion(round(count * LEFT), [float(one.seats) for one in employers])
    leavers = population.fill(
        [replace(one, seats=left) for one, left in zip(employers, gone, strict=True)], 0
    )
    for one in leavers:
        _leave(draw, one, as_of)
    return Block(employers, workers, leavers)


def _leave(draw: random.Random, one: Worker, as_of: date) -> None:
    """Move the whole career back so that it ended within the past year."""
    shift = timedelta(days=draw.randint(5, YEAR))
    one.until = as_of - shift
    one.since = min(one.since, one.until - timedelta(days=draw.randint(30, 900)))
    one.since = min(max(one.since, years_before(one.born, -17)), one.until)
    if one.contract_since:
        one.contract_since = min(one.contract_since, one.until)
        one.contract_since = max(one.contract_since, one.since)
        if one.contract_until:
            one.contract_until = max(one.contract_until, one.contract_since)
    if one.joined_on:
        one.joined_on = min(max(one.joined_on, one.since), one.until)


def _before(draw: random.Random, one: Worker, employers: list[Employer]) -> None:
    """An earlier employment in the district, ended before the present one began."""
    elsewhere = draw.choice(employers)
    until = one.since - timedelta(days=draw.randint(3, 120))
    since = until - timedelta(days=draw.randint(150, 1500))
    grown = one.born + timedelta(days=18 * 366)
    since = max(since, grown, elsewhere.founded_on)
    if elsewhere is not one.employer and since < until:
        one.past.append((elsewhere, draw.choice(elsewhere.trade.jobs)[0], since, until))
