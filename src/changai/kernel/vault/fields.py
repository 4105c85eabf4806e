"""Model fields for sealed values. Reading one gives a `Sealed`, which shows itself masked."""

from typing import Any

from django.db import models

from changai.kernel.vault.cipher import blind, seal, unseal
from changai.kernel.vault.masks import mask


class Sealed:
    """A sealed value in hand: `str()` is masked, `reveal()` is the text (callers audit it)."""

    __slots__ = ("blob", "kind")

    def __init__(self, blob: bytes, kind: str) -> None:
        self.blob = blob
        self.kind = kind

    def reveal(self) -> str:
        """The text itself. Show it only through `vault.actions.unmask`, which asks for a reason."""
        return unseal(self.blob, self.kind)

    def __str__(self) -> str:
        return mask(self.reveal(), self.kind)

    def __repr__(self) -> str:
        return f"<Sealed {self.kind}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self.kind == other.kind and self.reveal() == other.reveal()

    def __hash__(self) -> int:
        return hash((self.kind, blind(self.reveal(), self.kind)))


class SealedField(models.BinaryField):
    """A text kept sealed. Set it to a string; read it as `Sealed`."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Keep the kind in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "kind": self.kind}

    def from_db_value(self, value: Any, *_: Any) -> Sealed | None:
        """Bytes from the database → Sealed."""
        return None if value is None else Sealed(bytes(value), self.kind)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """A string is sealed; a Sealed goes back as it was."""
        if isinstance(value, Sealed):
            value = value.blob
        elif isinstance(value, str):
            value = seal(value, self.kind) if value else None
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        """Serialised forms are masked as well."""
        return str(self.value_from_object(obj) or "")


class BlindIndexField(models.BinaryField):
    """The index beside a SealedField of the same model, set from it whenever that holds a new string."""

    def __init__(self, *args: Any, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs.update(max_length=16, null=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Keep the partner's name in migrations."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Compute the index when the partner was set to text; clear it when the partner is empty."""
        partner = getattr(model_instance, self.of)
        if not partner:
            setattr(model_instance, self.attname, None)
        elif isinstance(partner, str):
            field: Any = model_instance._meta.get_field(self.of)
            setattr(model_instance, self.attname, blind(partner, field.kind))
        return getattr(model_instance, self.attname)
