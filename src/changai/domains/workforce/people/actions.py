"""Writers of people: the derived card, a new worker, corrections, changes of background."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from django import forms
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value

from changai.domains.workforce.employment.models import GROUPS, Employment
from changai.domains.workforce.employment.queries import check_employment, check_place
from changai.domains.workforce.people.models import Background, Worker
from changai.domains.workforce.people.queries import card, main_employments
from changai.domains.workforce.qualifications.models import Education
from changai.engines.codes.identity import Identity
from changai.kernel.access.models import Post
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER, Role
from changai.kernel.actions import Action, ActionRefused, action
from changai.kernel.parties.models import SEXES, Organisation, Person
from changai.kernel.places.models import Region
from changai.kernel.screens.codes import CodeField, IdentityField, PartyField, PhoneField, YesNoField
from changai.kernel.screens.fields import ActionForm, RecordField
from changai.kernel.screens.pickers import model_picker
from changai.kernel.vault.cipher import blind

# Whom one may work for: a union or a department is found under its own pages.
model_picker("parties.organisation.employer", rows=lambda: Organisation.objects.filter(kind="employer"))

KEEPERS = (UNION_OFFICER, EMPLOYER_CLERK)
CHUNK = 5_000  # ids in one statement; SQLite takes 32,766


def refresh(person_ids: Iterable[int] | None = None, *, on: date | None = None) -> None:
    """Bring the cards of these persons (None: of all) up to the day (None: today), making missing ones.

    Set-wise: four statements for each 5,000 persons or for all. Merged-away persons lose their card; a person
    without any employment gets none, because a card needs a region.
    """
    on = on or date.today()
    with transaction.atomic():
        if person_ids is None:
            _refresh(Person._base_manager.all(), Worker._base_manager.all(), on)
            return
        for ids in _chunks(person_ids):
            _refresh(
                Person._base_manager.filter(pk__in=ids), Worker._base_manager.filter(person_id__in=ids), on
            )


def _refresh(persons: QuerySet[Person], cards: QuerySet[Worker], on: date) -> None:
    """The four statements: remove, add, point at the main employment, fill in."""
    cards.filter(person__merged_into__isnull=False).delete()
    _add_missing(persons, on)
    cards.update(employment=Subquery(main_employments(on, "person_id").values("pk")[:1]))
    cards.update(**card(on))


def _add_missing(persons: QuerySet[Person], on: date) -> None:
    """INSERT … SELECT of bare cards; only person and region matter, the rest is filled in next."""
    region = Subquery(main_employments(on, "pk").values("region")[:1])
    blank: dict[str, Any] = {
        str(field.column): Value(field.get_default(), output_field=field)
        for field in Worker._meta.concrete_fields
        if field.name not in ("person", "region") and not field.null
    }
    missing = (
        persons.filter(merged_into=None, worker=None)
        .filter(Exists(Employment._base_manager.filter(person=OuterRef("pk"))))
        .values_list("pk", region, *blank.values())
    )
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in ("person_id", "region_id", *blank))
    sql, params = missing.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(Worker._meta.db_table)} ({columns}) {sql}", params)


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Distinct ids in order, some thousands at a time."""
    rest = iter(sorted(set(ids)))
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def lock(person_id: int) -> Person:
    """The person's row, held until the transaction ends, so that two officers' acts on one person take turns."""
    return Person._base_manager.select_for_update().get(pk=person_id)


def holder_of(number: str) -> Person | None:
    """The living record with this identity number (18 characters), in reach or not."""
    return Person._base_manager.filter(id_index=blind(number, "id_number"), merged_into=None).first()


def refuse_known(number: str, verb: str) -> None:
    """Refuse when the number is on record; names the record only to those who may see it."""
    known = holder_of(number)
    if known is None:
        return
    seen = Worker.objects.filter(pk=known.pk).first()
    if seen is not None:
        raise ActionRefused(
            f"没有{verb}：这个身份号码已经登记在{seen.employer or '库中'}的一条记录上，请打开那条记录办理",
            record=seen,
        )
    raise ActionRefused(
        f"没有{verb}：这个身份号码已在库中，不在您的管理范围内；如果此人已到新单位，请办理“调入”"
    )


