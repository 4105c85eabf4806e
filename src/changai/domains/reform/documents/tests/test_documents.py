"""Documents through the pages: uploaded, read, kept, shown in their place, corrected, withdrawn."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from changai.domains.reform.documents import actions
from changai.domains.reform.documents.models import Document, Figure
from changai.domains.reform.documents.tests.papers import PLAN, REPLY, SCRIPT, header, offered, saved, upload
from changai.kernel.access.roles import DEPT_OFFICER, LEADER, UNION_OFFICER
from changai.kernel.access.scope import within
from changai.kernel.actions import ActionRefused, registry
from changai.kernel.audit.models import Entry
from changai.kernel.files.models import StoredFile
from changai.kernel.files.store import path
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import run
from changai.kernel.places.models import Region
from tests.making import CHIBI, XIANAN

pytestmark = pytest.mark.django_db
CITY = "421200"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def officer(signed_in: Any) -> Client:
    """The district's officer."""
    client: Client = signed_in(UNION_OFFICER)
    return client


def test_a_reply_is_read_looked_at_and_kept(officer: Client) -> None:
    document = offered(officer, REPLY, name="答复.txt")
    assert (document.state, document.kind) == ("offered", "reply")
    page = officer.get(f"/documents/{document.pk}/").content.decode()
    assert "还没有保存" in page
    assert not Figure._base_manager.exists()
    officer.post(f"/documents/{document.pk}/save/", header(document, number="枫人社函〔2021〕3号"))
    document.refresh_from_db()
    assert (document.state, document.number) == ("kept", "枫人社函〔2021〕3号")
    values = {(int(one.value), one.unit) for one in Figure._base_manager.filter(document=document)}
    assert (1200, "人次") in values
    assert (365000, "元") in values
    entry = Entry.objects.get(action="document.save")
    assert entry.after["number"] == "枫人社函〔2021〕3号"
    assert Entry.objects.filter(action="document.offer").exists()


def test_each_figure_lights_its_place_and_a_wrong_sum_is_said(officer: Client) -> None:
    document = saved(officer, REPLY)
    page = officer.get(f"/documents/{document.pk}/").content.decode()
    figures = list(Figure._base_manager.filter(document=document))
    assert figures
    for one in figures:
        assert document.text[one.start : one.end].replace("\n", "") == one.quote
        assert f'data-light="f{one.order}"' in page
        assert re.search(rf'data-piece="[^"]*\bf{one.order}\b', page)
    assert "处对不上" in page
    assert 'class="find is-wrong"' in page


def test_text_that_tries_to_be_script_stays_text(officer: Client) -> None:
    document = offered(officer, SCRIPT)
    for address in (f"/documents/{document.pk}/",):
        html = officer.get(address).content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
        assert '"&amp;lt;"' in html or "&quot;&amp;lt;&quot;" in html
    saved_page = officer.post(f"/plans/save/{document.pk}/", header(document), follow=True).content.decode()
    assert "<script>alert" not in saved_page
    assert "<img src=x" not in saved_page


def test_a_spreadsheet_and_an_empty_file_are_refused_with_what_to_do(officer: Client) -> None:
    sheet = b"PK\x03\x04" + b"\0" * 64
    for content, name in ((sheet, "名册.xlsx"), (b"", "空.txt"), (b"\0\1\2" * 99, "图.pdf")):
        answer = upload(officer, content, name=name)
        assert answer.status_code == 422
        assert "错误" not in answer.content.decode() or "field-errors" in answer.content.decode()
    assert not Document._base_manager.exists()
    assert not StoredFile._base_manager.exists()


def test_the_same_document_is_found_by_its_content(officer: Client) -> None:
    first = saved(officer)
    again = upload(officer, PLAN, name="另一个名字.txt")
    assert again.status_code == 422
    assert f"/documents/{first.pk}/" in again.content.decode()
    spaced = upload(officer, PLAN.replace("\n", "\r\n\r\n"), name="换行不同.txt")
    assert spaced.status_code == 422, "the same text in another file is the same document"


def test_two_offers_of_one_file_end_in_one_record(officer: Client) -> None:
    first, second = offered(officer, REPLY), offered(officer, REPLY)
    officer.post(f"/documents/{first.pk}/save/", header(first))
    answer = officer.post(f"/documents/{second.pk}/save/", header(second))
    assert answer.status_code == 422
    assert "已有这份文件" in answer.content.decode()
    assert Document._base_manager.filter(state="kept").count() == 1


def _queued(kind: str, title: str, *, post: Any, **arguments: Any) -> Job:
    """A job that waits: in tests the queue would run it at once."""
    return Job.objects.create(kind=kind, title=title, post=post, arguments=arguments, key=title)


