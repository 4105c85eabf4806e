"""Writers of employment: coming, leaving, moving; contracts; wages."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from changai.domains.workforce.employment.models import CONTRACT_KINDS, GROUPS, Contract, Employment, Wage
from changai.domains.workforce.employment.queries import (
    check_contract,
    check_employment,
    check_place,
    check_wage_month,
)
from changai.domains.workforce.people.actions import (
    KEEPERS,
    correction,
    holder_of,
    lock,
    refresh,
    withdrawal,
)
from changai.domains.workforce.people.models import Worker
from changai.domains.workforce.people.queries import in_force
from changai.engines.codes.identity import Identity
from changai.kernel import audit
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.audit.entries import actor_of
from changai.kernel.parties.models import Organisation
from changai.kernel.places.models import Region
from changai.kernel.screens.codes import IdentityField, PartyField, YuanField
from changai.kernel.screens.fields import ActionForm, RecordField

GROUP_CHOICES = [("", "不属于"), *GROUPS]
KIND_HELP = "连续订立二次固定期限合同后续订的，除劳动者提出订立固定期限合同外，应订立无固定期限合同（劳动合同法第十四条）"


class HireForm(ActionForm):
    """A new employment of a person on record."""

    employer = PartyField("parties.organisation.employer", label="单位", required=False)
    group = forms.ChoiceField(
        label="新就业形态群体", choices=GROUP_CHOICES, required=False, help_text="没有固定单位时必选"
    )
    platform = forms.CharField(label="平台", max_length=60, required=False)
    region = PartyField("places.region", label="从业地区", required=False, help_text="不填为单位所在地区")
    post = forms.CharField(label="岗位", max_length=60, required=False)
    occupation = RecordField(
        "codes.occupation", label="职业", required=False, help_text="职业分类大典（2022年版）"
    )
    since = forms.DateField(
        label="入职日期", help_text="实际用工之日，劳动关系自该日建立（劳动合同法第七条）"
    )


class SecondJobForm(HireForm):
    """A further employment while another lasts has to be meant."""

    concurrent = forms.BooleanField(label="兼职，原单位继续在职", required=False)


@action("employment.hire", title="登记入职", by=KEEPERS, form=SecondJobForm, target=Worker)
def hire(
    worker: Worker,
    *,
    by: Post,
    since: date,
    employer: Organisation | None = None,
    region: Region | None = None,
    concurrent: bool = False,
    **work: str,
) -> Employment:
    """Someone on record begins to work; `work` is group, platform, post, occupation."""
    place = check_place(by, employer, work.get("group", ""), region)
    person = lock(worker.pk)
    present = Employment._base_manager.filter(in_force(since), person=person).first()
    if present is not None and present.employer != employer and not concurrent:
        raise ActionRefused(
            f"没有登记：此人在{present.employer or present.get_group_display()}仍在职；换单位请办理“转移单位”，"
            "确属兼职的请勾选兼职"
        )
    check_employment(person, employer, since, None)
    made = Employment.objects.create(person=person, employer=employer, region=place, since=since, **work)
    refresh([person.pk])
    return made


class TakeInForm(HireForm):
    """A person on record elsewhere, who has come here."""

    name = forms.CharField(label="姓名", max_length=60)
    id_number = IdentityField(label="公民身份号码", help_text="与姓名一起核对库中的记录")
    field_order = ["name", "id_number", "employer", "since"]


@action("worker.take_in", title="调入", by=KEEPERS, form=TakeInForm)
def take_in(
    *,
    by: Post,
    name: str,
    id_number: Identity,
    since: date,
    employer: Organisation | None = None,
    region: Region | None = None,
    **work: str,
) -> Worker:
    """Someone whom another post keeps begins to work here. Number and name must both agree with the record."""
    place = check_place(by, employer, work.get("group", ""), region)
    known = holder_of(id_number.number)
    if known is None or known.name != name:
        raise ActionRefused("没有调入：库中没有姓名和身份号码都相符的人，请核对证件；新人请办理“登记工人”")
    person = lock(known.pk)
    check_employment(person, employer, since, None)
    Employment.objects.create(person=person, employer=employer, region=place, since=since, **work)
    refresh([person.pk])
    arrived = Worker.objects.filter(pk=person.pk).first()
    if arrived is None:
        raise ActionRefused("没有调入：此人在其他单位的入职日期更晚，请先请原单位办理离职，再办调入")
    return arrived


class WhichForm(ActionForm):
    """About one of the worker's employments; the present one unless another is chosen."""

    employment = forms.ChoiceField(label="从业经历", required=False, help_text="不选为现在的单位")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = (
            Employment.objects.filter(person_id=self.target.pk) if self.target else Employment.objects.none()
        )
        self.own = {str(one.pk): one for one in own.select_related("employer").order_by("-since")}
        field: Any = self.fields["employment"]
        field.choices = [("", "现在的单位"), *((key, str(one)) for key, one in self.own.items())]

    def clean_employment(self) -> Employment | None:
        """The employment itself."""
        return self.own.get(self.cleaned_data["employment"])


