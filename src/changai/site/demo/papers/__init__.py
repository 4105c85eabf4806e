"""Documents of the demo, made up for it, and how its officers bring them in."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from changai.domains.reform.documents import actions as documents
from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans import actions as plans
from changai.domains.reform.plans.models import PlanVersion
from changai.domains.reform.targets import actions as progress
from changai.domains.reform.targets.queries.indicators import suggested
from changai.domains.reform.targets.queries.lights import judged
from changai.kernel.access.models import Post

FOLDER = Path(__file__).parent
# File → its name as uploaded, the account of the officer who brings it in.
PAPERS = {
    "city_plan.txt": ("咸宁市产业工人技能强企三年计划.txt", "xianning"),
    "district_plan.txt": ("咸安区新时代产业工人队伍建设改革行动方案.txt", "xianan"),
    "reply.txt": ("区人社局对第27号建议的答复.txt", "xianan"),
}


def bring_in() -> list[Document]:
    """Upload, read, keep; plans are taken apart and confirmed, as an officer would."""
    done = []
    for file, (name, username) in PAPERS.items():
        officer = Post.objects.get(account__username=username)
        content = (FOLDER / file).read_bytes()
        found = documents.read(content, name)
        region = officer.region
        if region is None:
            raise ValueError(f"{username} holds no post over a region")
        document = documents.offer(by=officer, region=region, name=name, content=content, found=found)
        header = {one: getattr(document, one) for one in ("kind", "title", "number", "issued_on")}
        documents.save_document(document, by=officer, issuers=document.issuer, **header)
        if document.kind == "plan":
            version = plans.open_plan(document, by=officer)
            plans.clear_all(version, by=officer)
            plans.confirm(version, by=officer, since=document.issued_on or date.today())
            follow(version, officer)
        done.append(document)
    return done


# How much of a goal was reached three months ago and last month, in turn for the targets that take reported values.
REACHED = (
    (Decimal("0.55"), Decimal("0.7")),
    (Decimal("0.9"), Decimal("1.02")),
    (Decimal("0.2"), Decimal("0.35")),
)


def follow(version: PlanVersion, officer: Post) -> None:
    """Targets whose words point to an indicator are tied to it; half of the others get values, so that lights show."""
    rest = []
    for target in version.targets.order_by("pk"):
        likely = suggested(target)
        if likely and progress.tie.permits(officer, target):
            progress.tie(target, by=officer, indicator=likely[0])
        elif judged(target) == "" and target.op == ">=":
            rest.append(target)
    ends = (month_end(date.today(), 3), month_end(date.today(), 1))
    for at, target in enumerate(rest[::2]):
        for day, share in zip(ends, REACHED[at % len(REACHED)], strict=True):
            progress.report(target, by=officer, period=day, value=(target.value * share).to_integral_value())


def month_end(today: date, months: int) -> date:
    """The last day of the month so many months ago."""
    first = today.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    return first.replace(day=monthrange(first.year, first.month)[1])
