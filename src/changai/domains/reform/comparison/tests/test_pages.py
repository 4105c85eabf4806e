"""The comparison through its page and its workbook."""

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from changai.domains.reform.documents.tests.papers import PLAN
from changai.domains.reform.plans.tests.working import confirmed, draft
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from tests.page_checks import check

pytestmark = pytest.mark.django_db
OTHER = PLAN.replace("枫政发〔2018〕9号", "枫政发〔2019〕3号").replace("办好实训基地", "建好公共实训基地").replace(
    "2.推行师带徒。鼓励企业开展师带徒，每年结对不少于500人。", "2.评选首席工人。每年评选首席工人30名。"
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def test_two_plans_side_by_side(signed_in: Any) -> None:
    city: Client = signed_in(UNION_OFFICER, region="421200")
    officer: Client = signed_in(UNION_OFFICER)
    above = confirmed(city, OTHER, region="421200")
    own = draft(officer)
    html = officer.get("/compare/").content.decode()
    check(html)
    assert html.count("</option>") == 6
    address = f"/compare/?left={own.plan_id}&right={above.plan_id}"
    html = officer.get(address).content.decode()
    check(html)
    assert "共有的任务 2 项" in html
    assert html.index("推行师带徒") > html.index("只在“")
    assert html.index("评选首席工人") > html.index("推行师带徒")
    answer = officer.get(address.replace("/compare/", "/compare/ledger/"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    kinds = [row[0].value for row in sheet.iter_rows(min_row=3)]
    assert kinds == ["共有", "共有", "仅前者", "仅后者"]
    same = officer.get(f"/compare/?left={own.plan_id}&right={own.plan_id}").content.decode()
    assert "同一份方案" in same
    assert officer.get(f"/compare/ledger/?left={own.plan_id}").status_code == 404


def test_plans_out_of_reach_cannot_be_compared(signed_in: Any, places: Any) -> None:
    officer, elsewhere = signed_in(UNION_OFFICER), signed_in(UNION_OFFICER, region="421281")
    first = confirmed(officer)
    own = draft(elsewhere, OTHER, region="421281")
    assert elsewhere.get(f"/compare/?left={own.plan_id}&right={first.plan_id}").status_code == 404
    assert elsewhere.get("/compare/?left=x&right=y").status_code == 404
    assert str(first.plan) not in elsewhere.get("/compare/").content.decode().replace(str(own.plan), "")
    clerk = signed_in(EMPLOYER_CLERK, organisation=places["mine"].organisation)
    assert clerk.get("/compare/").status_code == 404
