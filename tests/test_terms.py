"""docs/terms.md against the code, both ways: what it names exists under that name, and nothing public is missing."""

import json
import re
from functools import lru_cache
from pathlib import Path
from pkgutil import resolve_name

import pytest
from django.apps import apps

from changai.engines.codes import tables
from changai.kernel import parameters
from changai.kernel.access.roles import ROLES

ROOT = Path(__file__).resolve().parents[1]
LINE = re.compile(r"\| (?P<term>[^|]+) \| (?P<identifier>[^|]+) \| (?P<source>[^|]+) \|")
# Columns of the derived profiles that say who and where, or count; the others are dimensions.
NO_DIMENSION = {
    "worker_id",
    "employer_id",
    "region",
    "skilled",
    "high_skilled",
    "with_union",
    "own_union",
    "with_party",
}
# Fields whose values are words of the trade and so have to be explained.
CHOICES = [
    "documents.Document.kind",
    "employment.Employment.group",
    "employment.Contract.kind",
    "memberships.Union.kind",
    "plans.Duty.role",
    "parties.Organisation.kind",
    "qualifications.Certificate.kind",
]


@lru_cache(maxsize=1)
def sections() -> dict[str, dict[str, str]]:
    """Section → identifier → Chinese term."""
    found: dict[str, dict[str, str]] = {}
    section = ""
    for line in (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
            found[section] = {}
            continue
        match = LINE.fullmatch(line)
        if match and section and match["identifier"] not in ("identifier", "mark"):
            identifier = match["identifier"].strip("`")
            assert identifier not in found[section], f"{identifier} stands twice in {section}"
            found[section][identifier] = match["term"]
    return found


@lru_cache(maxsize=1)
def rules() -> list[dict]:
    """The frozen rules as their manifest tells."""
    return json.loads((ROOT / "catalog" / "rules" / "manifest.json").read_text(encoding="utf-8"))["rules"]


def choices() -> dict[str, str]:
    found = {}
    for path in CHOICES:
        label, _, name = path.rpartition(".")
        field = apps.get_model(label)._meta.get_field(name)
        found.update({f"{path}={value}": str(title) for value, title in field.choices})
    return found


def expected(section: str) -> dict[str, str]:
    """Identifier → term as the code has it; all of them have to be in the section, and no others."""
    if section == "Roles":
        return {key: role.title for key, role in ROLES.items()}
    if section == "Records":
        models = [model for model in apps.get_models() if model.__module__.startswith("changai.")]
        return {model._meta.label: str(model._meta.verbose_name) for model in models}
    if section == "Choices":
        return choices()
    if section == "Indicators":
        return {rule["key"]: rule["title"] for rule in rules() if rule["kind"] == "indicator"}
    assert section == "Parameters"
    return {parameter.key: parameter.title for parameter in parameters.all()}


@pytest.mark.parametrize("section", ["Roles", "Records", "Choices", "Indicators", "Parameters"])
def test_terms_and_code_say_the_same(section):
    assert sections()[section] == expected(section)


def test_every_dimension_has_its_term_and_no_other_is_named():
    profiles = [rule for rule in rules() if rule["key"] in ("worker_profile", "employer_profile")]
    columns = {column for rule in profiles for column in rule["columns"]}
    assert set(sections()["Dimensions"]) == columns - NO_DIMENSION


def test_every_code_table_has_its_term_and_every_code_module_exists():
    named = sections()["Codes"]
    assert {name for name in named if name.startswith("tables.")} == {
        f"tables.{name}" for name in tables.names()
    }
    for name in named:
        if not name.startswith("tables."):
            assert callable(resolve_name(f"changai.engines.codes.{name}"))


@pytest.mark.parametrize("path", sorted(sections()["Mechanisms"]))
def test_every_mechanism_exists(path):
    assert resolve_name(f"changai.{path}")


def test_every_document_that_a_rule_rests_on_is_explained():
    marks = {document for rule in rules() for document, _ in rule["sources"]}
    assert marks <= set(sections()["Documents"])
    assert marks


def test_one_identifier_means_one_thing_within_its_section():
    for section, terms in sections().items():
        assert terms, section
        for identifier, term in terms.items():
            assert re.search("[\u4e00-\u9fff]", term), f"{identifier} has no Chinese term"
