"""Model fields for sealed values. In hand such a value is always a `Sealed`, which shows itself masked."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import signals
from django.db.models.query_utils import DeferredAttribute

from changai.kernel.vault.cipher import blind, seal, unseal
from changai.kernel.vault.masks import mask


class Sealed:
    """A sealed value in hand: `str()` is masked, `reveal()` is the text (callers audit it)."""

    __slots__ = ("_blob", "_text", "kind")

    def __init__(self, blob: bytes | None, kind: str, text: str | None = None) -> None:
        self._blob = blob
        self._text = text
        self.kind = kind

    @property
    def blob(self) -> bytes:
        """The sealed form; a value that was just set is sealed when first asked for."""
        if self._blob is None:
            self._blob = seal(self._text or "", self.kind)
        return self._blob

    @property
    def fresh(self) -> bool:
        """Whether it was set in this process rather than read, so that its index has to be made."""
        return self._text is not None

    def reveal(self) -> str:
        """The text itself. Show it only through `vault.unmask`, which asks for a reason."""
        return unseal(self.blob, self.kind) if self._text is None else self._text

    def __str__(self) -> str:
        return mask(self.reveal(), self.kind)

    def __repr__(self) -> str:
        return f"<Sealed {self.kind}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Sealed, (self.blob, self.kind)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.kind == other.kind and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash((self.kind, blind(self.reveal(), self.kind)))


class SealedAttribute(DeferredAttribute):
    """Turns a text into a Sealed the moment it is set, so that no clear text lingers on a record."""

    field: "SealedField"

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, str):
            value = Sealed(None, self.field.kind, value) if value else None
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):
    """A text kept sealed. Set it to a string; read it as `Sealed`.

    Queries never see clear text: look a value up through its BlindIndexField; `update()` takes a Sealed.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Keep the kind in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind}

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        """Bytes from the database → Sealed."""
        return None if value is None else Sealed(bytes(value), self.kind)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """A Sealed goes to the database as its blob. Raises TypeError for clear text."""
        if isinstance(value, str):
            raise TypeError(f"{self.name} is sealed: query its blind index, and update with Sealed and index")
        if isinstance(value, Sealed):
            value = value.blob
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        """Serialised forms are masked as well."""
        return str(self.value_from_object(obj) or "")


class BlindIndexAttribute(DeferredAttribute):
    """The stored index, or the one of the partner's text when that was just set."""

    field: "BlindIndexField"

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        if instance is None:
            return self
        partner = instance.__dict__.get(self.field.of, False)
        if partner is None:
            return None
        if isinstance(partner, Sealed) and partner.fresh:
            return blind(partner.reveal(), partner.kind)
        return super().__get__(instance, cls)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class BlindIndexField(models.BinaryField):
    """The index beside a SealedField of the same model; follows it by itself."""

    descriptor_class = BlindIndexAttribute

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(max_length=16, null=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Keep the partner's name in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Watch saves of the model for one that would leave the index behind."""
        super().contribute_to_class(cls, name, private_only)
        signals.pre_save.connect(self._refuse_half, sender=cls, weak=False, dispatch_uid=(cls, name))

    def _refuse_half(self, update_fields: frozenset[str] | None = None, **_: Any) -> None:
        """Saving the sealed value without its index would make the record impossible to find."""
        if update_fields is not None and self.of in update_fields and self.name not in update_fields:
            raise ValueError(f"update_fields holds {self.of}, so it must hold {self.name} as well")
