"""The tables that a roster writes: no tables of its own, but what is compared and written of the others'."""

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.models import UnionMembership
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.kernel.imports.targets import Target
from changai.kernel.parties.models import Organisation, Person

ORGANISATION = Target(
    "organisation",
    Organisation,
    ("name", "kind", "credit_code", "region_id"),
    key=("credit_code",),
    compare=(),
    person=None,
)
EMPLOYER = Target(
    "employer",
    Employer,
    ("organisation_id", "industry", "ownership", "size", "park"),
    key=("organisation_id",),
    person=None,
    own_key="organisation_id",
)
PERSON = Target(
    "person",
    Person,
    ("name", "id_number", "id_index", "phone", "phone_index", "sex", "birth_date", "ethnicity"),
    key=("id_index",),
    compare=("phone_index", "phone", "ethnicity"),
    person="id",
)
EMPLOYMENT = Target(
    "employment",
    Employment,
    ("person_id", "employer_id", "platform", "region_id", "post", "occupation", "group", "since", "until"),
    key=("person_id", "employer_id", "since"),
    compare=("post", "occupation", "until"),
    summary="CAST(since AS VARCHAR) || ' 起 ' || shown",
)
GROUP_WORK = Target(
    "employment",
    Employment,
    ("person_id", "employer_id", "platform", "region_id", "post", "occupation", "group", "since", "until"),
    key=("person_id", "group", "since"),
    compare=("platform", "until"),
    summary="CAST(since AS VARCHAR) || ' 起 ' || shown",
)
CONTRACT = Target(
    "contract",
    Contract,
    ("employment_id", "kind", "since", "until"),
    key=("employment_id", "since"),
    compare=("kind", "until"),
    summary="CAST(since AS VARCHAR) || ' 起' || coalesce('，' || CAST(until AS VARCHAR) || ' 止', '')",
)
WAGE = Target(
    "wage",
    Wage,
    ("employment_id", "month", "amount_fen"),
    key=("employment_id", "month"),
    compare=("amount_fen",),
    summary="strftime(month, '%Y-%m') || '：' || printf('%.2f', amount_fen / 100) || ' 元'",
)
EDUCATION = Target(
    "education",
    Education,
    ("person_id", "level", "since"),
    key=("rn",),
    compare=("level",),
    summary="shown",
)
CERTIFICATE = Target(
    "certificate",
    Certificate,
    ("person_id", "kind", "occupation", "rank", "number", "issued_on", "revoked_on"),
    key=("rn",),
    compare=("rank", "number", "issued_on"),
    summary="shown",
)
MEMBERSHIP = Target(
    "membership",
    UnionMembership,
    ("person_id", "union_id", "since", "until"),
    key=("person_id",),
    compare=("union_id", "since"),
    summary="coalesce(CAST(since AS VARCHAR) || ' 入会', '入会日期不详')",
)
BACKGROUND = Target(
    "background",
    Background,
    ("person_id", "since", "until", "household_region", "migrant", "political_status"),
    key=("rn",),
    compare=("household_region", "migrant", "political_status"),
)
CARD = Target(
    "card",
    Worker,
    ("person_id", "employment_id", "region_id", "employer_id", "post", "occupation", "group", "industry", "employed_since",
     "employed_until", "contract_kind", "contract_until", "wage_fen", "education", "skill_rank", "household_region", "migrant",
     "political_status", "union_member", "working"),
    key=("person_id",),
    own_key="person_id",
)  # fmt: skip
BACKGROUND_END = Target(
    "background_end", Background, ("person_id", "until"), key=("person_id",), compare=("until",), hidden=True
)
