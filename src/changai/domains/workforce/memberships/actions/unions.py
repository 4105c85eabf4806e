"""Writers of unions: founded at an employer, or over several; which employers a joint or regional one covers."""

from datetime import date
from typing import Any

from django import forms

from changai.domains.workforce.employers.models import Employer
from changai.domains.workforce.memberships.models import Union, UnionCoverage
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused, action
from changai.kernel.parties.models import Organisation
from changai.kernel.places.models import Region
from changai.kernel.screens import model_picker
from changai.kernel.screens.codes import CreditField, PartyField
from changai.kernel.screens.fields import ActionForm

model_picker(
    "memberships.union.wide",
    ("organisation__name",),
    lambda: (
        Union.objects.exclude(kind="separate")
        .filter(organisation__ended_on=None)
        .select_related("organisation")
    ),
)
model_picker(
    "employers.employer",
    ("organisation__name",),
    lambda: Employer.objects.filter(organisation__ended_on=None).select_related("organisation"),
)
CREDIT_HELP = "取得工会法人资格的填写，以 81 开头"
FOUNDED_HELP = "上一级工会批准之日（工会法第十二条）"


class FoundForm(ActionForm):
    """A union comes into being at an employer."""

    name = forms.CharField(
        label="工会名称", max_length=120, required=False, help_text="不填为“单位名称＋工会委员会”"
    )
    credit_code = CreditField(label="统一社会信用代码", required=False, help_text=CREDIT_HELP)
    kind = forms.ChoiceField(label="建会形式", choices=[one for one in Union.KINDS if one[0] != "regional"])
    founded_on = forms.DateField(label="成立日期", help_text=FOUNDED_HELP)


@action(
    "employer.found_union",
    title="登记建会",
    by=(UNION_OFFICER,),
    form=FoundForm,
    target=Employer,
    when=lambda employer: not getattr(employer, "own_union", False),
)
def found_union(
    employer: Employer,
    *,
    by: Post,
    founded_on: date,
    name: str = "",
    kind: str = "separate",
    credit_code: str = "",
) -> Union:
    """The base record of a union at an employer; one that lasts is enough."""
    home = Organisation._base_manager.select_for_update().get(pk=employer.pk)
    if Union._base_manager.filter(employer=home, organisation__ended_on=None).exists():
        raise ActionRefused(f"没有登记：{home}已有工会；名称或日期有误的请更正那个工会")
    if founded_on > date.today():
        raise ActionRefused(f"没有登记：成立日期 {founded_on} 还没有到，请在批准之后登记")
    body = Organisation.objects.create(
        name=name or f"{home.name}工会委员会",
        kind="union",
        region=home.region,
        credit_code=credit_code or None,
        founded_on=founded_on,
    )
    return Union.objects.create(organisation=body, employer=home, kind=kind)


class FoundWideForm(ActionForm):
    """A union over several employers comes into being."""

    name = forms.CharField(label="工会名称", max_length=120)
    kind = forms.ChoiceField(label="建会形式", choices=[one for one in Union.KINDS if one[0] != "separate"])
    region = PartyField(
        "places.region", label="所在地区", help_text="覆盖的单位所在的乡镇、街道、园区或县（市、区）"
    )
    founded_on = forms.DateField(label="成立日期", help_text=FOUNDED_HELP)
    credit_code = CreditField(label="统一社会信用代码", required=False, help_text=CREDIT_HELP)


@action("union.found", title="登记联合或区域工会", by=(UNION_OFFICER,), form=FoundWideForm)
def found_wide_union(
    *, by: Post, name: str, kind: str, region: Region, founded_on: date, credit_code: str = ""
) -> Union:
    """A joint, regional or trade union that belongs to no single employer; employers are taken in afterwards."""
    if not by.scope.covers_region(region.code):
        raise ActionRefused(f"没有登记：{region}不在{by}的管理范围内，请由当地产改办登记")
    same = Union._base_manager.filter(
        organisation__name=name, organisation__region=region, organisation__ended_on=None
    )
    if same.exists():
        raise ActionRefused(f"没有登记：{region}已有名为“{name}”的工会，请核对")
    if founded_on > date.today():
        raise ActionRefused(f"没有登记：成立日期 {founded_on} 还没有到，请在批准之后登记")
    body = Organisation.objects.create(
        name=name, kind="union", region=region, credit_code=credit_code or None, founded_on=founded_on
    )
    return Union.objects.create(organisation=body, kind=kind)


