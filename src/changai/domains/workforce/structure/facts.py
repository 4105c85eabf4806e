"""The parameter tables of the picture: bands and groupings as rows, by scheme.

A scheme is one set of bands; counties whose parameters are equal share it. `terms` says which schemes, and
which plain numbers, hold in a county. Bands are lists of `{code, title, from}` in rising order, lower bound
included; groupings are lists of `{code, title, codes}`, where the longest prefix decides.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from changai.engines.codes import industries
from changai.engines.codes import tables as codes
from changai.engines.rules.tables import Kind, ParameterTable, Setting, publish

AGE = "workforce.age_bands"
WAGE = "workforce.wage_bands"
EDUCATION = "workforce.education_bands"
SKILL = "workforce.skill_bands"
INDUSTRY = "workforce.industry_groups"
SKILLED_FROM = "workforce.skilled_from"
HIGH_SKILLED_FROM = "workforce.high_skilled_from"
LOCAL = "workforce.migrant_local"
UNION_STAFF = "workforce.union_staff"
# The dimensions of the picture and their titles, in the order in which they are shown.
DIMENSIONS = {
    "sex": "性别",
    "age": "年龄",
    "education": "文化程度",
    "wage": "月工资",
    "skill": "技能结构",
    "skill_rank": "技能等级",
    "industry": "行业门类",
    "industry_group": "本地行业",
    "migrant": "农民工",
    "flexible_group": "新就业形态群体",
    "ownership": "登记注册类型",
    "size": "单位规模",
    "union_member": "工会会员",
    "party_member": "中共党员",
    "contract": "劳动合同",
}
EMPLOYER_DIMENSIONS = ("industry", "industry_group", "ownership", "size", "scale")
UNKNOWN, YES, NO = "unknown", "yes", "no"
OLDEST, TOP_RANK, NO_END = 150, 20, 10**15
REACH = {"county": 6, "city": 4, "province": 2}


def schemes(setting: Setting, key: str) -> dict[str, int]:
    """County → the number of its scheme of a parameter; equal values share a number, from 0 up."""
    numbers: dict[str, int] = {}
    return {
        county: numbers.setdefault(repr(setting.value(key, county)), len(numbers))
        for county in sorted(setting.counties)
    }


def _each(setting: Setting, key: str) -> Iterator[tuple[int, Sequence[dict[str, Any]]]]:
    """Each scheme's number and its list, once."""
    seen: set[int] = set()
    for county, number in schemes(setting, key).items():
        if number not in seen:
            seen.add(number)
            yield number, setting.value(key, county)


def _bounds(bands: Sequence[dict[str, Any]], end: int) -> Iterator[tuple[str, int, int]]:
    """Each band's code, lower bound and the bound it ends before."""
    uppers = [int(band["from"]) for band in bands[1:]] + [end]
    for band, upper in zip(bands, uppers, strict=True):
        yield str(band["code"]), int(band["from"]), upper


def _points(setting: Setting, key: str, end: int) -> Iterator[tuple[int, int, str]]:
    for scheme, bands in _each(setting, key):
        for member, lower, upper in _bounds(bands, end):
            yield from ((scheme, point, member) for point in range(lower, upper))


def _ranges(setting: Setting, key: str) -> Iterator[tuple[int, int, int, str]]:
    for scheme, bands in _each(setting, key):
        for member, lower, upper in _bounds(bands, NO_END):
            yield scheme, lower, upper, member


def _prefixed(setting: Setting, key: str, known: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Every known code that a group's prefix covers; the longest prefix decides."""
    for scheme, groups in _each(setting, key):
        prefixes = {str(code): str(group["code"]) for group in groups for code in group["codes"]}
        for code in known:
            starts = [code[:length] for length in range(len(code), 0, -1)] + [_section(code)]
            member = next((prefixes[start] for start in starts if start in prefixes), None)
            if member is not None:
                yield scheme, code, member


def _section(code: str) -> str:
    return industries.section(code) if code in industries.tree().names else ""


def _terms(setting: Setting) -> Iterator[tuple[Any, ...]]:
    keys = (AGE, WAGE, EDUCATION, SKILL, INDUSTRY)
    numbers = {key: schemes(setting, key) for key in keys}
    for county in sorted(setting.counties):
        yield (
            county,
            *(numbers[key][county] for key in keys),
            int(setting.value(SKILLED_FROM, county)),
            int(setting.value(HIGH_SKILLED_FROM, county)),
            REACH[str(setting.value(LOCAL, county))],
            int(setting.value(UNION_STAFF, county)),
        )


TERMS = publish(
    ParameterTable(
        key="terms",
        title="各县（市、区）适用的分组方案和界限",
        columns={
            "county": Kind.TEXT,
            "age_scheme": Kind.SMALL,
            "wage_scheme": Kind.SMALL,
            "education_scheme": Kind.SMALL,
            "skill_scheme": Kind.SMALL,
            "industry_scheme": Kind.SMALL,
            "skilled_from": Kind.SMALL,
            "high_skilled_from": Kind.SMALL,
            "local_digits": Kind.SMALL,
            "union_staff": Kind.INTEGER,
        },
        rows=_terms,
    )
)
AGE_BAND = publish(
    ParameterTable(
        key="age_band",
        title="年龄段",
        columns={"scheme": Kind.SMALL, "years": Kind.SMALL, "member": Kind.TEXT},
        rows=lambda setting: _points(setting, AGE, OLDEST),
    )
)
WAGE_BAND = publish(
    ParameterTable(
        key="wage_band",
        title="月工资段（分，含下限）",
        columns={
            "scheme": Kind.SMALL,
            "lower_fen": Kind.INTEGER,
            "upper_fen": Kind.INTEGER,
            "member": Kind.TEXT,
        },
        rows=lambda setting: _ranges(setting, WAGE),
    )
)
EDUCATION_BAND = publish(
    ParameterTable(
        key="education_band",
        title="文化程度分组",
        columns={"scheme": Kind.SMALL, "level": Kind.TEXT, "member": Kind.TEXT},
        rows=lambda setting: _prefixed(setting, EDUCATION, sorted(codes.table("education"))),
    )
)
SKILL_BAND = publish(
    ParameterTable(
        key="skill_band",
        title="技能分组",
        columns={"scheme": Kind.SMALL, "skill_rank": Kind.SMALL, "member": Kind.TEXT},
        rows=lambda setting: _points(setting, SKILL, TOP_RANK),
    )
)
INDUSTRY_GROUP = publish(
    ParameterTable(
        key="industry_group",
        title="本地行业分组",
        columns={"scheme": Kind.SMALL, "industry": Kind.TEXT, "member": Kind.TEXT},
        rows=lambda setting: _prefixed(setting, INDUSTRY, sorted(industries.tree().names)),
    )
)
INDUSTRY_SECTION = publish(
    ParameterTable(
        key="industry_section",
        title="行业门类",
        columns={"industry": Kind.TEXT, "section": Kind.TEXT},
        rows=lambda _: ((code, industries.section(code)) for code in sorted(industries.tree().names)),
    )
)
