"""Writers of employers: a new unit, corrections. Size is never typed in; it follows from the 2017 rule."""

from datetime import date

from django import forms

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.people.actions import refresh
from changai.domains.workforce.people.models import Worker
from changai.engines.codes import sizes
from changai.kernel.access.models import Post
from changai.kernel.access.roles import EMPLOYER_CLERK, UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.parties.models import Organisation
from changai.kernel.places.models import Region
from changai.kernel.screens.codes import CodeField, CreditField, PartyField
from changai.kernel.screens.fields import ActionForm, RecordField


class FactsForm(ActionForm):
    """What the base database asks of an employer."""

    industry = RecordField(
        "codes.industry", label="行业", required=False, help_text="按主要业务活动，GB/T 4754-2017，至少到大类"
    )
    ownership = CodeField("registration_type_2023", label="登记注册类型", required=False)
    headcount = forms.IntegerField(
        label="从业人员（人）", min_value=0, required=False, help_text="期末从业人员；没有时用全年平均人数"
    )
    revenue_wan = forms.IntegerField(
        label="营业收入（万元）",
        required=False,
        help_text="上年营业收入；工业、建筑业、批发零售业等划分规模需要",
    )
    park = forms.CharField(label="园区", max_length=60, required=False)
    party_since = forms.DateField(label="党组织建立日期", required=False)


class RegisterEmployerForm(FactsForm):
    """A unit that is not on record yet."""

    name = forms.CharField(label="单位名称", max_length=120, help_text="与营业执照一致")
    credit_code = CreditField(label="统一社会信用代码", help_text="18 位，见营业执照")
    region = PartyField("places.region", label="所在地区")
    founded_on = forms.DateField(label="成立日期", required=False)
    field_order = ["name", "credit_code", "region", "founded_on"]


@action("employer.register", title="登记单位", by=(UNION_OFFICER,), form=RegisterEmployerForm)
def register_employer(
    *,
    by: Post,
    name: str,
    credit_code: str,
    region: Region,
    founded_on: date | None = None,
    industry: str = "",
    ownership: str = "",
    headcount: int | None = None,
    revenue_wan: int | None = None,
    park: str = "",
    party_since: date | None = None,
) -> Employer:
    """A new unit as employer. Refuses a credit code on record."""
    if not by.scope.covers_region(region.code):
        raise ActionRefused(f"没有登记：{region}不在{by}的管理范围内，请由当地产改办登记")
    if Organisation._base_manager.filter(credit_code=credit_code).exists():
        seen = Employer.objects.filter(organisation__credit_code=credit_code).first()
        where = "请打开那条记录" if seen else "不在您的管理范围内，请联系当地产改办"
        raise ActionRefused(f"没有登记：这个统一社会信用代码已在库中，{where}", record=seen)
    unit = Organisation.objects.create(
        name=name, kind="employer", credit_code=credit_code, region=region, founded_on=founded_on
    )
    return Employer.objects.create(
        organisation=unit,
        industry=industry,
        ownership=ownership,
        headcount=headcount,
        revenue_wan=revenue_wan,
        size=sizes.size(industry, headcount, revenue_wan) or "",
        park=park,
        party_since=party_since,
    )


class CorrectEmployerForm(FactsForm):
    """All values as they are now; name, code and dates of the unit with them."""

    name = forms.CharField(label="单位名称", max_length=120, help_text="与营业执照一致")
    credit_code = CreditField(label="统一社会信用代码", required=False, help_text="18 位，见营业执照")
    founded_on = forms.DateField(label="成立日期", required=False)
    ended_on = forms.DateField(label="终止日期", required=False, help_text="注销登记之日；仍在经营的留空")
    reason = forms.CharField(label="理由", max_length=400, required=False)
    field_order = ["name", "credit_code", "founded_on", "ended_on"]


@action(
    "employer.correct",
    title="更正单位信息",
    by=(UNION_OFFICER, EMPLOYER_CLERK),
    form=CorrectEmployerForm,
    target=Employer,
    tracked=("organisation",),
)
def correct_employer(
    employer: Employer,
    *,
    by: Post,
    name: str,
    credit_code: str = "",
    founded_on: date | None = None,
    ended_on: date | None = None,
    reason: str = "",
    **facts: object,
) -> Employer:
    """Put the unit's facts right; `facts` are Employer's own fields. Workers' cards follow a new industry."""
    unit = Organisation._base_manager.select_for_update().get(pk=employer.pk)
    others = Organisation._base_manager.exclude(pk=unit.pk)
    if credit_code and others.filter(credit_code=credit_code).exists():
        raise ActionRefused("没有更正：这个统一社会信用代码登记在另一个单位上，请核对营业执照")
    if founded_on and ended_on and ended_on < founded_on:
        raise ActionRefused(f"没有更正：终止日期 {ended_on} 早于成立日期 {founded_on}，请核对")
    unit.name, unit.credit_code = name, credit_code or unit.credit_code
    unit.founded_on, unit.ended_on = founded_on, ended_on
    unit.save()
    before = employer.industry
    for field, value in facts.items():
        setattr(employer, field, value)
    employer.size = sizes.size(employer.industry, employer.headcount, employer.revenue_wan) or ""
    employer.save()
    if employer.industry != before:
        refresh(Worker._base_manager.filter(employer=unit).values_list("pk", flat=True))
    employer.organisation = unit
    return employer
