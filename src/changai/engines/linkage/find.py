"""Finding pairs: block, compare, weigh, in one connection."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from duckdb import DuckDBPyConnection

from changai.engines.linkage.weights import PLAIN, Weights

# Records of one person agree on at least one of these keys, unless two fields are wrong at once.
BLOCKS = (
    "name, year(birth), month(birth)",
    "name, year(birth), day(birth)",
    "name, month(birth), day(birth)",
    "name, year(birth), least(month(birth), day(birth)), greatest(month(birth), day(birth))",
    "birth, name[:2]",
    "birth, name[1], name[-1]",
    "birth, name[2:]",
    "birth, employer, name[1]",
    "phone",
    "number",
)
# A block larger than this tells nothing (a crew's phone, a test name); its members meet in other blocks.
CROWD = 500

REASONS = {
    "number": {2: "身份号码相同", 0: "身份号码不同"},
    "name": {2: "姓名相同", 1: "姓名差一字", 0: "姓名不同"},
    "birth": {2: "出生日期相同", 1: "出生日期差一位", 0: "出生日期不同"},
    "phone": {2: "手机号相同", 0: "手机号不同"},
    "employer": {2: "单位相同", 0: "单位不同"},
    "sex": {0: "性别不同"},
}


@dataclass(frozen=True)
class Pair:
    """Two record ids (first < second), the probability that they are one person, and what agrees and differs."""

    first: int
    second: int
    probability: float
    levels: dict[str, int]

    @property
    def reasons(self) -> list[str]:
        """What agrees and what differs, in words."""
        return [REASONS[field][level] for field, level in self.levels.items() if level in REASONS[field]]


def create(connection: DuckDBPyConnection) -> None:
    """An empty table record(id, name, birth, sex, phone, employer, number); the last three may be NULL.

    phone and number are any keys that are equal for equal values (blind indexes); employer is any id.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE record (id BIGINT, name VARCHAR, birth DATE, sex VARCHAR, phone BLOB,"
        " employer BIGINT, number BLOB)"
    )


def find(connection: DuckDBPyConnection, least: float = 0.5, weights: Weights = PLAIN) -> list[Pair]:
    """Pairs of table `record` that are one person with probability `least` or more, surest first."""
    connection.execute(_candidates())
    rows = connection.execute(_scored(), {**asdict(weights), "least": least}).fetchall()
    return [Pair(row[0], row[1], row[2], _levels(row[3:])) for row in rows]


def _levels(values: Sequence[int | None]) -> dict[str, int]:
    """Field → level, fields that one record lacks left out."""
    named = zip(("number", "name", "birth", "phone", "employer", "sex"), values, strict=True)
    return {field: level for field, level in named if level is not None}


def _candidates() -> str:
    """Every pair that shares a block, once."""
    return "CREATE OR REPLACE TEMP TABLE pair AS " + " UNION ".join(map(_block, BLOCKS))


def _block(key: str) -> str:
    """Pairs that agree on one key. Equal hashes of unequal keys only cost a comparison."""
    keyed = (
        f"SELECT id, hash({key}) AS k FROM record WHERE {_present(key)} "
        f"QUALIFY count(*) OVER (PARTITION BY hash({key})) BETWEEN 2 AND {CROWD}"
    )
    return (
        f"(WITH keyed AS MATERIALIZED ({keyed}) SELECT l.id AS a, r.id AS b "
        "FROM keyed AS l JOIN keyed AS r ON l.k = r.k AND l.id < r.id)"
    )


def _present(key: str) -> str:
    """A key that one record lacks is no key."""
    return (
        " AND ".join(f"{column} IS NOT NULL" for column in ("phone", "employer", "number") if column in key)
        or "true"
    )


NAME_NEAR = """(
    ((l.name[1] <> r.name[1])::INT + (l.name[2] <> r.name[2])::INT + (l.name[3] <> r.name[3])::INT
      + (l.name[4] <> r.name[4])::INT = 1 AND l.name[5:] = r.name[5:])
    OR (l.name[1] = r.name[1] AND (l.name[3:] = r.name[2:] OR l.name[2:] = r.name[3:]
      OR (l.name[2] = r.name[3] AND l.name[3] = r.name[2] AND l.name[4:] = r.name[4:])
      OR (l.name[2] = r.name[2] AND l.name[3] = r.name[4] AND l.name[4] = r.name[3] AND l.name[5:] = r.name[5:]))))"""
BIRTH_NEAR = """(levenshtein(strftime(l.birth, '%Y%m%d'), strftime(r.birth, '%Y%m%d')) = 1
    OR (year(l.birth) = year(r.birth) AND month(l.birth) = day(r.birth) AND day(l.birth) = month(r.birth)))"""