class WorkerForm(ActionForm):
    """Who the person is, as far as the base database asks."""

    name = forms.CharField(label="姓名", max_length=60, help_text="与居民身份证一致")
    id_number = IdentityField(
        label="公民身份号码",
        required=False,
        help_text="18 位；性别和出生日期由号码得出。没有号码的留空，填下面两项",
    )
    sex = forms.ChoiceField(label="性别", choices=[("", "由身份号码得出"), *SEXES], required=False)
    birth_date = forms.DateField(label="出生日期", required=False)
    phone = PhoneField(label="手机号", required=False)
    ethnicity = CodeField("ethnicity", label="民族", required=False)
    education = CodeField(
        "education", label="文化程度", required=False, help_text="已取得的最高学历，GB/T 4658"
    )
    political_status = CodeField("political_status", label="政治面貌", required=False)
    household_region = RecordField("places.region.all", label="户籍所在地", required=False)
    migrant = YesNoField(label="农民工", help_text="户籍在农村、从事非农产业、以工资为主要收入的人员")

    def clean(self) -> dict[str, Any]:
        """Sex and birth date come from the number; without a number both must be given."""
        data = super().clean() or {}
        known = data.get("id_number")
        if known:
            for field, truth in (("sex", known.sex), ("birth_date", known.birth_date)):
                if data.get(field) and data[field] != truth:
                    self.add_error(field, "与身份号码不符，请核对；一般留空即可")
                data[field] = truth
        elif "id_number" not in self.errors and not (data.get("sex") and data.get("birth_date")):
            self.add_error("id_number", "请填写公民身份号码；确实没有的，请填写性别和出生日期")
        return data


class RegisterForm(WorkerForm):
    """The person and the present employment."""

    employer = PartyField("parties.organisation.employer", label="单位", required=False)
    group = forms.ChoiceField(
        label="新就业形态群体",
        choices=[("", "不属于"), *GROUPS],
        required=False,
        help_text="没有固定单位时必选",
    )
    platform = forms.CharField(label="平台", max_length=60, required=False)
    region = PartyField("places.region", label="从业地区", required=False, help_text="不填为单位所在地区")
    post = forms.CharField(label="岗位", max_length=60, required=False)
    occupation = RecordField(
        "codes.occupation", label="职业", required=False, help_text="职业分类大典（2022年版）"
    )
    since = forms.DateField(label="入职日期")


@action("worker.register", title="登记工人", by=KEEPERS, form=RegisterForm)
def register(
    *,
    by: Post,
    name: str,
    id_number: Identity | None = None,
    sex: str,
    birth_date: date,
    phone: str = "",
    ethnicity: str = "",
    education: str = "",
    political_status: str = "",
    household_region: str = "",
    migrant: bool | None = None,
    employer: Organisation | None = None,
    region: Region | None = None,
    since: date,
    **work: str,
) -> Worker:
    """One new worker by hand; `work` is group, platform, post, occupation. Refuses a number on record already."""
    if id_number:
        refuse_known(id_number.number, "登记")
    place = check_place(by, employer, work.get("group", ""), region)
    person = Person(name=name, sex=sex, birth_date=birth_date, ethnicity=ethnicity)
    person.id_number = id_number.number if id_number else None
    person.phone = phone or None
    check_employment(person, None, since, None)
    person.save()
    Employment.objects.create(person=person, employer=employer, region=place, since=since, **work)
    if education:
        Education.objects.create(person=person, level=education)
    if household_region or migrant is not None or political_status:
        Background.objects.create(
            person=person,
            household_region=household_region,
            migrant=migrant,
            political_status=political_status,
        )
    refresh([person.pk])
    return Worker.objects.get(pk=person.pk)


