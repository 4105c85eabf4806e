"""The registry of verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models, transaction

from changai.kernel.access.roles import Role
from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


class ActionRefused(Exception):
    """The act can't be done; the message says in Chinese what, why and what next, and is shown as it is."""


@dataclass(frozen=True)
class Action:
    """A declared verb. Calling it checks the role, runs in one transaction and leaves one audit entry.

    run: the decorated function, `run(target, *, by, **data)`, or `run(*, by, **data)` without a target model.
    form: validates `data`; its cleaned values are the keyword arguments. `reason` among them goes to the audit.
    when: whether the verb makes sense for this record now (hides the button, refuses the call).
    danger: shown in the menu of rare and dangerous steps, with `warning` said before.
    """

    key: str
    title: str
    by: tuple[Role, ...]
    run: Callable[..., Any]
    form: type[forms.BaseForm] | None = None
    target: type[models.Model] | None = None
    when: Callable[[Any], bool] | None = None
    danger: bool = False
    warning: str = ""
    bulk: bool = False
    tracked: tuple[str, ...] = field(default=())

    def permits(self, post: "Post", target: Any = None) -> bool:
        """Whether this post may do this (to this record)."""
        return post.role in self.by and (target is None or self.when is None or self.when(target))

    def __call__(self, *args: Any, by: "Post", **data: Any) -> Any:
        target = args[0] if args else None
        if not self.permits(by, target):
            raise ActionRefused(f"“{self.title}”未办理：{by}不能对这条记录办理此事，请核对岗位或记录状态")
        with transaction.atomic():
            before = self._state(target)
            result = self.run(*args, by=by, **data)
            after = self._state(target, refresh=True)
            changed = {name for name in before if before[name] != after.get(name)}
            record(
                self.key,
                self.title,
                target=target if target is not None else result if isinstance(result, models.Model) else None,
                before={name: before[name] for name in changed},
                after={name: after[name] for name in changed},
                reason=str(data.get("reason", "")),
                by=actor_of(by),
            )
        return result

    def _state(self, target: Any, refresh: bool = False) -> dict[str, str]:
        """The record's fields as text; sealed values show themselves masked."""
        if not isinstance(target, models.Model) or target.pk is None:
            return {}
        if refresh:
            target = type(target)._base_manager.filter(pk=target.pk).first()
            if target is None:
                return {}
        return {f.name: _text(target, f) for f in target._meta.concrete_fields if f.editable}


def _text(target: models.Model, field_: models.Field[Any, Any]) -> str:
    """A field's value as it is shown."""
    value = getattr(target, field_.attname)
    return "" if value is None else str(value)


registry: dict[str, Action] = {}


def action(
    key: str, *, title: str, by: tuple[Role, ...] | list[Role], **options: Any
) -> Callable[..., Action]:
    """Declare a verb: `@action("worker.correct", title="更正信息", by=[UNION_OFFICER], form=…, target=Worker)`."""

    def declare(run: Callable[..., Any]) -> Action:
        if key in registry:
            raise ValueError(f"action {key} is declared twice")
        registry[key] = Action(key=key, title=title, by=tuple(by), run=run, **options)
        return registry[key]

    return declare


def actions_for(model: type[models.Model], post: "Post", target: Any = None) -> list[Action]:
    """The verbs on a model that this post may do (to this record)."""
    return [one for one in registry.values() if one.target is model and one.permits(post, target)]