def _scored() -> str:
    """Levels, summed weights and probability of every candidate.

    u of an equal value is its frequency among the others. For names that is a Gamma estimate: how often the name
    was seen beside the pair itself, believed together with what family name and given name alone would give.
    """
    return f"""
WITH total AS (SELECT count(*)::DOUBLE AS n FROM record),
families AS (SELECT name[1] AS family, greatest(count(*) - 2, 0.5) / (SELECT n FROM total) AS u
  FROM record GROUP BY 1),
givens AS (SELECT name[2:] AS given, greatest(count(*) - 2, 0.5) / (SELECT n FROM total) AS u
  FROM record GROUP BY 1),
names AS (
  SELECT counted.name, families.u AS family_u, givens.u AS given_u,
    ($name_belief + seen) / ($name_belief / (families.u * givens.u * (SELECT n FROM total)) + 1)
      / (SELECT n FROM total) AS u
  FROM (SELECT name, greatest(count(*) - 2, 0) AS seen FROM record GROUP BY name) AS counted
  JOIN families ON families.family = counted.name[1] JOIN givens ON givens.given = counted.name[2:]
),
years AS (SELECT year(birth) AS y, count(*) / (SELECT n FROM total) AS u FROM record GROUP BY 1),
phones AS (SELECT phone, count(*) / (SELECT n FROM total) AS u FROM record WHERE phone IS NOT NULL GROUP BY phone),
employers AS (SELECT employer, count(*) / (SELECT n FROM total) AS u FROM record GROUP BY employer),
levels AS (
  SELECT l.id AS a, r.id AS b, l.name AS name, l.phone AS phone, l.employer AS employer,
    year(l.birth) AS y, l.name[1] = r.name[1] AS same_family,
    CASE WHEN l.number = r.number THEN 2 WHEN l.number <> r.number THEN 0 END AS number_level,
    CASE WHEN l.name = r.name THEN 2 WHEN {NAME_NEAR} THEN 1 ELSE 0 END AS name_level,
    CASE WHEN l.birth = r.birth THEN 2 WHEN {BIRTH_NEAR} THEN 1 ELSE 0 END AS birth_level,
    CASE WHEN l.phone = r.phone THEN 2 WHEN l.phone <> r.phone THEN 0 END AS phone_level,
    CASE WHEN l.employer = r.employer THEN 2 WHEN l.employer <> r.employer THEN 0 END AS employer_level,
    CASE WHEN l.sex = r.sex THEN 2 ELSE 0 END AS sex_level
  FROM pair JOIN record AS l ON l.id = pair.a JOIN record AS r ON r.id = pair.b
),
weighed AS (
  SELECT levels.*,
    log2($expected / greatest(total.n - 1, 1))
    + CASE number_level WHEN 2 THEN log2($number_same_m / $number_same_u) WHEN 0 THEN log2($number_other_m) ELSE 0 END
    + CASE name_level WHEN 2 THEN log2($name_same_m / names.u)
        WHEN 1 THEN if(same_family, log2($given_near_m / (family_u *
            if(length(levels.name) < 3, $given_near_u_short, $given_near_u_long))), log2($family_near_m / given_u))
        ELSE log2($name_other_m) END
    + CASE birth_level WHEN 2 THEN log2($birth_same_m / (years.u / 365))
        WHEN 1 THEN log2($birth_near_m / $birth_near_u) ELSE log2($birth_other_m) END
    + CASE phone_level WHEN 2 THEN log2($phone_same_m / greatest(phones.u, $phone_floor_u))
        WHEN 0 THEN log2($phone_other_m) ELSE 0 END
    + CASE employer_level WHEN 2 THEN log2($employer_same_m / employers.u)
        WHEN 0 THEN log2($employer_other_m) ELSE 0 END
    + CASE sex_level WHEN 2 THEN log2($sex_same_m / $sex_same_u) ELSE log2($sex_other_m / $sex_other_u) END AS bits
  FROM levels CROSS JOIN total JOIN names ON names.name = levels.name JOIN years ON years.y = levels.y
  LEFT JOIN phones ON phones.phone = levels.phone LEFT JOIN employers ON employers.employer = levels.employer
)
SELECT a, b, 1 / (1 + pow(2, -greatest(least(bits, 100), -100))) AS probability,
  number_level, name_level, birth_level, phone_level, employer_level, sex_level
FROM weighed WHERE probability >= $least ORDER BY bits DESC, a, b"""
