"""The declared procedures of this installation, by key and version, and the models whose records are their cases."""

from datetime import date

from django.db import models

from changai.engines.procedures import Procedure

_procedures: dict[tuple[str, int], Procedure] = {}
_models: dict[str, type[models.Model]] = {}


def keep(procedure: Procedure, model: type[models.Model]) -> None:
    """Take a version up. ValueError where it was declared before."""
    if (procedure.key, procedure.version) in _procedures:
        raise ValueError(f"version {procedure.version} of procedure {procedure.key} is declared twice")
    _procedures[procedure.key, procedure.version] = procedure
    _models[procedure.key] = model


def model_of(key: str) -> type[models.Model]:
    """The model of a procedure's records, each with the key of its case."""
    return _models[key]


def procedures(key: str = "") -> list[Procedure]:
    """Every version of every procedure, or of one, by key and version."""
    return [one for name, one in sorted(_procedures.items()) if key in ("", name[0])]


def procedure_of(key: str, version: int | None = None, on: date | None = None) -> Procedure:
    """A version of a procedure: the given one, else the newest that new cases took on a day. KeyError if none."""
    if version is not None:
        return _procedures[key, version]
    versions = [one for one in procedures(key) if on is None or one.since <= on]
    if not versions:
        raise KeyError(key)
    return versions[-1]
