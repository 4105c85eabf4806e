"""A database of workers for benchmarks of pages: made quickly and plainly, every scoped path filled.

Personal values are one sealed text repeated, since only their size matters here; indexes are distinct.
"""

from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.people.models import Worker
from changai.kernel.access.models import Account, Post
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.vault.cipher import seal

DISTRICTS = ("421202", "421221", "421222", "421223", "421224", "421281")
EMPLOYERS = 2000
CHUNK = 50_000


def officer() -> Post:
    """An officer of the demo's district."""
    account = Account.objects.create_user("bench", display_name="测速")
    return Post.objects.create(
        account=account, role_key="union_officer", region_id="421200", since=date(2020, 1, 1)
    )


def make(workers: int) -> None:
    """Persons, workers' cards and employers, spread over the districts of a city."""
    units = [
        Organisation(name=f"第{at}工厂", kind="employer", region_id=DISTRICTS[at % len(DISTRICTS)])
        for at in range(EMPLOYERS)
    ]
    Organisation._base_manager.bulk_create(units)
    Employer._base_manager.bulk_create([Employer(organisation=unit) for unit in units])
    number, phone = seal("421202199001010011", "id_number"), seal("13800000000", "phone")
    for start in range(1, workers + 1, CHUNK):
        ids = range(start, min(start + CHUNK, workers + 1))
        with transaction.atomic():
            _insert(Person, [_person(one, number, phone) for one in ids])
            _insert(Worker, [_card(one, units[one % EMPLOYERS]) for one in ids])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _person(one: int, number: bytes, phone: bytes) -> dict[str, Any]:
    """A person's row."""
    key = one.to_bytes(16, "big")
    return {
        "id": one,
        "name": "赵钱孙李周吴郑王"[one % 8] + chr(0x4E00 + one * 7 % 20000) + chr(0x4E00 + one * 13 % 20000),
        "id_number": number, "id_index": key, "phone": phone, "phone_index": key,
        "sex": str(1 + one % 2), "birth_date": date(1966, 1, 1) + timedelta(days=one * 31 % 14000),
        "ethnicity": "01", "merged_into_id": None,
    }  # fmt: skip


def _card(one: int, unit: Organisation) -> dict[str, Any]:
    """A worker's row."""
    return {
        "person_id": one, "region_id": unit.region_id, "employer_id": unit.pk, "post": "操作工", "occupation": "",
        "group": "", "industry": "", "employed_since": date(2010, 1, 1) + timedelta(days=one * 17 % 5000),
        "employed_until": None, "contract_kind": "fixed", "contract_until": None,
        "wage_fen": 250_000 + one * 97 % 600_000, "education": "60", "skill_rank": one % 6, "household_region": "",
        "migrant": one % 4 != 0, "political_status": "13", "union_member": one % 16 != 0, "working": True,
    }  # fmt: skip


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Rows into a table; columns that the model has gained since get their defaults."""
    fields = model._meta.concrete_fields
    columns = [field.column for field in fields]
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    values = [
        tuple(row[field.column] if field.column in row else field.get_default() for field in fields)
        for row in rows
    ]
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({quoted}) VALUES ({marks})",
            values,
        )
