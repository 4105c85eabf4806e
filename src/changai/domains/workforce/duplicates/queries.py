"""Finding pairs, and laying two records side by side."""

from collections.abc import Iterator
from typing import Any

import duckdb
from django.db.models import QuerySet

from changai.domains.workforce.duplicates.models import Duplicate
from changai.domains.workforce.employment.models import Contract, Wage
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.queries import CODES, DATED
from changai.engines.linkage import find
from changai.engines.tables.rows import BLOCK, append
from changai.kernel.parties.models import SEXES, Person
from changai.kernel.screens.columns import resolve

# Below this an officer would look at too many strangers; the weights are explained in engines/linkage/weights.py.
LEAST = 0.5
FIELDS = ("pk", "person__name", "person__birth_date", "person__sex", "person__phone_index", "employer",
          "person__id_index")  # fmt: skip
# Table → what its line says, and the field that orders the lines.
SHOWN: dict[str, tuple[list[str], str]] = {
    "employment": (["employer", "post"], "since"),
    "contract": (["kind"], "since"),
    "wage": (["amount_fen"], "month"),
    "education": (["level"], "since"),
    "certificate": (["rank", "occupation", "number"], "issued_on"),
    "background": (["household_region", "migrant", "political_status"], "since"),
    "unionmembership": (["union"], "since"),
}


def pairs(workers: QuerySet[Worker], least: float = LEAST) -> list[find.Pair]:
    """Pairs among these workers, surest first. Names stay in memory; identifiers go in as blind indexes."""
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit = '2GB'")
        find.create(connection)
        for block in _blocks(workers):
            columns = list(zip(*block, strict=True))
            append(connection, "record", "id, name, birth, sex, phone, employer, number", columns)
        return find.find(connection, least)


def _blocks(workers: QuerySet[Worker]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows for the engine, some thousands at a time."""
    block: list[tuple[Any, ...]] = []
    for row in workers.order_by().values_list(*FIELDS).iterator(BLOCK):
        block.append(tuple(bytes(value) if isinstance(value, memoryview) else value for value in row))
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def sides(pair: Duplicate) -> dict[str, Any]:
    """Both records: facts of the person with differences marked, and each dated fact with the side it comes from."""
    people = [pair.first, pair.second]
    return {
        "facts": [
            {"title": title, "values": values, "differs": _differs(values)}
            for title, values in _facts(people)
        ],
        "dated": [
            {"title": str(model._meta.verbose_name), "sides": [_dated(model, person) for person in people]}
            for model in DATED
        ],
    }


def _differs(values: list[str]) -> bool:
    """Whether both sides say something and not the same."""
    return values[0] != values[1] and "" not in values


def _facts(people: list[Person]) -> Iterator[tuple[str, list[str]]]:
    """What the two records say of the person; identifiers masked."""
    yield "姓名", [one.name for one in people]
    yield "公民身份号码", [str(one.id_number or "") for one in people]
    yield "性别", [dict(SEXES).get(one.sex, "") for one in people]
    yield "出生日期", [str(one.birth_date) for one in people]
    yield "手机号", [str(one.phone or "") for one in people]
    yield "民族", [CODES["ethnicity"](one.ethnicity) if one.ethnicity else "" for one in people]


def _dated(model: Any, person: Person) -> list[str]:
    """The person's rows of a table, newest first, each as one line: what, and from when to when."""
    owner = "employment__person" if model in (Contract, Wage) else "person"
    names, day = SHOWN[model._meta.model_name]
    columns = resolve(model, names)
    rows = model.objects.filter(**{owner: person}).order_by(f"-{day}", "-pk")[:12]
    return ["，".join([*_cells(columns, row), *_days(row, day)]) for row in rows]


def _cells(columns: list[Any], row: Any) -> Iterator[str]:
    """Values in words; what is not known is left out."""
    for column in columns:
        value = column.value(row)
        if isinstance(value, bool):
            yield str(column.title) if value else f"非{column.title}"
        elif value not in (None, ""):
            yield CODES[column.path](value) if column.path in CODES else str(column.text(row))


def _days(row: Any, day: str) -> Iterator[str]:
    """From when to when."""
    since, until = getattr(row, day), getattr(row, "until", None) or getattr(row, "revoked_on", None)
    if day == "month":
        yield f"{since:%Y-%m}"
    elif since or until:
        yield f"{since or '以前'} 至 {until or '今'}" if hasattr(row, "until") else f"{since or '日期不详'}"


def weight_of(person: Person) -> tuple[int, int, int]:
    """How much hangs on a record: an identity number, dated facts, age of the record. The heavier one is kept."""
    facts = sum(
        model.objects.filter(
            **{"employment__person" if model in (Contract, Wage) else "person": person}
        ).count()
        for model in DATED
    )
    return (int(bool(person.id_number)), facts, -person.pk)