class CoverForm(ActionForm):
    """An employer is taken in."""

    employer = PartyField("employers.employer", label="单位")
    since = forms.DateField(label="纳入日期", required=False, help_text="不清楚的留空，按一直覆盖计算")


@action(
    "union.cover",
    title="纳入单位",
    by=(UNION_OFFICER,),
    form=CoverForm,
    target=Union,
    when=lambda union: union.kind != "separate" and union.organisation.ended_on is None,
)
def cover(union: Union, *, by: Post, employer: Employer, since: date | None = None) -> UnionCoverage:
    """The union organises the employer's staff from the day."""
    return _covered(union, employer, since)


class JoinWideForm(ActionForm):
    """The same from the employer's side."""

    union = PartyField(
        "memberships.union.wide",
        label="工会",
        help_text="联合工会、区域工会或行业工会；没有的先在“工会组织”登记",
    )
    since = forms.DateField(label="纳入日期", required=False, help_text="不清楚的留空，按一直覆盖计算")


@action(
    "employer.join_union",
    title="纳入联合或区域工会",
    by=(UNION_OFFICER,),
    form=JoinWideForm,
    target=Employer,
)
def join_union(employer: Employer, *, by: Post, union: Union, since: date | None = None) -> UnionCoverage:
    """A joint or regional union organises this employer's staff from the day."""
    return _covered(union, employer, since)


def _covered(union: Union, employer: Employer, since: date | None) -> UnionCoverage:
    body, unit = union.organisation, employer.organisation
    home = Organisation._base_manager.select_for_update().get(pk=employer.pk)
    if union.employer_id == home.pk:
        raise ActionRefused(f"没有纳入：{body}就建在{home}，不必再纳入")
    if UnionCoverage._base_manager.filter(union=union, employer=home, until=None).exists():
        raise ActionRefused(f"没有纳入：{home}已由{body}覆盖，请刷新页面核对")
    if since is not None and since > date.today():
        raise ActionRefused(f"没有纳入：纳入日期 {since} 还没有到，请核对")
    if since is not None and body.founded_on and since < body.founded_on:
        raise ActionRefused(f"没有纳入：纳入日期 {since} 早于工会成立日期 {body.founded_on}，请核对")
    last = UnionCoverage._base_manager.filter(union=union, employer=home).order_by("-until").first()
    if last is not None and last.until and (since is None or since <= last.until):
        raise ActionRefused(f"没有纳入：{unit}到 {last.until} 为止由这个工会覆盖过，纳入日期应晚于那一天")
    return UnionCoverage.objects.create(union=union, employer=home, since=since)


class EndCoverageForm(ActionForm):
    """The coverage ends."""

    until = forms.DateField(label="截止日期", help_text="覆盖的最后一天")
    reason = forms.CharField(label="原因", max_length=400, help_text="如单独建会、单位注销、工会撤销")


@action(
    "union.uncover",
    title="移出单位",
    by=(UNION_OFFICER,),
    form=EndCoverageForm,
    target=UnionCoverage,
    when=lambda coverage: coverage.until is None,
)
def uncover(coverage: UnionCoverage, *, by: Post, until: date, reason: str) -> UnionCoverage:
    """The union covers the employer to the day, and no longer."""
    if until > date.today() or (coverage.since and until < coverage.since):
        raise ActionRefused(f"没有移出：截止日期 {until} 还没有到或早于纳入日期，请核对")
    coverage.until = until
    coverage.save()
    return coverage


class WithdrawCoverageForm(ActionForm):
    """A coverage that should not have been recorded."""

    reason = forms.CharField(label="撤回理由", max_length=400)


@action(
    "union.withdraw_coverage",
    title="撤回登记",
    by=(UNION_OFFICER,),
    form=WithdrawCoverageForm,
    target=UnionCoverage,
    danger=True,
    warning="撤回后，这条覆盖记录不再存在，过去的覆盖率也随之改变。单位只是不再由该工会覆盖的，请办理“移出单位”。",
)
def withdraw_coverage(coverage: UnionCoverage, *, by: Post, reason: str) -> Any:
    """The record goes; the audit entry keeps what it said."""
    union = coverage.union
    coverage.delete()
    return union
