"""All parameters together: look-up by key, day and region, and what-if overlays."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from changai.engines.codes import catalog as files
from changai.engines.codes import regions
from changai.kernel.parameters.kinds import Wrong
from changai.kernel.parameters.model import Parameter, ParameterError, ParameterMissing, Value
from changai.kernel.parameters.reading import load_yaml, make_value, read_all, value_problems

ALWAYS = date(1949, 10, 1)
ASSUMED = "假设（试算）"


class Catalog:
    """Declared parameters, and over them those of a what-if file."""

    def __init__(
        self, declared: Mapping[str, Parameter], assumed: Mapping[str, Parameter] | None = None
    ) -> None:
        self._declared = dict(declared)
        self._assumed = dict(assumed or {})

    def all(self) -> list[Parameter]:
        """Every declared parameter, by key."""
        return [self._declared[key] for key in sorted(self._declared)]

    def get(self, key: str) -> Parameter:
        """A declared parameter. ParameterMissing names similar keys."""
        try:
            return self._declared[key]
        except KeyError:
            near = get_close_matches(key, self._declared, n=3)
            hint = f"，相近的有 {'、'.join(near)}" if near else ""
            raise ParameterMissing(f"没有名为 {key} 的参数{hint}。") from None

    def find(self, key: str, on: date, region: str) -> Value | None:
        """The value in force with its source, or None: the region's own, else the nearest above it.

        An assumption of a what-if file comes before every declared value of the regions that it names.
        """
        parameter = self.get(key)
        assumed = self._assumed.get(key)
        return (assumed.at(on, region) if assumed else None) or parameter.at(on, region)

    def value(self, key: str, on: date, region: str) -> Any:
        """The bare value in force. ParameterMissing where none is: never a stale or invented one."""
        found = self.find(key, on, region)
        if found is None:
            place = regions.name_on(region, on.year) or region
            raise ParameterMissing(
                f"参数“{self.get(key).title}”（{key}）在 {on} 对{place}没有取值，"
                "请在 catalog/parameters 下对应的文件里补上并写明来源。"
            )
        return found.value

    def overlay(self, path: Path) -> "Catalog":
        """A catalog with the assumptions of a what-if file over this one; nothing is saved.

        The file maps keys to a bare value (holds everywhere, always) or to a list of
        `{value, region, from, to}`. ParameterError lists every problem.
        """
        problems: list[str] = []
        assumed: dict[str, Parameter] = {}
        try:
            raw = load_yaml(path) or {}
        except Wrong as wrong:
            raise ParameterError([f"{path.name}：{wrong}。"]) from None
        if not isinstance(raw, dict):
            raise ParameterError([f"{path.name}：整个文件应由“参数名: 取值”组成。"])
        for key, entry in raw.items():
            try:
                assumed[key] = self._assume(self.get(str(key)), entry)
            except (Wrong, ParameterMissing) as wrong:
                problems.append(f"{path.name} 的 {key}：{str(wrong).rstrip('。')}。")
        if problems:
            raise ParameterError(problems)
        return Catalog(self._declared, {**self._assumed, **assumed})

    def _assume(self, parameter: Parameter, entry: Any) -> Parameter:
        entries = entry if _is_dated(entry) else [{"value": entry}]
        complete = [
            {"region": regions.NATION, "from": ALWAYS, "source": ASSUMED, "verified": False, **each}
            for each in entries
        ]
        for each in complete:
            for problem in value_problems(each, dict(parameter.declared)):
                raise Wrong(problem)
        values = tuple(make_value(each, dict(parameter.declared)) for each in complete)
        return Parameter(
            parameter.key,
            parameter.title,
            parameter.meaning,
            parameter.kind,
            parameter.unit,
            values,
            parameter.review_by,
        )


def _is_dated(entry: Any) -> bool:
    return isinstance(entry, list) and all(isinstance(each, dict) and "value" in each for each in entry)


@lru_cache(maxsize=1)
def default() -> Catalog:
    """The catalog of this installation, read once. ParameterError when any file is wrong."""
    return Catalog(read_all(files.root() / "parameters"))


def declared() -> list[Parameter]:
    """Every parameter of this installation, by key."""
    return default().all()


def get(key: str) -> Parameter:
    """A parameter of this installation. ParameterMissing when there is none."""
    return default().get(key)


def find(key: str, on: date, region: str) -> Value | None:
    """The value in force with its source, or None where no value is declared for the region and day."""
    return default().find(key, on, region)


def value(key: str, on: date, region: str) -> Any:
    """The bare value in force for a region on a day, inherited county → city → province → nation.

    whole, money: int · percent: Decimal · choice: str · bands, groups: tuple of dicts, not to be changed ·
    term: Term.
    ParameterMissing when none is declared.
    """
    return default().value(key, on, region)
