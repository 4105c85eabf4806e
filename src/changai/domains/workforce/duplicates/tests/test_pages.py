"""Every verb of the base database, handed in on its page by an officer; pages of a day and of a history."""

import re
import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from changai.domains.workforce.duplicates.models import Duplicate
from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.employment.models import Contract, Employment, Wage
from changai.domains.workforce.memberships.actions import join
from changai.domains.workforce.memberships.models import Union, UnionMembership
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.people.tests import making
from changai.domains.workforce.qualifications.models import Certificate, Education
from changai.engines.codes import credit
from changai.kernel.access.models import Post
from changai.kernel.access.roles import LEADER
from changai.kernel.access.scope import Scope, within
from changai.kernel.actions import ActionRefused, registry
from changai.kernel.audit.models import Entry
from changai.kernel.parties.models import Organisation

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Desk:
    """An officer at a browser."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.client = Client()
        self.client.force_login(post.account, backend=BACKEND)

    def page(self, address: str) -> str:
        """A page's text."""
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def do(self, screen: str, verb: str, record: Any = None, **data: Any) -> Any:
        """Open the form, keep what it fills in, type the rest, hand it in."""
        address = f"/{screen}/{f'{record.pk}/' if record is not None else ''}do/{verb}/"
        html = self.page(address)
        mark = re.search(r'name="mark" value="([^"]+)"', html)
        assert mark
        answer = self.client.get(address)
        form = answer.context["form"]
        filled = {name: form.get_initial_for_field(form.fields[name], name) for name in form.fields}
        typed = {name: value for name, value in {**filled, **data}.items() if value not in (None, "", False)}
        answer = self.client.post(address, {**typed, "mark": mark[1]})
        said = "" if answer.status_code == 302 else answer.context["form"].errors.as_text()
        assert answer.status_code == 302, f"{verb}: {said}"
        return answer


@pytest.fixture
def desk(db: None) -> Any:
    with within(Scope(everything=True)):
        yield Desk(making.post())


@pytest.fixture
def unit(desk: Desk) -> Organisation:
    return making.employer(desk.post)


def _worker(desk: Desk) -> Worker:
    return Worker.objects.get()


