"""Writing entries. `record` is the only writer; `everywhere` is the only way round the scope."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from changai.kernel.access.scope import Scope, within

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


@dataclass(frozen=True)
class Actor:
    """Who acts now: set by the middleware for a request, by commands for themselves."""

    account_id: int | None = None
    name: str = "系统"
    post: str = ""
    address: str = ""


actor: ContextVar[Actor] = ContextVar("changai_actor", default=Actor())


def actor_of(post: "Post", address: str = "") -> Actor:
    """The actor that a post makes."""
    return Actor(post.account_id, str(post.account), str(post), address)


def record(
    action: str,
    title: str,
    *,
    target: models.Model | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    by: Actor | None = None,
) -> None:
    """Append one entry, in the caller's transaction, so that act and entry stand or fall together."""
    who = by or actor.get()
    entry = apps.get_model("audit", "Entry")
    entry.objects.create(
        at=timezone.now(),
        account_id=who.account_id,
        account_name=who.name,
        post_title=who.post,
        address=who.address,
        action=action,
        title=title,
        object_type=target._meta.label_lower if target else "",
        object_id=str(target.pk) if target else "",
        before=before or {},
        after=after or {},
        reason=reason,
    )


@contextmanager
def everywhere(*, reason: str) -> Iterator[Scope]:
    """Read without bounds, on record. For commands and jobs that serve the whole installation."""
    record("scope.everywhere", "全域读取", reason=reason)
    with within(Scope(everything=True)) as scope:
        yield scope
