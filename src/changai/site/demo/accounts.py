"""Accounts of the demo district, one for each kind of user."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import (
    AUDIT_ADMIN,
    DEPT_OFFICER,
    EMPLOYER_CLERK,
    LEADER,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
    UNION_CLERK,
    UNION_OFFICER,
    Role,
)
from changai.kernel.parties.models import Organisation

# Easily told apart when read aloud or copied from a terminal.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Seat:
    """An account to be made: its name, whose it is, role, region; `clerk` sits at the largest employer."""

    username: str
    display_name: str
    role: Role
    region: str | None = None
    clerk: bool = False


SEATS = (
    Seat("xianan", "王敏", UNION_OFFICER, "421202"),
    Seat("leader", "周正", LEADER, "421202"),
    Seat("renshe", "刘洋", DEPT_OFFICER, "421202"),
    Seat("xianning", "陈静", UNION_OFFICER, "421200"),
    Seat("clerk", "李娜", EMPLOYER_CLERK, clerk=True),
    Seat("union", "张强", UNION_CLERK, clerk=True),
    Seat("system", "赵磊", SYSTEM_ADMIN),
    Seat("security", "孙丽", SECURITY_ADMIN),
    Seat("audit", "吴涛", AUDIT_ADMIN),
)


def one_password() -> str:
    """The password that all accounts of this installation's demo share."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def officer(password: str) -> Post:
    """The district's officer, who brings in the files: there before any record."""
    return _seat(SEATS[0], password, None)


def make(folder: Path, largest: Organisation, password: str) -> None:
    """The other accounts, once the largest employer is known; all are kept beside the demo's files."""
    for seat in SEATS[1:]:
        _seat(seat, password, largest if seat.clerk else None)
    path = folder / "accounts.json"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(listed(password, largest.name), stream, ensure_ascii=False, indent=1)


def _seat(seat: Seat, password: str, organisation: Organisation | None) -> Post:
    account = Account.objects.create_user(seat.username, password, display_name=seat.display_name)
    return Post.objects.create(
        account=account,
        role_key=seat.role.key,
        region_id=seat.region,
        organisation=organisation,
        since=date.today().replace(month=1, day=1),
    )


def listed(password: str, employer: str) -> list[dict[str, str]]:
    """The accounts as they are printed."""
    places = {"421202": "咸安区", "421200": "咸宁市", None: "全平台"}
    return [
        {
            "username": seat.username,
            "password": password,
            "role": seat.role.title,
            "where": employer if seat.clerk else places[seat.region],
        }
        for seat in SEATS
    ]


def read(folder: Path) -> list[dict[str, str]]:
    """The accounts that were made."""
    return json.loads((folder / "accounts.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]
