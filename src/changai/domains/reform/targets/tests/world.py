"""A made-up plan in force whose targets can be answered, and months of figures on record."""

from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from changai.domains.reform.plans.models import PlanVersion, Target
from changai.domains.reform.plans.tests.working import confirmed
from changai.kernel.facts.models import Figure, Snapshot

YEAR = timezone.localdate().year
PLAN = f"""枫林市人民政府
关于印发《枫林市产业工人队伍建设改革方案》的通知

枫政发〔{YEAR - 1}〕9号

各县（市、区）人民政府，市直各部门：
现将《枫林市产业工人队伍建设改革方案》印发给你们，请认真执行。

枫林市人民政府
{YEAR - 1}年1月12日

枫林市产业工人队伍建设改革方案

为建设产业工人队伍，制定本方案。

一、抓组织
1.扩大工会覆盖。推进企业建会，到{YEAR + 1}年工会组织覆盖率达到80%以上。（牵头单位：市总工会；责任单位：市工商联）
2.规范用工。劳动合同签订率达到95%以上。（牵头单位：市人社局；责任单位：市总工会）
二、抓培训
3.办好实训基地。到{YEAR + 1}年建成基地60个。（牵头单位：市人社局；责任单位：市财政局）
"""


def target(version: PlanVersion, words: str) -> Target:
    """The target whose text holds the words."""
    return Target._base_manager.select_related("version__plan").get(version=version, text__contains=words)


def in_force(client: Client) -> PlanVersion:
    """The plan, confirmed by its district's officer."""
    return confirmed(client, PLAN)


def months(key: str, region: str, values: list[tuple[int, int]], **cell: Any) -> None:
    """Figures of the months up to the one before today's, oldest first: (part, whole)."""
    today = timezone.localdate()
    snapshot = Snapshot.objects.create(as_of=today, path="none", digest="0" * 64)
    for back, (part, whole) in enumerate(reversed(values), 1):
        number = 12 * today.year + today.month - 1 - back
        period = f"{number // 12:04d}-{number % 12 + 1:02d}"
        Figure.objects.create(
            key=key, region=region, period=period, part=part, whole=whole, level="county", version="1",
            sql_hash="0" * 64, snapshot=snapshot, **cell,
        )  # fmt: skip


def day(year: int, month: int, number: int = 1) -> date:
    """Shorthand."""
    return date(year, month, number)
