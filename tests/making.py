"""Rows of any model, made by looking at its fields, at a place (a region and an employer there)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import models
from django.test import Client
from django.utils import timezone

from changai.domains.workforce.people.models import Worker
from changai.engines.codes import credit, identity
from changai.kernel.access.models import Account, Post
from changai.kernel.access.roles import Reach, Role
from changai.kernel.access.scope import ScopeBy
from changai.kernel.parties.models import Organisation, Person
from changai.kernel.places.models import Region
from changai.kernel.vault.fields import BlindIndexField, SealedField

XIANAN, CHIBI = "421202", "421281"
MARKUP = "<b x=1>"
# What a row needs to be on a screen that is about some rows of its model only.
ON_SCREEN: dict[str, dict[str, Any]] = {"groups": {"group": "courier", "employer": None}}
# Fields whose values are keys of something declared.
DECLARED: dict[str, dict[str, Any]] = {
    "casework.Case": {"procedure": "proposal", "version": 1, "stage": "received"}
}
BACKEND = "django.contrib.auth.backends.ModelBackend"
_serial = count(1)
SINCE = date(2020, 3, 2)


def scope_of(model: type[models.Model]) -> ScopeBy | None:
    """How a model is scoped, None if it is not."""
    scope = getattr(model, "scope", None)
    return scope if isinstance(scope, ScopeBy) else None


@dataclass(frozen=True)
class Place:
    """Where rows are made."""

    region: str
    organisation: Organisation


def place(region: str) -> Place:
    """A region with a new employer in it."""
    serial = next(_serial)
    unit = Organisation._base_manager.create(
        name=f"第{serial}纺织厂",
        kind="employer",
        credit_code=credit.make(region, serial),
        region_id=region,
    )
    return Place(region, unit)


def post_for(
    role: Role, region: str | None = XIANAN, organisation: Organisation | None = None, person: Any = None
) -> Post:
    """A post held since 2020; its region is left out where the role reaches over a unit or a person."""
    serial = next(_serial)
    account = Account.objects.create_user(f"账号{serial}", "口令-只用于测试-7", display_name=f"经办{serial}")
    reach = role.reach
    return Post.objects.create(
        account=account,
        role_key=role.key,
        region=Region.objects.get(pk=region) if reach is Reach.REGION else None,
        organisation=organisation if reach is Reach.ORGANISATION or role.unit else None,
        person=person if reach is Reach.PERSON else None,
        since=date(2020, 1, 1),
    )


def sign_in(post: Post) -> Client:
    """A client signed in to the post."""
    client = Client()
    client.force_login(post.account, backend=BACKEND)
    client.post_held = post  # type: ignore[attr-defined]
    return client


class Rows:
    """Makes rows at a place. `markup` puts tags into every free text."""

    def __init__(self, at: Place, *, markup: bool = False) -> None:
        self.at = at
        self.markup = markup

    def make(self, model: type[models.Model], **given: Any) -> Any:
        """One row with everything it needs."""
        made = {Worker: self.worker, Person: self.person}.get(model)  # type: ignore[call-overload]
        if made is not None:
            return made(**given)
        if model is Organisation and not given:
            return self.at.organisation
        facts = {**self._facts(model), **DECLARED.get(model._meta.label, {}), **given}
        own_unit = model._meta.pk.is_relation and model._meta.pk.related_model is Organisation
        if own_unit and {f.name for f in model._meta.fields} & {"employer"}:
            facts[model._meta.pk.name] = Organisation._base_manager.create(
                **{**self._facts(Organisation), "kind": "union", "region_id": self.at.region}
            )
        elif own_unit:
            return model._base_manager.get_or_create(pk=self.at.organisation.pk, defaults=facts)[0]
        return model._base_manager.create(**facts)

    def on(self, screen: Any) -> Any:
        """A row that the screen is about."""
        return self.make(screen.model, **ON_SCREEN.get(screen.key, {}))

    def many(self, model: type[models.Model], number: int) -> list[Any]:
        """Several rows."""
        return [self.make(model) for _ in range(number)]

    def person(self, **given: Any) -> Person:
        """A person with a worker's card here, so that scopes reach the person."""
        return self.worker(**given).person

    def worker(self, **given: Any) -> Worker:
        """A worker's card and its person; names of the person's fields go to the person."""
        mine = {f.name for f in Person._meta.fields}
        serial = next(_serial)
        born = date(1970 + serial // 900 % 35, 5, 1)
        number = identity.make(self.at.region, born, serial % 900 + 1)
        facts = {
            "name": f"{MARKUP if self.markup else ''}王{chr(0x4E00 + serial % 2000)}",
            "id_number": number,
            "phone": f"1380000{serial % 10000:04d}",
            "sex": identity.check(number).sex,
            "birth_date": born,
        }
        facts.update({name: value for name, value in given.items() if name in mine})
        person = Person._base_manager.create(**facts)
        card = {**self._facts(Worker), "region_id": self.at.region, "employer": self.at.organisation}
        card.update({name: value for name, value in given.items() if name not in mine})
        return Worker._base_manager.create(**{**card, "person": person})

    def _facts(self, model: type[models.Model]) -> dict[str, Any]:
        """A value for every field that must have one, and for free texts and relations to units and regions."""
        found: dict[str, Any] = {}
        for field in model._meta.concrete_fields:
            if isinstance(field, models.AutoField | BlindIndexField) or not field.editable:
                continue
            if field.is_relation:
                if (value := self._relation(model, field)) is not None:
                    found[field.name] = value
            elif not (field.has_default() or field.null or getattr(field, "auto_now_add", False)):
                found[field.name] = self._value(field)
        return found

    def _relation(self, model: type[models.Model], field: Any) -> Any:
        """The place's own region and unit; other needed records are made; a record's own key is its maker's."""
        if field.related_model is Region:
            return Region.objects.get(pk=self.at.region)
        if field.related_model is Organisation and field.name != "parent":
            return None if field.primary_key and model is not Organisation else self.at.organisation
        if field.null or field.related_model is model or model is Worker:
            return None
        return self.make(field.related_model)

    def _value(self, field: Any) -> Any:
        """A value that fits a field."""
        serial = next(_serial)
        if isinstance(field, SealedField):
            return f"1390000{serial % 10000:04d}"
        if field.choices:
            return field.flatchoices[0][0]
        if isinstance(field, models.BooleanField):
            return True
        if isinstance(field, models.DateTimeField):
            return timezone.now()
        if isinstance(field, models.DateField):
            return SINCE
        if isinstance(field, models.DecimalField):
            # Large and broken, so that it is another text for people than for other systems.
            return Decimal(f"{1000 * (field.max_digits - field.decimal_places > 8) + serial}.5")
        if isinstance(field, models.IntegerField):
            return serial
        if isinstance(field, models.JSONField):
            return {}
        if field.blank and not self.markup:
            return ""
        # Closed at both ends, so that no text is part of another.
        text = f"甲{serial}号" if (field.max_length or 99) >= 8 else str(serial)
        if self.markup and (field.max_length or 99) >= 20:
            text = f"{MARKUP}{text}"
        return text[: field.max_length] if field.max_length else text