def test_every_verb_works_on_its_page(desk: Desk, unit: Organisation) -> None:
    """One life from registration to leaving, every verb by its form; then the history tells it all."""
    code = credit.make(making.XIANAN, 777)
    desk.do(
        "employers",
        "employer.register",
        name="华中纺织厂",
        credit_code=code,
        region=making.XIANAN,
        industry="1711",
    )
    mill = Employer.objects.get(organisation__credit_code=code)
    desk.do("employers", "employer.correct", mill, headcount="320", revenue_wan="2500")
    assert Employer.objects.get(pk=mill.pk).size == "2"
    desk.do("employers", "employer.found_union", mill, founded_on="2015-04-01", kind="separate")
    desk.do(
        "employers",
        "employer.found_union",
        Employer.objects.get(pk=unit.pk),
        founded_on="2016-04-01",
        kind="joint",
    )
    first, second = Union.objects.order_by("organisation__founded_on")

    desk.do("workers", "worker.register", name="王小明", id_number=making.number(serial=1), employer=mill.pk,
            since="2020-03-02", education="71", migrant="true", phone="13971234567")  # fmt: skip
    desk.do("workers", "worker.correct", _worker(desk), name="王晓明", phone="13887654321", reason="身份证")
    desk.do(
        "workers",
        "worker.background",
        _worker(desk),
        since="2023-01-01",
        political_status="01",
        migrant="true",
    )
    desk.do(
        "backgrounds",
        "background.correct",
        Background.objects.get(until=None),
        political_status="02",
        reason="预备",
    )
    desk.do("workers", "contract.file", _worker(desk), kind="fixed", since="2020-03-02", until="2023-03-01")
    desk.do("workers", "contract.renew", _worker(desk), kind="open", until="")
    desk.do(
        "contracts", "contract.correct", Contract.objects.get(kind="fixed"), until="2023-03-01", reason="核对"
    )
    desk.do("workers", "contract.end", _worker(desk), until="2024-12-31", reason="协商")
    desk.do("contracts", "contract.withdraw", Contract.objects.get(kind="open"), reason="未签")
    desk.do("workers", "wage.record", _worker(desk), month="2024-05-09", amount_fen="4567.50")
    desk.do("wages", "wage.correct", Wage.objects.get(), amount_fen="4600", reason="漏奖金")
    assert Wage.objects.get().amount_fen == 460_000
    desk.do("wages", "wage.withdraw", Wage.objects.get(), reason="登错人")
    desk.do("workers", "education.add", _worker(desk), level="31", since="2012-06-30")
    desk.do("educations", "education.correct", Education.objects.get(level="31"), level="21", reason="本科")
    desk.do("educations", "education.withdraw", Education.objects.get(level="21"), reason="不实")
    desk.do("workers", "certificate.add", _worker(desk), kind="level", rank="4", issued_on="2015-05-01",
            number="S000042000001153000001")  # fmt: skip
    certificate = Certificate.objects.get()
    desk.do("certificates", "certificate.correct", certificate, issued_on="2015-06-01", reason="看错")
    desk.do("certificates", "certificate.revoke", certificate, revoked_on="2020-01-01", reason="违规")
    desk.do("certificates", "certificate.withdraw", certificate, reason="不是本人的")
    desk.do("workers", "union.join", _worker(desk), union=first.pk, since="2020-05-01")
    desk.do("workers", "union.transfer", _worker(desk), union=second.pk, since="2021-05-01")
    desk.do(
        "memberships",
        "union.correct",
        UnionMembership.objects.get(until=None),
        since="2021-06-01",
        reason="核对",
    )
    desk.do("workers", "union.leave", _worker(desk), until="2024-06-01", reason="退会")
    desk.do("memberships", "union.withdraw", UnionMembership.objects.get(union=second), reason="重复")
    desk.do(
        "workers", "employment.hire", _worker(desk), employer=unit.pk, since="2024-01-01", concurrent="on"
    )
    desk.do("employments", "employment.withdraw", Employment.objects.get(employer=unit), reason="登错")
    desk.do("employments", "employment.correct", Employment.objects.get(), post="细纱工", reason="补填")
    desk.do("workers", "employment.move", _worker(desk), employer=unit.pk, since="2024-07-01", post="电工")
    assert _worker(desk).post == "电工"
    desk.do("workers", "employment.leave", _worker(desk), until="2025-07-31", reason="合同到期")
    desk.do("backgrounds", "background.withdraw", Background.objects.get(until=None), reason="登错")

    html = desk.page(f"/workers/{_worker(desk).pk}/")
    for entry in Entry.objects.filter(account_id=desk.post.account_id).exclude(
        action__startswith="employer."
    ):
        if entry.action in registry:
            assert entry.title in html, f"the history lacks {entry.action}"
    for secret in ("13971234567", "13887654321", making.number(serial=1)):
        assert secret not in html
    assert "细纱工" in html
    assert "目前离职" in html
    left = html.split("登记离职</td>")[-1] if "登记离职</td>" in html else html.split("合同到期")[1]
    told = left.split("</tr>")[0]
    assert told.count("离职日期：— → 2025-07-31") == 1
    assert "单位：" not in told  # the unit did not change


def test_taking_in_merging_and_the_rest(desk: Desk, unit: Organisation) -> None:
    elsewhere = making.post(region=making.CHIBI)
    number = making.number(date(1988, 2, 9), serial=5)
    making.worker(elsewhere, making.employer(elsewhere, region=making.CHIBI), number=number, name="李雷")
    desk.do("workers", "worker.take_in", name="李雷", id_number=number, employer=unit.pk, since="2024-02-01")
    assert Worker.objects.get().region_id == making.XIANAN
    other = making.worker(desk.post, unit, name="李蕾", number=making.number(date(1988, 2, 9), serial=6))
    pair = Duplicate.objects.create(
        first=Worker.objects.exclude(pk=other.pk).get().person, second=other.person, score=900
    )
    assert "疑似重复待核对" in desk.page("/")
    desk.do("duplicates", "worker.different", pair, reason="兄妹")
    Duplicate.objects.update(state="open")
    desk.do("duplicates", "worker.merge", pair, reason="同一人")
    assert Worker.objects.count() == 1
    desk.do("duplicates", "worker.unmerge", pair, reason="看错")
    assert Worker.objects.count() == 2
    desk.do("duplicates", "worker.find_duplicates")


def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(desk: Desk, unit: Organisation) -> None:
    one = making.worker(desk.post, unit)
    address = f"/workers/{one.pk}/do/employment.leave/"
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page(address))
    assert mark
    answer = desk.client.post(address, {"until": "2019-01-01", "reason": "试用不合格", "mark": mark[1]})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "离职日期 2019-01-01 早于入职日期 2020-03-02" in html
    assert "试用不合格" in html


