"""Writing entries. `record` is the only writer; `everywhere` is the only way round the scope."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, Token
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from changai.kernel.access.scope import Scope, within
from changai.kernel.audit.journal import write_or_keep

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


@dataclass(frozen=True)
class Actor:
    """Who acts now: set by the middleware for a request, by commands for themselves."""

    account_id: int | None = None
    name: str = "系统"
    post: str = ""
    address: str = ""


SYSTEM = Actor()


class _Present:
    """The actor of the present context; the system itself where nobody was named."""

    def __init__(self) -> None:
        self._held: ContextVar[Actor | None] = ContextVar("changai_actor", default=None)

    def get(self) -> Actor:
        """Who acts now."""
        return self._held.get() or SYSTEM

    def set(self, one: Actor) -> Token[Actor | None]:
        """Name who acts from here on; give the token to `reset`."""
        return self._held.set(one)

    def reset(self, token: Token[Actor | None]) -> None:
        """Back to who acted before."""
        self._held.reset(token)


actor = _Present()


def actor_of(post: "Post", address: str = "") -> Actor:
    """The actor that a post makes."""
    return Actor(post.account_id, str(post.account), str(post), address)


def _fields(
    action: str,
    title: str,
    target: models.Model | None,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str,
    who: Actor,
) -> dict[str, Any]:
    """The fields of an entry made now."""
    return {
        "at": timezone.now(),
        "account_id": who.account_id,
        "account_name": who.name,
        "post_title": who.post,
        "address": who.address,
        "action": action,
        "title": title,
        "object_type": target._meta.label_lower if target else "",
        "object_id": str(target.pk) if target else "",
        "before": before or {},
        "after": after or {},
        "reason": reason,
    }


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
    fields = _fields(action, title, target, before, after, reason, by or actor.get())
    apps.get_model("audit", "Entry").objects.create(**fields)


def record_read(
    title: str,
    *,
    target: models.Model | None = None,
    count: int = 1,
    fields: Sequence[str] = (),
    shown: dict[str, Any] | None = None,
    reason: str = "",
    action: str = "personal.read",
    by: Actor | None = None,
) -> None:
    """Put on record that personal data was read: a record page, an unmasked value, an export of `count` rows.

    fields: what was shown, by verbose name; shown: values, masked. Call it before the data leaves. It does not
    wait for a long writer: the entry then lies in a journal file until the next sealing takes it in.
    """
    after: dict[str, Any] = {"条数": count}
    if fields:
        after["内容"] = "、".join(fields)
    content = _fields(action, title, target, None, {**after, **(shown or {})}, reason, by or actor.get())
    write_or_keep(lambda: apps.get_model("audit", "Entry").objects.create(**content), content)


@contextmanager
def everywhere(*, reason: str) -> Iterator[Scope]:
    """Read without bounds, on record. For commands and jobs that serve the whole installation."""
    record("scope.everywhere", "全域读取", reason=reason)
    with within(Scope(everything=True)) as scope:
        yield scope
