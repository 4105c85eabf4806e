"""The registry of verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import IntegrityError, models, transaction

from changai.kernel.access.roles import Role
from changai.kernel.access.scope import ScopeBy
from changai.kernel.audit import record
from changai.kernel.audit.entries import actor_of
from changai.kernel.vault.fields import SealedField
from changai.kernel.vault.masks import mask_name

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


class ActionRefused(Exception):
    """The act can't be done; the message says in Chinese what, why and what next, and is shown as it is.

    `record` is one that the reader should look at next and may see; pages link to it.
    """

    def __init__(self, message: str, record: models.Model | None = None) -> None:
        super().__init__(message)
        self.record = record


@dataclass(frozen=True)
class Action:
    """A declared verb. Calling it checks the role, runs in one transaction and leaves one audit entry.

    run: the decorated function, `run(target, *, by, **data)`, or `run(*, by, **data)` without a target model.
    form: validates `data`; its cleaned values are the keyword arguments. `reason` among them goes to the audit.
    when: whether the verb makes sense for this record now (hides the button, refuses the call).
    tracked: relations of the target whose fields go to the audit as well ("person" → "person.phone").
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
    do_not_call_in_templates = True  # a template names a verb to draw its button, never to do it

    @property
    def asks(self) -> bool:
        """Whether it has a form. Templates ask this, as naming the form's class there would make one."""
        return self.form is not None

    def permits(self, post: "Post", target: Any = None) -> bool:
        """Whether this post may do this (to this record)."""
        if post.role not in self.by or (target is not None and self.when and not self.when(target)):
            return False
        return not _read_from_above(target) or _in_reach(target, post)

    def __call__(self, *args: Any, by: "Post", **data: Any) -> Any:
        target = args[0] if args else None
        if not self.permits(by, target):
            raise ActionRefused(f"“{self.title}”未办理：{by}不能对这条记录办理此事，请核对岗位或记录状态")
        if not _in_reach(target, by):
            raise ActionRefused(f"“{self.title}”未办理：这条记录不在{by}的管理范围内，请由管理它的岗位办理")
        try:
            with transaction.atomic():
                self._take_turn(target, by)
                before = self._state(target)
                key = getattr(target, "pk", None)
                result = self.run(*args, by=by, **data)
                if target is not None:
                    target.pk = key  # a record that was taken out is still named in the audit
                self._record(target, result, before, str(data.get("reason", "")), by)
        except IntegrityError as clash:
            raise ActionRefused(
                f"“{self.title}”未办理：与已有记录重复或冲突，可能刚有人办理过；请刷新页面，核对后再办"
            ) from clash
        return result

    def _take_turn(self, target: Any, by: "Post") -> None:
        """Hold the record until the act is done, and ask anew whether it still may be: another may have been first."""
        if self.when is None or not isinstance(target, models.Model) or target.pk is None:
            return
        fresh = type(target)._base_manager.select_for_update(of=("self",)).filter(pk=target.pk).first()
        if fresh is None or not self.when(fresh):
            raise ActionRefused(
                f"“{self.title}”未办理：这条记录刚被{'撤回' if fresh is None else '别人办理过'}，请刷新页面核对后再办"
            )

    def _record(self, target: Any, result: Any, before: "State", reason: str, by: "Post") -> None:
        """One entry: what changed of the target, and all of the other record that the verb returned."""
        after = self._state(target, refresh=True)
        changed = {name for name in before if before[name] != after.get(name)}
        shown = {name: after[name][1] for name in changed if name in after}
        if isinstance(result, models.Model) and result.pk is not None and result != target:
            prefix = "" if target is None else f"{result._meta.model_name}."
            # A record that was followed through the act has told already what changed of it.
            followed = before.get(f"{prefix}{result._meta.pk.name}", (None, ""))[0] == result.pk
            shown.update(
                {
                    prefix + name: text
                    for name, (_, text) in _fields(result).items()
                    if text and not (followed and prefix + name in before)
                }
            )
        record(
            self.key,
            self.title,
            target=target if target is not None else result if isinstance(result, models.Model) else None,
            before={name: before[name][1] for name in changed},
            after=shown,
            reason=reason,
            by=actor_of(by),
        )

    def _state(self, target: Any, refresh: bool = False) -> "State":
        """The record's fields and those of its tracked relations; read again after the act."""
        if not isinstance(target, models.Model) or target.pk is None:
            return {}
        fresh = type(target)._base_manager.select_related(*self.tracked).filter(pk=target.pk).first()
        if refresh and fresh is None:
            return {}
        fresh = fresh or target
        state = _fields(fresh)
        for name in self.tracked:
            related = getattr(fresh, name)
            if related is not None:
                state.update({f"{name}.{inner}": value for inner, value in _fields(related).items()})
        return state


State = dict[str, tuple[Any, str]]  # field → value as it is, and as it is shown


def _fields(record_: models.Model) -> State:
    """Editable fields but password hashes. Sealed values show themselves masked, and so do names of persons."""
    return {
        field_.name: (getattr(record_, field_.attname), _text(record_, field_))
        for field_ in record_._meta.concrete_fields
        if (field_.editable or isinstance(field_, SealedField)) and field_.name != "password"
    }


def _text(record_: models.Model, field_: models.Field[Any, Any]) -> str:
    """A field's value as it is shown."""
    value = getattr(record_, field_.attname)
    if value is None:
        return ""
    if field_.name == "name" and record_._meta.label_lower == "parties.person":
        return mask_name(value)
    return str(value)


def _in_reach(target: Any, by: "Post") -> bool:
    """Whether a scoped record lies in the post's own scope, whatever scope the caller runs in."""
    scope = getattr(type(target), "scope", None)
    if not isinstance(scope, ScopeBy) or target.pk is None:
        return True
    return type(target)._base_manager.filter(scope.acting(by.scope), pk=target.pk).exists()


def _read_from_above(target: Any) -> bool:
    """Whether records of this kind are also read by posts that may not act on them."""
    scope = getattr(type(target), "scope", None)
    return isinstance(scope, ScopeBy) and scope.upward is not None


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
