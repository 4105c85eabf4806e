"""Two records of one person: recall at precision 0.999 or better, and time, beside Splink on the same made-up people.

People and errors are made from the catalog's name shares with a fixed seed. Splink gets the same fields, term
frequencies of name, phone and employer, the same kinds of comparison and blocks that its guide would choose; it
estimates its own weights. Run: python benchmarks/duplicates.py [people]
"""

import logging
import random
import sys
import time
import warnings
from collections.abc import Iterable
from datetime import date, timedelta

import duckdb

from changai.engines.codes.catalog import rows
from changai.engines.linkage import find, weights
from changai.engines.tables.rows import append

Record = tuple[int, str, date, str, bytes | None, int, bytes | None]
DOUBLES = 0.02
PRECISION = 0.999


def people(count: int, seed: int = 7) -> tuple[list[Record], set[tuple[int, int]]]:
    """Records, 2 % of them doubles with errors as clerks make them, and the true pairs."""
    chance = random.Random(seed)
    surnames = [(row["surname"], float(row["percent"])) for row in rows("surnames")]
    given = [row["given_name"] for row in rows("given_names")]
    families = chance.choices([s for s, _ in surnames], [p for _, p in surnames], k=count)
    records: list[Record] = []
    for number in range(count):
        name = families[number] + chance.choice(given)
        if chance.random() < 0.6 and len(name) == 2:
            name += chance.choice(given)[:1]
        born = date(1961, 1, 1) + timedelta(days=int(chance.betavariate(2, 2) * 45 * 365))
        phone = _phone(chance) if chance.random() < 0.9 else None
        employer = int(chance.paretovariate(1.1) * 7) % max(count // 100, 5)
        records.append((number, name, born, chance.choice("12"), phone, employer, None))
    truth = set()
    for original in chance.sample(range(count), int(count * DOUBLES)):
        truth.add((original, len(records)))
        records.append(_double(chance, records[original], len(records), given, count))
    return records, truth


def _double(chance: random.Random, one: Record, number: int, given: list[str], count: int) -> Record:
    """The same person as another clerk would have entered it."""
    _, name, born, sex, phone, employer, _ = one
    if chance.random() < 0.12:
        at = chance.randrange(1, len(name))
        name = chance.choice(
            [name[:at] + chance.choice(given)[0] + name[at + 1 :], name[:at] + name[at + 1 :] or name]
        )
        name = name if len(name) > 1 else one[1]
    if chance.random() < 0.08:
        born = _slip(chance, born)
    if chance.random() < 0.02:
        sex = "1" if sex == "2" else "2"
    phone = phone if chance.random() < 0.6 else _phone(chance) if chance.random() < 0.7 else None
    employer = employer if chance.random() < 0.65 else chance.randrange(max(count // 100, 5))
    return number, name, born, sex, phone, employer, None


def _slip(chance: random.Random, born: date) -> date:
    """One wrong digit, or month and day the other way round."""
    for _ in range(20):
        text = list(f"{born:%Y%m%d}")
        if chance.random() < 0.3:
            text[4:6], text[6:8] = text[6:8], text[4:6]
        else:
            text[chance.randrange(2, 8)] = str(chance.randrange(10))
        try:
            wrong = date(int("".join(text[:4])), int("".join(text[4:6])), int("".join(text[6:])))
        except ValueError:
            continue
        if wrong != born and 1950 < wrong.year < 2012:
            return wrong
    return born


def _phone(chance: random.Random) -> bytes:
    """An index of a phone number."""
    return chance.randbytes(16)


def recall(pairs: Iterable[tuple[int, int, float]], truth: set[tuple[int, int]]) -> tuple[float, float]:
    """The greatest recall at the asked precision, going down the scores, and the score there."""
    best, at, hits = 0.0, 1.0, 0
    for seen, (first, second, score) in enumerate(sorted(pairs, key=lambda pair: -pair[2]), 1):
        hits += (min(first, second), max(first, second)) in truth
        if hits / seen >= PRECISION:
            best, at = hits / len(truth), score
    return best, at


def ours(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int, float]]:
    """All pairs down to one in a thousand."""
    found = find.find(connection, least=0.001, weights=weights.PLAIN)
    return [(pair.first, pair.second, pair.probability) for pair in found]


def splink(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, int, float]]:
    """Splink 4 on the same table."""
    import splink.comparison_library as cl  # noqa: PLC0415  # only this benchmark knows the peer
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    connection.execute(
        "CREATE OR REPLACE TABLE peer AS SELECT id AS unique_id, name, strftime(birth, '%Y-%m-%d') AS birth, sex,"
        " hex(phone) AS phone, employer::VARCHAR AS employer, substr(name, 1, 1) AS family, year(birth) AS y,"
        " month(birth) AS m FROM record"
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.LevenshteinAtThresholds("name", [3]).configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("birth", [1, 2]),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.ExactMatch("employer").configure(term_frequency_adjustments=True),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("name", "birth"),
            block_on("phone"),
            block_on("birth", "family"),
            block_on("name", "employer"),
            block_on("name", "y", "m"),
        ],
    )
    linker = Linker(DuckDBAPI(connection=connection).register("peer"), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("name", "birth"), block_on("phone")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name", "birth"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    table = linker.inference.predict(threshold_match_probability=0.001)
    sql = f"SELECT unique_id_l, unique_id_r, match_weight FROM {table.physical_name}"
    return [(int(a), int(b), float(w)) for a, b, w in connection.execute(sql).fetchall()]


def main() -> None:
    """Print one table."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    records, truth = people(count)
    print(f"{len(records)} records, {len(truth)} true pairs")
    print(f"{'':14}{'pairs':>10}{'recall':>9}{'seconds':>9}")
    for name, method in (("this project", ours), ("Splink", splink)):
        connection = duckdb.connect()
        find.create(connection)
        append(
            connection,
            "record",
            "id, name, birth, sex, phone, employer, number",
            list(zip(*records, strict=True)),
        )
        begun = time.perf_counter()
        pairs = method(connection)
        seconds = time.perf_counter() - begun
        print(f"{name:14}{len(pairs):>10}{recall(pairs, truth)[0]:>9.3f}{seconds:>9.2f}")


if __name__ == "__main__":
    main()