class LeaveForm(WhichForm):
    """The end of an employment."""

    until = forms.DateField(label="离职日期", help_text="劳动关系存续的最后一天")
    reason = forms.CharField(label="离职原因", max_length=400, required=False)


def _at_work(worker: Worker) -> bool:
    return worker.working


def _employed(worker: Worker) -> bool:
    return worker.employment_id is not None and worker.employer_id is not None


@action(
    "employment.leave",
    title="登记离职",
    by=KEEPERS,
    form=LeaveForm,
    target=Worker,
    when=_at_work,
    tracked=("employment",),
)
def leave(
    worker: Worker, *, by: Post, until: date, employment: Employment | None = None, reason: str = ""
) -> Employment:
    """The employment ends, and its contracts with it at the latest."""
    lock(worker.pk)
    work = _chosen(worker, employment)
    if work.until is not None and work.until <= until:
        raise ActionRefused(f"没有登记：此人已于 {work.until} 离职；日期有误的，请更正从业经历")
    if until < work.since:
        raise ActionRefused(f"没有登记：离职日期 {until} 早于入职日期 {work.since}，请核对日期")
    if until > date.today() + timedelta(days=366):
        raise ActionRefused(f"没有登记：离职日期 {until} 在一年以后，请核对年份")
    if work.contracts.filter(since__gt=until).exists():
        raise ActionRefused(f"没有登记：{until} 以后还有一份劳动合同，请先撤回或更正那份合同")
    if work.wages.filter(month__gt=until).exists():
        raise ActionRefused(f"没有登记：{until} 以后还登记了月工资，请先撤回那些月份，或核对离职日期")
    for contract in work.contracts.filter(Q(until=None) | Q(until__gt=until)):
        _end_with_employment(contract, until, by)
    work.until = until
    work.save()
    refresh([worker.pk])
    return work


def _end_with_employment(contract: Contract, until: date, by: Post) -> None:
    """Not by the verb, which is about the contract that the card shows: this one may be another's, or yet to begin."""
    before = {"until": str(contract.until or "")}
    contract.until = until
    contract.save()
    audit.record(
        "contract.end",
        "终止劳动合同",
        target=contract,
        before=before,
        after={"until": str(until)},
        reason="随离职终止",
        by=actor_of(by),
    )


class MoveForm(HireForm):
    """The new employment; the old one ends the day before unless another day is given."""

    until = forms.DateField(label="原单位离职日期", required=False, help_text="不填为新单位入职的前一天")


@action("employment.move", title="转移单位", by=(UNION_OFFICER,), form=MoveForm, target=Worker, when=_at_work)
def move(worker: Worker, *, by: Post, since: date, until: date | None = None, **new: Any) -> Employment:
    """Leave and hire in one: both happen or neither."""
    last = until or since - timedelta(days=1)
    if last >= since:
        raise ActionRefused(f"没有转移：原单位离职日期 {last} 应早于新单位入职日期 {since}")
    employer, region = new.pop("employer", None), new.pop("region", None)
    place = check_place(by, employer, new.get("group", ""), region)
    leave(worker, by=by, until=last, reason="转移单位")
    person = lock(worker.pk)
    check_employment(person, employer, since, None)
    made = Employment.objects.create(person=person, employer=employer, region=place, since=since, **new)
    refresh([person.pk])
    return made


