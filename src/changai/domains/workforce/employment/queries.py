"""What speaks against an employment, a contract or a wage. Each check raises ActionRefused in a full sentence."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from changai.domains.workforce.employment.models import Contract, Employment
from changai.kernel.access.roles import Reach
from changai.kernel.actions import ActionRefused
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region

if TYPE_CHECKING:
    from changai.kernel.access.models import Post

WORKING_AGE = 16  # 劳动法 15: nobody younger may be employed
AHEAD = timedelta(days=366)


def overlapping(rows: QuerySet, since: date, until: date | None, besides: int | None = None) -> QuerySet:
    """Dated rows that share a day with `since`–`until` (both inclusive, None lasts)."""
    found = rows.filter(Q(until=None) | Q(until__gte=since))
    if until is not None:
        found = found.filter(Q(since=None) | Q(since__lte=until))
    return found.exclude(pk=besides)


def check_place(by: "Post", employer: Organisation | None, group: str, region: Region | None) -> Region:
    """The region of an employment; refuses a place that the post does not manage."""
    if employer is None and not group:
        raise ActionRefused("没有登记：请填写单位；没有固定单位的，请选择新就业形态群体")
    if employer is None and region is None:
        raise ActionRefused("没有登记：没有固定单位的人员，请填写从业地区")
    place = region or employer.region if employer else region
    assert place is not None
    if by.role.reach is Reach.ORGANISATION:
        if employer is None or employer.pk != by.organisation_id:
            raise ActionRefused("没有登记：企业经办只能登记本单位的职工，其他单位请由产改办办理")
    elif not by.scope.covers_region(place.code):
        raise ActionRefused(f"没有登记：{place}不在{by}的管理范围内，请由当地产改办办理")
    return place


def check_employment(
    person: Person, employer: Organisation | None, since: date, until: date | None, besides: int | None = None
) -> None:
    """Dates in order, of working age, not twice at one employer at the same time."""
    if until is not None and until < since:
        raise ActionRefused(f"没有登记：离职日期 {until} 早于入职日期 {since}，请核对两个日期")
    if since > date.today() + AHEAD:
        raise ActionRefused(f"没有登记：入职日期 {since} 在一年以后，请核对年份")
    if since < _birthday(person.birth_date, WORKING_AGE):
        raise ActionRefused(
            f"没有登记：入职日期 {since} 时此人未满 {WORKING_AGE} 周岁，劳动法第十五条禁止招用；请核对日期和身份号码"
        )
    if employer is None:
        return
    rows = Employment._base_manager.filter(person=person, employer=employer)
    clash = overlapping(rows, since, until, besides).first()
    if clash is not None:
        raise ActionRefused(
            f"没有登记：此人在{employer}已有 {clash.since} 至{clash.until or '今'}的从业经历，时间重叠；"
            "如果日期有误，请更正那一条"
        )


def check_contract(contract: Contract) -> None:
    """Kind and dates agree, within the employment, no two contracts on one day."""
    since, until, work = contract.since, contract.until, contract.employment
    if contract.kind == "open" and until is not None:
        raise ActionRefused("没有登记：无固定期限劳动合同没有终止日期，请清空终止日期或改选合同类型")
    if contract.kind == "fixed" and until is None:
        raise ActionRefused("没有登记：固定期限劳动合同应当写明终止日期（劳动合同法第十三条），请补填")
    if until is not None and until < since:
        raise ActionRefused(f"没有登记：合同终止日期 {until} 早于起始日期 {since}，请核对两个日期")
    if since < work.since:
        raise ActionRefused(
            f"没有登记：合同起始日期 {since} 早于入职日期 {work.since}；如果入职日期有误，请先更正入职日期"
        )
    if work.until is not None and (until is None or until > work.until):
        raise ActionRefused(f"没有登记：此人已于 {work.until} 离职，合同不能超过这一天，请核对终止日期")
    rows = Contract._base_manager.filter(employment=work)
    clash = overlapping(rows, since, until, contract.pk).first()
    if clash is not None:
        raise ActionRefused(
            f"没有登记：与 {clash.since} 至{clash.until or '今'}的劳动合同时间重叠；"
            "续订的起始日期应在原合同终止之后，原合同已提前结束的，请先办理终止"
        )


def check_wage_month(employment: Employment, month: date) -> None:
    """A month that has begun, in which the person was employed."""
    if month > date.today():
        raise ActionRefused(f"没有登记：{month:%Y-%m} 还没有到，请核对月份")
    if month < employment.since.replace(day=1):
        raise ActionRefused(f"没有登记：{month:%Y-%m} 早于入职月份 {employment.since:%Y-%m}，请核对月份")
    if employment.until is not None and month > employment.until:
        raise ActionRefused(f"没有登记：此人已于 {employment.until} 离职，{month:%Y-%m} 没有工资，请核对月份")


def _birthday(born: date, age: int) -> date:
    """The day on which that age is reached; 29 February counts as 1 March in other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)