def test_a_large_file_is_read_in_the_background(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("changai.domains.reform.documents.views.upload.AT_ONCE", 10)
    monkeypatch.setattr("changai.domains.reform.documents.actions.offering.start", _queued)
    document = offered(officer, REPLY)
    assert document.state == "waiting"
    assert "后台" in officer.get(f"/documents/{document.pk}/").content.decode()
    run(Job.objects.get(kind="documents.read").pk)
    document.refresh_from_db()
    assert (document.state, document.kind) == ("offered", "reply")
    assert Entry.objects.filter(action="document.read").exists()


def test_what_cannot_be_read_in_the_background_says_why(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("changai.domains.reform.documents.views.upload.AT_ONCE", 1)
    answer = upload(officer, b"%PDF-1.4 cut short", name="残缺.pdf")
    document = Document._base_manager.get()
    assert (answer.status_code, document.state) == (302, "failed")
    page = officer.get(f"/documents/{document.pk}/").content.decode()
    assert document.message.rstrip("。") in page


def test_an_offer_that_is_dropped_leaves_nothing(
    officer: Client, django_capture_on_commit_callbacks: Any
) -> None:
    document = offered(officer, REPLY)
    kept = path(document.digest)
    assert kept.exists()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(f"/documents/{document.pk}/drop/")
    assert not Document._base_manager.exists()
    assert not StoredFile._base_manager.exists()
    assert not kept.exists()
    assert Entry.objects.filter(action="document.drop").exists()


def test_the_head_is_corrected_and_the_reading_stays(officer: Client) -> None:
    document = saved(officer, REPLY)
    before = document.reading
    form = officer.get(f"/documents/{document.pk}/do/document.correct/").content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', form)
    assert mark
    assert document.issuer in form
    data = header(document, title="答复（更正）", mark=mark[1])
    officer.post(f"/documents/{document.pk}/do/document.correct/", data)
    document.refresh_from_db()
    assert (document.title, document.reading) == ("答复（更正）", before)
    assert Entry.objects.get(action="document.correct").before["title"] != "答复（更正）"


def test_a_withdrawn_document_says_why_and_one_under_a_plan_stays(officer: Client) -> None:
    reply, plan = saved(officer, REPLY), saved(officer)
    post = officer.post_held  # type: ignore[attr-defined]
    withdraw = registry["document.withdraw"]
    withdraw(reply, by=post, reason="文件作废")
    assert "文件作废" in officer.get(f"/documents/{reply.pk}/").content.decode()
    with pytest.raises(ActionRefused, match="已经拆解成改革方案"):
        withdraw(plan, by=post, reason="文件作废")


def test_a_city_document_is_read_in_its_counties_and_not_beside_them(signed_in: Any) -> None:
    document = saved(signed_in(UNION_OFFICER, region=CITY), REPLY, region=CITY)
    for role, region in ((DEPT_OFFICER, XIANAN), (LEADER, XIANAN), (UNION_OFFICER, XIANAN)):
        client = signed_in(role, region=region)
        page = client.get(f"/documents/{document.pk}/")
        assert page.status_code == 200
        assert "document.correct" not in page.content.decode()
        assert client.get(f"/documents/{document.pk}/file/").content == REPLY.encode()
        assert client.get(f"/documents/{document.pk}/do/document.correct/").status_code == 404
        with (
            within(client.post_held.scope),  # type: ignore[attr-defined]
            pytest.raises(ActionRefused),
        ):
            actions.correct_document(document, by=client.post_held, **header(document))  # type: ignore[attr-defined]
    beside = signed_in(LEADER, region="420500")
    assert beside.get(f"/documents/{document.pk}/").status_code == 404
    assert beside.get(f"/documents/{document.pk}/file/").status_code == 404


def test_a_county_document_stays_in_its_county(signed_in: Any) -> None:
    document = saved(signed_in(UNION_OFFICER), REPLY)
    assert signed_in(LEADER, region=CHIBI).get(f"/documents/{document.pk}/").status_code == 404
    assert signed_in(LEADER, region=CITY).get(f"/documents/{document.pk}/").status_code == 200


def test_what_is_not_kept_yet_is_its_officers_alone(signed_in: Any) -> None:
    document = offered(signed_in(UNION_OFFICER, region=CITY), REPLY, region=CITY)
    assert signed_in(UNION_OFFICER).get(f"/documents/{document.pk}/").status_code == 404
    assert signed_in(LEADER, region=CITY).get(f"/documents/{document.pk}/").status_code == 404


def test_an_upload_elsewhere_is_refused(signed_in: Any) -> None:
    client = signed_in(UNION_OFFICER)
    assert upload(client, REPLY, region=CHIBI).status_code == 422
    region = Region.objects.get(pk=CHIBI)
    with pytest.raises(ActionRefused, match="不在"):
        registry["document.offer"](by=client.post_held, region=region, name="甲.txt", content=b"1")


def test_the_reading_leaves_as_data(officer: Client) -> None:
    document = saved(officer, REPLY)
    found = officer.get(f"/documents/{document.pk}/json/").json()
    assert (found["kind"], found["proposal"]["number"]) == ("reply", "18")
    assert found["file"] == "方案.txt"


def test_figures_are_held_against_other_documents_of_the_region(officer: Client, signed_in: Any) -> None:
    first = saved(officer, REPLY)
    other = REPLY.replace("培训职工1200人次", "培训职工1450人次").replace("第18号", "第21号")
    second = saved(officer, other)
    html = officer.get(f"/documents/{second.pk}/").content.decode()
    assert "与其他文件核对" in html
    assert "不符，相差250人次" in html
    assert f"/documents/{first.pk}/" in html
    elsewhere = saved(signed_in(UNION_OFFICER, region=CHIBI), REPLY, region=CHIBI)
    page = signed_in(LEADER, region=CITY).get(f"/documents/{elsewhere.pk}/").content.decode()
    assert "与其他文件核对" not in page