class CorrectionForm(ActionForm):
    """What was recorded wrongly of the person. A field left empty stays as it is."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    id_number = IdentityField(
        label="公民身份号码", required=False, help_text="不改则留空；填写后性别和出生日期随之更正"
    )
    phone = PhoneField(label="手机号", required=False, help_text="不改则留空")
    no_phone = forms.BooleanField(label="删除登记的手机号", required=False)
    ethnicity = CodeField("ethnicity", label="民族", required=False)
    reason = forms.CharField(label="更正理由", max_length=400, help_text="写明依据，如居民身份证、户口簿")


@action(
    "worker.correct", title="更正信息", by=KEEPERS, form=CorrectionForm, target=Worker, tracked=("person",)
)
def correct(
    worker: Worker,
    *,
    by: Post,
    reason: str,
    name: str = "",
    id_number: Identity | None = None,
    phone: str = "",
    no_phone: bool = False,
    ethnicity: str = "",
) -> Worker:
    """Put right what was recorded wrongly; refuses an identity number that another record holds."""
    person = lock(worker.pk)
    if id_number:
        holder = holder_of(id_number.number)
        if holder is not None and holder.pk != person.pk:
            refuse_known(id_number.number, "更正")
        person.id_number, person.sex, person.birth_date, _ = id_number
    person.name = name or person.name
    person.ethnicity = ethnicity or person.ethnicity
    person.phone = None if no_phone else phone or person.phone
    person.save()
    worker.person = person
    return worker


class BackgroundForm(ActionForm):
    """What holds from the day on; known values are filled in, a value left as it is goes on."""

    since = forms.DateField(label="自何日起", help_text="变更生效的那一天，如户口迁入日期、入党日期")
    household_region = RecordField("places.region.all", label="户籍所在地", required=False)
    migrant = YesNoField(label="农民工", help_text="户籍在农村、从事非农产业、以工资为主要收入的人员")
    political_status = CodeField("political_status", label="政治面貌", required=False)


@action("worker.background", title="变更户籍或政治面貌", by=KEEPERS, form=BackgroundForm, target=Worker)
def change_background(
    worker: Worker,
    *,
    by: Post,
    since: date,
    household_region: str = "",
    migrant: bool | None = None,
    political_status: str = "",
) -> Background:
    """A change from a day on: the old spell ends, a new one begins. A wrong record is corrected instead."""
    person = lock(worker.pk)
    if since > date.today():
        raise ActionRefused(f"没有变更：{since} 还没有到，请在生效之后办理")
    spells = person.backgrounds.order_by("since", "pk")
    if spells.filter(since__gte=since).exists():
        raise ActionRefused(f"没有变更：{since} 当天或以后已有登记，请更正那一条，或核对日期")
    facts = {
        "household_region": household_region,
        "migrant": migrant,
        "political_status": political_status,
    }
    last = spells.filter(until=None).last()
    if last is not None:
        if all(getattr(last, key) == value for key, value in facts.items()):
            raise ActionRefused("没有变更：填写的内容与现有登记相同；如果只是日期有误，请更正那一条")
        last.until = since
        last.save()
    spell = Background.objects.create(person=person, since=since, **facts)
    refresh([person.pk])
    return spell


class ReasonForm(ActionForm):
    """Why a wrong entry is taken back."""

    reason = forms.CharField(
        label="撤回理由", max_length=400, help_text="写明错在哪里；撤回的内容保留在审计记录中"
    )


def withdrawal(
    key: str, title: str, model: type[Any], by: tuple[Role, ...] = KEEPERS, before: Any = None
) -> Action:
    """Declare the verb that takes a wrongly entered dated record back; the audit keeps all it said.

    before(record) may refuse, or mend what stood beside the record.
    """

    def run(record: Any, *, by: Post, reason: str) -> Any:
        person_id = person_of(record)
        lock(person_id)
        result = before(record) if before else None
        record.delete()
        refresh([person_id])
        return result

    return action(
        key,
        title=title,
        by=by,
        form=ReasonForm,
        target=model,
        danger=True,
        warning="撤回后这条记录不再出现在名单和统计中；原内容和理由保留在变更记录里。",
    )(run)


def correction(
    key: str, title: str, model: type[Any], form: type[ActionForm], check: Any, by: tuple[Role, ...] = KEEPERS
) -> Action:
    """Declare the verb that puts a wrongly entered dated record right: the form's fields are the record's.

    check(record) refuses what cannot be; it sees the new values.
    """

    def run(record: Any, *, by: Post, reason: str, **facts: Any) -> Any:
        person_id = person_of(record)
        lock(person_id)
        for field, value in facts.items():
            setattr(record, field, value)
        check(record)
        record.save()
        refresh([person_id])
        return record

    return action(key, title=title, by=by, form=form, target=model)(run)


def person_of(record: Any) -> int:
    """The person that a dated record is about: its own, or its employment's."""
    return record.person_id if hasattr(record, "person_id") else record.employment.person_id


class BackgroundCorrectionForm(ActionForm):
    """All of a spell's values as they should have been recorded."""

    since = forms.DateField(label="起", required=False, help_text="不知道从何时起的留空")
    until = forms.DateField(label="止", required=False, help_text="不再如此的第一天；仍然如此的留空")
    household_region = RecordField("places.region.all", label="户籍所在地", required=False)
    migrant = YesNoField(label="农民工")
    political_status = CodeField("political_status", label="政治面貌", required=False)
    reason = forms.CharField(label="更正理由", max_length=400)


def _check_background(spell: Background) -> None:
    """A spell's days are in order and its own."""
    if spell.since and spell.until and spell.until <= spell.since:
        raise ActionRefused(f"没有更正：止 {spell.until} 不晚于起 {spell.since}，请核对两个日期")
    others = Background._base_manager.filter(person_id=spell.person_id).exclude(pk=spell.pk)
    if spell.until is not None:
        others = others.filter(Q(since=None) | Q(since__lt=spell.until))
    if spell.since is not None:
        others = others.filter(Q(until=None) | Q(until__gt=spell.since))
    clash = others.first()
    if clash is not None:
        raise ActionRefused(
            f"没有更正：与 {clash.since or '以前'} 至 {clash.until or '今'} 的另一条时间重叠，请先更正那一条"
        )


def _close_gap(spell: Background) -> Background | None:
    """Taking a change back lets the spell before it go on, as if the change had not been recorded."""
    before = Background._base_manager.filter(person_id=spell.person_id, until=spell.since).first()
    if before is not None and spell.since is not None:
        before.until = spell.until
        before.save()
        return before
    return None


correct_background = correction(
    "background.correct", "更正户籍与政治面貌", Background, BackgroundCorrectionForm, _check_background
)
withdraw_background = withdrawal(
    "background.withdraw", "撤回户籍与政治面貌变更", Background, before=_close_gap
)
