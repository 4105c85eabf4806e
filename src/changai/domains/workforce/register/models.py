"""The tables that a register of units writes: no tables of its own, but what is compared and written."""

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.memberships.models import Union, UnionCoverage
from changai.domains.workforce.people.models import Worker
from changai.kernel.imports.targets import Target
from changai.kernel.parties.models import Organisation

ORGANISATION = Target(
    "organisation",
    Organisation,
    ("name", "kind", "credit_code", "region_id"),
    key=("credit_code",),
    compare=("name", "region_id"),
    person=None,
)
EMPLOYER = Target(
    "employer",
    Employer,
    (
        "organisation_id",
        "industry",
        "ownership",
        "headcount",
        "revenue_wan",
        "size",
        "park",
        "party_since",
    ),
    key=("organisation_id",),
    compare=("industry", "ownership", "headcount", "revenue_wan", "size", "park", "party_since"),
    person=None,
    own_key="organisation_id",
)
UNION_BODY = Target(
    "union_body",
    Organisation,
    ("name", "kind", "region_id", "founded_on"),
    key=("employer_id",),
    compare=("founded_on",),
    person=None,
    summary="name",
)
UNION = Target(
    "union",
    Union,
    ("organisation_id", "employer_id", "kind"),
    key=("organisation_id",),
    person=None,
    own_key="organisation_id",
)
COVERAGE = Target(
    "union_coverage",
    UnionCoverage,
    ("union_id", "employer_id", "since"),
    key=("union_id", "employer_id"),
    compare=("since",),
    person=None,
    summary="joint",
)
CARD_TRADE = (
    f"SELECT w.person_id FROM {Worker._meta.db_table} w JOIN changai_import_key k ON w.employer_id = k.k"
)