class EmploymentCorrectionForm(ActionForm):
    """All of an employment's values as they should have been recorded."""

    post = forms.CharField(label="岗位", max_length=60, required=False)
    occupation = RecordField("codes.occupation", label="职业", required=False)
    platform = forms.CharField(label="平台", max_length=60, required=False)
    since = forms.DateField(label="入职日期")
    until = forms.DateField(label="离职日期", required=False, help_text="仍在职的留空")
    reason = forms.CharField(label="更正理由", max_length=400)


def _check_employment(work: Employment) -> None:
    """What hangs on the employment must still lie within it."""
    check_employment(work.person, work.employer, work.since, work.until, work.pk)
    for contract in work.contracts.all():
        contract.employment = work
        check_contract(contract)
    for wage in work.wages.order_by("month"):
        check_wage_month(work, wage.month)


def _bare_employment(work: Employment) -> None:
    """An employment with contracts or wages is no mere slip."""
    if work.contracts.exists() or work.wages.exists():
        raise ActionRefused(
            "没有撤回：这段从业经历下还有劳动合同或月工资，请先撤回它们；只是日期有误的，请更正"
        )
    if not Employment._base_manager.filter(person_id=work.person_id).exclude(pk=work.pk).exists():
        raise ActionRefused("没有撤回：这是此人唯一的从业经历，撤回后库中无处安放此人；请更正它，或登记离职")


correct_employment = correction(
    "employment.correct", "更正从业经历", Employment, EmploymentCorrectionForm, _check_employment
)
withdraw_employment = withdrawal("employment.withdraw", "撤回从业经历", Employment, before=_bare_employment)


class ContractForm(WhichForm):
    """A written labour contract."""

    kind = forms.ChoiceField(label="合同类型", choices=CONTRACT_KINDS, help_text=KIND_HELP)
    since = forms.DateField(label="合同起始日期")
    until = forms.DateField(label="合同终止日期", required=False, help_text="无固定期限合同留空")


@action("contract.file", title="登记劳动合同", by=KEEPERS, form=ContractForm, target=Worker, when=_employed)
def file_contract(
    worker: Worker,
    *,
    by: Post,
    kind: str,
    since: date,
    until: date | None = None,
    employment: Employment | None = None,
) -> Contract:
    """A contract within an employment at an employer."""
    lock(worker.pk)
    work = _chosen(worker, employment)
    if work.employer_id is None:
        raise ActionRefused("没有登记：没有固定单位的从业经历没有劳动合同，请先登记入职单位")
    contract = Contract(employment=work, kind=kind, since=since, until=until)
    check_contract(contract)
    contract.save()
    refresh([worker.pk])
    return contract


class RenewForm(ActionForm):
    """The next contract; it begins the day after the present one ends."""

    kind = forms.ChoiceField(label="合同类型", choices=CONTRACT_KINDS, help_text=KIND_HELP)
    until = forms.DateField(label="合同终止日期", required=False, help_text="无固定期限合同留空")


@action("contract.renew", title="续订劳动合同", by=KEEPERS, form=RenewForm, target=Worker, when=_employed)
def renew_contract(worker: Worker, *, by: Post, kind: str, until: date | None = None) -> Contract:
    """The next contract of the present employment."""
    lock(worker.pk)
    work = _chosen(worker, None)
    last = work.contracts.order_by("since").last()
    if last is None:
        raise ActionRefused("没有续订：这段从业经历还没有劳动合同，请办理“登记劳动合同”")
    if last.until is None:
        raise ActionRefused("没有续订：现有合同没有终止日期，不需要续订；要换成固定期限的，请先终止现有合同")
    contract = Contract(employment=work, kind=kind, since=last.until + timedelta(days=1), until=until)
    check_contract(contract)
    contract.save()
    refresh([worker.pk])
    return contract


