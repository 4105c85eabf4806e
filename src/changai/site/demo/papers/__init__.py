"""Documents of the demo, made up for it, and how its officers bring them in."""

from datetime import date
from pathlib import Path

from changai.domains.reform.documents import actions as documents
from changai.domains.reform.documents.models import Document
from changai.domains.reform.plans import actions as plans
from changai.domains.reform.plans.models import PlanVersion, Target
from changai.domains.reform.targets import actions as targets
from changai.domains.reform.targets.queries.indicators import suggested
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
            tie(version, officer)
        done.append(document)
    return done


def tie(version: PlanVersion, officer: Post) -> None:
    """Targets that the records can answer are tied to the indicator that their words point to first."""
    for target in Target._base_manager.filter(version=version):
        likely = suggested(target)
        if likely and targets.tie.permits(officer, target):
            targets.tie(target, by=officer, indicator=likely[0])
