"""Models, parameters and code tables agree: choices, lengths of columns, keys that the code asks for."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from changai.domains.workforce.employers.models import SIZES
from changai.domains.workforce.qualifications.models import SKILL_LEVELS
from changai.engines.codes import industries, occupations, regions, skills, tables
from changai.kernel import parameters
from changai.kernel.parties.models import SEXES

ROOT = Path(__file__).resolve().parents[1]
# Parameter keys are written with these first words; other dotted texts (verbs, models) are not.
KEY = re.compile(r"""["']((?:workforce|targets|security)\.[a-z_]+)["']""")
COLUMNS = [
    ("parties.Person.ethnicity", lambda: tables.table("ethnicity")),
    ("parties.Person.sex", lambda: tables.table("sex")),
    ("people.Background.political_status", lambda: tables.table("political_status")),
    ("people.Background.household_region", regions.history),
    ("people.Worker.education", lambda: tables.table("education")),
    ("people.Worker.industry", lambda: industries.tree().names),
    ("people.Worker.occupation", lambda: occupations.tree().names),
    ("employment.Employment.occupation", lambda: occupations.tree().names),
    ("qualifications.Education.level", lambda: tables.table("education")),
    ("employers.Employer.industry", lambda: industries.tree().names),
    ("employers.Employer.ownership", lambda: tables.table("registration_type_2023")),
    ("employers.Employer.size", lambda: tables.table("enterprise_size")),
    ("places.Region.code", regions.history),
]


def test_skill_levels_sizes_and_sexes_are_those_of_the_tables():
    assert dict(SKILL_LEVELS) == dict(skills.LEVELS)
    assert dict(SIZES) == dict(tables.table("enterprise_size"))
    assert {code for code, _ in SEXES} <= set(tables.table("sex"))


@pytest.mark.parametrize(("path", "codes"), COLUMNS, ids=[path for path, _ in COLUMNS])
def test_every_code_fits_its_column(path, codes):
    label, _, name = path.rpartition(".")
    assert max(map(len, codes())) <= apps.get_model(label)._meta.get_field(name).max_length


def test_region_names_and_successors_fit_their_columns():
    region = apps.get_model("places.Region")._meta
    last = [periods[-1] for periods in regions.history().values()]
    assert max(len(period.name) for period in last) <= region.get_field("name").max_length
    successors = max(len(";".join(period.successors)) for period in last)
    assert successors <= region.get_field("successors").max_length


def test_every_parameter_that_the_code_asks_for_is_declared():
    asked = set()
    for path in (ROOT / "src").rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            asked |= set(KEY.findall(path.read_text(encoding="utf-8")))
    assert asked, "no key found: the pattern of this test is out of date"
    assert sorted(asked - {parameter.key for parameter in parameters.all()}) == []
