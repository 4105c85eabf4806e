"""Shorthands: a draft of the made-up plan, its pieces, and a verb done through the workplace."""

from typing import Any

from django.test import Client

from changai.domains.reform.documents.tests.papers import PLAN, saved
from changai.domains.reform.plans.models import Measure, PlanVersion


def draft(client: Client, text: str = PLAN, **where: Any) -> PlanVersion:
    """A document uploaded and kept, and the draft that came of it."""
    document = saved(client, text, **where)
    return PlanVersion._base_manager.select_related("plan").get(document=document)


def measures(version: PlanVersion) -> list[Measure]:
    """In order."""
    return list(Measure._base_manager.filter(version=version).order_by("order"))


def do(client: Client, key: str, target: Any, **data: Any) -> Any:
    """The answer to a verb handed in on the workplace by a page with scripts."""
    version = target if isinstance(target, PlanVersion) else _version(target)
    address = f"/plans/{version.plan_id}/change/{key}/{target.pk}/"
    return client.post(address, data, headers={"HX-Request": "true"})


def _version(target: Any) -> PlanVersion:
    return target.version if hasattr(target, "version") else target.measure.version


def titles(version: PlanVersion) -> list[str]:
    """Titles in order."""
    return [one.title for one in measures(version)]


def known(measure: Measure, **changed: Any) -> dict[str, Any]:
    """What the form of a measure holds."""
    names = ("number", "title", "text", "chapter", "group")
    return {**{name: getattr(measure, name) for name in names}, **changed}


def confirmed(client: Client, text: str = PLAN, **where: Any) -> PlanVersion:
    """A plan in force."""
    version = draft(client, text, **where)
    do(client, "doubt.clear_all", version)
    do(client, "plan.confirm", version)
    version.refresh_from_db()
    assert version.state == "confirmed"
    return version
