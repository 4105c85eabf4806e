"""People, units and posts for tests of the workforce, made through the verbs."""

from datetime import date
from itertools import count
from typing import Any

from changai.domains.workforce.employers.actions import register_employer
from changai.domains.workforce.people.actions import register
from changai.domains.workforce.people.models import Worker
from changai.engines.codes import credit, identity
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER, Role
from changai.kernel.access.scope import within
from changai.kernel.parties.models import Organisation
from changai.kernel.places.models import Region

XIANAN, CHIBI = "421202", "421281"
_serial = count(1)


def post(role: Role = UNION_OFFICER, region: str | None = XIANAN, at: Organisation | None = None) -> Post:
    """A post held since long."""
    account = Account.objects.create(username=f"u{next(_serial)}", display_name="经办甲")
    return Post.objects.create(
        account=account,
        role_key=role.key,
        region_id=None if at else region,
        organisation=at,
        since=date(2020, 1, 1),
    )


def clerk(at: Organisation) -> Post:
    """A clerk of the unit."""
    return post(EMPLOYER_CLERK, at=at)


def number(born: date = date(1990, 5, 1), region: str = XIANAN, serial: int | None = None) -> str:
    """A made-up identity number, valid in form; an odd serial is a man's."""
    return identity.make(region, born, serial if serial is not None else next(_serial) % 1000)


def employer(by: Post, name: str = "", region: str = XIANAN, **facts: Any) -> Organisation:
    """A unit registered by the post."""
    serial = next(_serial)
    with within(by.scope):
        unit = register_employer(
            by=by,
            name=name or f"第{serial}纺织厂",
            credit_code=credit.make(region, serial),
            region=Region.objects.get(pk=region),
            **facts,
        )
    return unit.organisation


def worker(by: Post, at: Organisation, **facts: Any) -> Worker:
    """A worker registered by the post at the unit, since 2020-03-02 unless told otherwise."""
    who = identity.check(facts.pop("number", "") or number())
    facts = {"name": "王小明", "since": date(2020, 3, 2), "group": "", **facts}
    with within(by.scope):
        return register(by=by, id_number=who, sex=who.sex, birth_date=who.birth_date, employer=at, **facts)