class EndForm(ActionForm):
    """The contract in force ends early."""

    until = forms.DateField(label="合同终止日期", help_text="合同有效的最后一天")
    reason = forms.CharField(label="终止或解除的原因", max_length=400)


def _has_contract(worker: Worker) -> bool:
    return bool(worker.contract_kind)


@action("contract.end", title="终止劳动合同", by=KEEPERS, form=EndForm, target=Worker, when=_has_contract)
def end_contract(
    worker: Worker, *, by: Post, until: date, reason: str, contract: Contract | None = None
) -> Contract:
    """The contract (unless given: the one in force today) ends on the day; the employment goes on."""
    lock(worker.pk)
    if contract is None:
        contract = Contract.objects.filter(in_force(date.today()), employment=worker.employment_id).first()
    if contract is None:
        raise ActionRefused("没有终止：现在没有有效的劳动合同，请刷新页面核对")
    if until < contract.since:
        raise ActionRefused(f"没有终止：终止日期 {until} 早于合同起始日期 {contract.since}；登错的合同请撤回")
    if contract.until is not None and until > contract.until:
        raise ActionRefused(f"没有终止：合同到 {contract.until} 已届满，需要延长的请办理续订")
    contract.until = until
    contract.save()
    refresh([worker.pk])
    return contract


class ContractCorrectionForm(ActionForm):
    """All of a contract's values as they should have been recorded."""

    kind = forms.ChoiceField(label="合同类型", choices=CONTRACT_KINDS)
    since = forms.DateField(label="合同起始日期")
    until = forms.DateField(label="合同终止日期", required=False)
    reason = forms.CharField(label="更正理由", max_length=400)


correct_contract = correction(
    "contract.correct", "更正劳动合同", Contract, ContractCorrectionForm, check_contract
)
withdraw_contract = withdrawal("contract.withdraw", "撤回劳动合同", Contract)


class WageForm(WhichForm):
    """What was paid for one month."""

    month = forms.DateField(label="月份", help_text="该月任意一天，如 2026-10-01")
    amount_fen = YuanField(
        label="月工资（元）", help_text="应发工资，含计时或计件工资、奖金、津贴和补贴、加班工资"
    )


@action("wage.record", title="登记月工资", by=KEEPERS, form=WageForm, target=Worker, when=_employed)
def record_wage(
    worker: Worker, *, by: Post, month: date, amount_fen: int, employment: Employment | None = None
) -> Wage:
    """The wage of a month, in fen, once."""
    lock(worker.pk)
    work = _chosen(worker, employment)
    month = month.replace(day=1)
    check_wage_month(work, month)
    if work.wages.filter(month=month).exists():
        raise ActionRefused(f"没有登记：{month:%Y-%m} 的月工资已经登记，金额有误的请更正那一条")
    wage = Wage.objects.create(employment=work, month=month, amount_fen=amount_fen)
    refresh([worker.pk])
    return wage


class WageCorrectionForm(ActionForm):
    """The amount as it should have been recorded."""

    amount_fen = YuanField(label="月工资（元）")
    reason = forms.CharField(label="更正理由", max_length=400)


correct_wage = correction("wage.correct", "更正月工资", Wage, WageCorrectionForm, lambda wage: None)
withdraw_wage = withdrawal("wage.withdraw", "撤回月工资", Wage)


def _chosen(worker: Worker, employment: Employment | None) -> Employment:
    """The employment meant, read again under the lock; only one of this worker in reach."""
    wanted = employment.pk if employment else worker.employment_id or 0
    found = Employment.objects.select_related("person", "employer").filter(pk=wanted, person_id=worker.pk)
    work = found.first()
    if work is None:
        raise ActionRefused("没有办理：找不到这段从业经历，可能刚被撤回，请刷新页面核对")
    return work
