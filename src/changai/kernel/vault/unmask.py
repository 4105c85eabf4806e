"""Showing a sealed value: with a reason, on record, and not too often."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from changai.kernel.access.models import Post
from changai.kernel.access.roles import SCHOOL_CLERK, WORKER, WORKING
from changai.kernel.actions import ActionRefused
from changai.kernel.audit import record_read
from changai.kernel.audit.entries import actor_of
from changai.kernel.audit.models import Entry
from changai.kernel.parameters import value
from changai.kernel.vault.fields import Sealed, SealedField

ACTION = "vault.unmask"
BY = (*WORKING, SCHOOL_CLERK, WORKER)
SHORTEST_REASON = 4


def unmask(record: models.Model, name: str, *, reason: str, by: Post, address: str = "") -> str:
    """The text of a record's sealed field; the caller has found the record in scope.

    Leaves an audit entry with the masked value. Raises ActionRefused for a role that may not, a reason too
    short, or too many values in the last hour.
    """
    if by.role not in BY:
        raise ActionRefused(f"没有显示：{by.role}不能查看个人信息的原文")
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST_REASON:
        raise ActionRefused(f"没有显示：请写明理由，至少 {SHORTEST_REASON} 个字，例如“电话核对入会信息”")
    most = value("security.unmask_per_hour", timezone.localdate(), by.region_id or "000000")
    since = timezone.now() - timedelta(hours=1)
    seen = Entry.objects.filter(account_id=by.account_id, action=ACTION, at__gte=since).order_by("at")
    times = list(seen.values_list("at", flat=True)[: most + 1])
    if len(times) >= most:
        again = timezone.localtime(times[0] + timedelta(hours=1))
        raise ActionRefused(
            f"没有显示：一小时内最多查看 {most} 次原文，已经用完。请在 {again:%H:%M} 以后再看；"
            "要大批核对，请由有权限的岗位导出"
        )
    field: Any = record._meta.get_field(name)
    held = getattr(record, name)
    if not isinstance(field, SealedField) or not isinstance(held, Sealed):
        raise ActionRefused("没有显示：这一项没有填写")
    record_read(
        f"查看{field.verbose_name}原文",
        target=record,
        shown={str(field.verbose_name): str(held)},
        reason=reason,
        action=ACTION,
        by=actor_of(by, address),
    )
    return held.reveal()
