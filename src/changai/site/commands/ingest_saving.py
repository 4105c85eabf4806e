"""`changai ingest --save`: what was read becomes a document on record, and a plan a draft beside it."""

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from changai.domains.reform.plans.actions import ingest
from changai.engines.documents.read import Read
from changai.kernel.access.models import Post
from changai.kernel.access.roles import UNION_OFFICER
from changai.kernel.actions import ActionRefused
from changai.kernel.places.models import Region
from changai.site.commands.errors import Failure


def place(code: str | None) -> Region:
    """The region that keeps the documents: the one named, else the only one, or the highest, that has officers."""
    if code:
        found = Region.objects.filter(code=code).first()
        if found is None:
            raise Failure("没有保存", f"没有代码为 {code} 的地区", "请核对行政区划代码，例如 --region 421202")
        return found
    held = [
        one
        for one in Post.objects.filter(role_key=UNION_OFFICER.key)
        if one.holds(date.today()) and one.region
    ]
    regions = {one.region.pk: one.region for one in held if one.region is not None}
    tops = [
        one
        for one in regions.values()
        if all(other.code.startswith(one.prefix) for other in regions.values())
    ]
    if len(tops) != 1:
        why = "有几个地区的经办岗位，不知道归哪一个" if regions else "还没有设经办岗位，不知道归哪个地区"
        raise Failure("没有保存", why, "请加上行政区划代码，例如 --region 421202")
    return tops[0]


def save(file: Path, found: Read, region: Region) -> dict[str, Any]:
    """Keep one document. A document that is on record already stays as it is: `created` is false.

    Raises ActionRefused where it can't be kept for another reason.
    """
    try:
        with transaction.atomic():
            document, version = ingest(content=file.read_bytes(), name=file.name, found=found, region=region)
    except ActionRefused as refusal:
        if refusal.record is None:
            raise
        return {"created": False, "document": refusal.record.pk, "plan": None, "message": str(refusal)}
    return {"created": True, "document": document.pk, "plan": version.plan_id if version else None}
