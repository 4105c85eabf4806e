"""What a worker's page tells of imports."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.roster.tests.making import bring, row, xlsx
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.access.scope import Scope, within

pytestmark = pytest.mark.django_db


def test_imports_are_told_with_a_fixed_number_of_queries(tmp_path: Path, signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    with within(Scope(everything=True)):
        bring(xlsx(tmp_path / "第一批.xlsx", [row(1)]))
        bring(xlsx(tmp_path / "第二批.xlsx", [row(1, 岗位="焊接"), row(2)]))
        worker = Worker.objects.get(person__name=row(1)["姓名"])
    address = f"/workers/{worker.pk}/"
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page = client.get(address).content.decode()
    assert "第一批.xlsx" in page
    assert "导入：新增人员" in page
    assert "第二批.xlsx" in page
    assert "焊接" in page
    with within(Scope(everything=True)):
        for order in (3, 4, 5):
            bring(xlsx(tmp_path / f"别人{order}.xlsx", [row(order)]))
        bring(xlsx(tmp_path / "第三批.xlsx", [row(1, 岗位="质检")]))
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert "第三批.xlsx" in page
    assert "别人" not in page
    assert len(many) == len(few)
