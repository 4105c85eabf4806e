"""What waits for a post, worked out from the declarations: whose role has a step at the stage where a case stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from changai.kernel.access.models import Post
from changai.kernel.casework.declared import procedures
from changai.kernel.casework.models import Case

SOON = timedelta(days=7)


@dataclass(frozen=True)
class Box:
    """One part of the inbox: a name for the address, a title, and what it says when it is empty."""

    key: str
    title: str
    empty: str
    tone: str = ""


BOXES = (
    Box("mine", "待我办理", "没有等着您办理的事。"),
    Box("late", "已过期", "没有过期的事。", "late"),
    Box("soon", "七天内到期", "七天内没有到期的事。"),
    Box("others", "等别人办理", "没有等别人办理的事。"),
)


def due_in(key: str, today: date, path: str = "") -> Q:
    """Open cases that are late, due soon, or any ("open"). path: from the model asked to its case, with its "__"."""
    running = Q(**{f"{path}closed_on": None})
    if key == "late":
        return running & Q(**{f"{path}due__lt": today})
    if key == "soon":
        return running & Q(**{f"{path}due__range": (today, today + SOON)})
    return running


def waiting_for(post: Post) -> Q:
    """Cases that stand where the post's role has a step, and whose turn is its unit's or any unit's.

    A step that corrects another, or that may be done at any time beside the main course, makes nothing wait.
    """
    stages = Q(pk__in=[])
    for procedure in procedures():
        ends = {stage.key for stage in procedure.stages if stage.end}
        mine = {
            at
            for step in procedure.steps
            for at in step.at
            if post.role_key in step.by
            and step.to
            and not step.counters
            and not step.aside
            and at not in ends
        }
        if mine:
            stages |= Q(procedure=procedure.key, version=procedure.version, stage__in=sorted(mine))
    unit = Q(organisation=None)
    if post.organisation_id is not None:
        unit |= Q(organisation=post.organisation_id)
    elif not post.role.unit:
        unit = Q()
    return stages & unit & Q(closed_on=None)


def box(post: Post, key: str, today: date) -> QuerySet[Any]:
    """The cases of a box in the active scope, those that are due first in front."""
    mine = waiting_for(post)
    found = Case.objects.filter(due_in(key, today))
    found = found.exclude(mine) if key == "others" else found.filter(mine)
    return found.order_by(F("due").asc(nulls_last=True), "pk")


def counts(post: Post, today: date) -> dict[str, int]:
    """How many cases each box holds."""
    return {one.key: box(post, one.key, today).count() for one in BOXES}
