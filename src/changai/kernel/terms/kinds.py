"""Which terms there are, and when one runs out for a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from changai.engines.calendar import Deadline, Stay, Term, deadline
from changai.engines.codes import regions
from changai.kernel import parameters
from changai.kernel.parameters.model import Parameter, ParameterMissing, Value

FOLDER = "terms."


@dataclass(frozen=True)
class Kind:
    """A declared term: `key` as commands name it (arbitration-award), title and meaning in Chinese."""

    key: str
    title: str
    meaning: str


@dataclass(frozen=True)
class Reckoned:
    """A kind's term as it held on the day of the event, and when it runs out."""

    kind: Kind
    term: Term
    value: Value
    deadline: Deadline

    @property
    def due(self) -> date:
        """The last day in time."""
        return self.deadline.due


def kinds() -> list[Kind]:
    """Every declared term, by key."""
    return [_kind(one) for one in parameters.all() if one.key.startswith(FOLDER)]


def kind(key: str) -> Kind:
    """One declared term. ParameterMissing names similar ones."""
    return _kind(_parameter(key))


def reckon(key: str, start: date, *, region: str = regions.NATION, stays: Sequence[Stay] = ()) -> Reckoned:
    """When the term of a kind runs out for an event on `start`, by the value in force there on that day.

    ParameterMissing where there is no such kind or no value yet; TermError where it can't be counted.
    """
    declared = _parameter(key)
    value = parameters.find(declared.key, start, region)
    if value is None:
        first = min(one.since for one in declared.values)
        raise ParameterMissing(
            f"“{declared.title}”在 {start} 还没有规定（最早的依据自 {first} 起施行），"
            "请核对日期；确有更早依据的，请系统管理员在参数文件里补上并写明来源。"
        )
    return Reckoned(_kind(declared), value.value, value, deadline(value.value, start, stays=stays))


def _parameter(key: str) -> Parameter:
    return parameters.get(FOLDER + key)


def _kind(one: Parameter) -> Kind:
    return Kind(one.key.removeprefix(FOLDER), one.title, one.meaning)