def test_a_number_on_record_leads_to_its_record(desk: Desk, unit: Organisation) -> None:
    number = making.number()
    one = making.worker(desk.post, unit, number=number)
    address = "/workers/do/worker.register/"
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page(address))
    assert mark
    data = {
        "name": "王小明",
        "id_number": number,
        "employer": unit.pk,
        "since": "2024-01-01",
        "mark": mark[1],
    }
    html = desk.client.post(address, data).content.decode()
    assert "已经登记在" in html
    assert f'href="/workers/{one.pk}/"' in html


def test_pages_as_of_a_past_day(desk: Desk, unit: Organisation) -> None:
    mill = making.employer(desk.post, name="华中纺织厂")
    one = making.worker(desk.post, mill, post="挡车工")
    desk.do("workers", "employment.move", one, employer=unit.pk, since="2024-07-01", post="电工")
    desk.do("workers", "certificate.add", one, kind="level", rank="5", issued_on="2025-01-01")
    past = desk.page(f"/workers/{one.pk}/?as_of=2022-01-01")
    state = past[past.index("在职情况") : past.index("从业经历</h2>")]
    assert "挡车工" in state
    assert "华中纺织厂" in state
    assert "二级/技师" not in state
    assert "2022-01-01 当天的情况" in state
    later = past[past.index("从业经历</h2>") : past.index("变更记录</h2>")]
    assert "电工" not in later
    assert "二级/技师" not in later
    listed = desk.page("/workers/?as_of=2022-01-01")
    assert "挡车工" in listed
    assert "电工" not in listed
    assert "二级/技师" not in desk.page("/workers/?as_of=2022-01-01").split("<tbody")[1]
    assert f"/workers/{one.pk}/" not in desk.page("/workers/?as_of=2019-12-31")
    assert f"/workers/{one.pk}/" in desk.page("/workers/?as_of=2025-06-01&skill_rank=5")
    assert f"/workers/{one.pk}/" not in desk.page("/workers/?as_of=2022-01-01&skill_rank=5")
    assert "没有在职记录" in desk.page(f"/workers/{one.pk}/?as_of=2019-12-31")


def test_a_clerk_finds_nobody_of_another_unit(desk: Desk, unit: Organisation) -> None:
    mine, theirs = making.worker(desk.post, unit), making.worker(desk.post, making.employer(desk.post))
    clerk = Desk(making.clerk(unit))
    assert clerk.client.get(f"/workers/{mine.pk}/").status_code == 200
    for tail in ("", "do/worker.correct/", "do/employment.leave/"):
        assert clerk.client.get(f"/workers/{theirs.pk}/{tail}").status_code == 404
    work = Employment.objects.get(person=theirs.person)
    assert clerk.client.get(f"/employments/{work.pk}/").status_code == 404
    assert (
        clerk.client.post(f"/employments/{work.pk}/do/employment.withdraw/", {"reason": "x"}).status_code
        == 404
    )
    reader = Desk(making.post(LEADER))
    assert reader.client.get(f"/workers/{mine.pk}/").status_code == 200
    assert reader.client.get(f"/workers/{mine.pk}/do/worker.correct/").status_code == 404


def test_home_tells_of_contracts_that_run_out(desk: Desk, unit: Organisation) -> None:
    soon = date.today() + timedelta(days=10)
    one = making.worker(desk.post, unit)
    desk.do("workers", "contract.file", one, kind="fixed", since="2020-03-02", until=str(soon))
    assert "劳动合同三十天内到期" in desk.page("/")
    behind = re.search(r'href="(/contracts/[^"]+)"', desk.page("/"))
    assert behind
    assert "共 1 份" in desk.page(behind[1].replace("&amp;", "&"))
    desk.do("workers", "contract.renew", _worker(desk), kind="open", until="")
    assert "劳动合同三十天内到期" not in desk.page("/")


@pytest.mark.django_db(transaction=True)
def test_two_who_join_the_same_person_at_once_make_one_membership() -> None:
    if connection.vendor != "postgresql" and "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("two connections to a database in memory share their locks")
    by = making.post()
    with within(by.scope):
        one = making.worker(by, making.employer(by))
    refused: list[ActionRefused] = []
    gate = threading.Barrier(2)

    def act() -> None:
        gate.wait()
        try:
            with within(by.scope):
                join(one, by=by, since=date(2024, 1, 1))
        except ActionRefused as said:
            refused.append(said)
        finally:
            connections.close_all()

    both = [threading.Thread(target=act) for _ in range(2)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert len(refused) == 1
    assert UnionMembership._base_manager.filter(until=None).count() == 1
