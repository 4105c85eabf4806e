"""Signed references to sealed values: what a 查看 button sends, so that only what was shown can be asked for."""

from typing import Any

from django.apps import apps
from django.core import signing
from django.db import models
from django.http import Http404

from changai.kernel.screens.columns import field_at
from changai.kernel.vault.fields import SealedField

SALT = "changai.unmask"
MAX_AGE = 12 * 3600


def reference(record: models.Model, path: str) -> str:
    """A signed reference to the sealed field at a path of a record: the record that holds it, and the field."""
    holder: Any = record
    *steps, name = path.split("__")
    for step in steps:
        holder = getattr(holder, step)
    return signing.dumps([holder._meta.label_lower, str(holder.pk), name], salt=SALT, compress=True)


def resolve(signed: str) -> tuple[models.Model, str]:
    """The record in scope and the field's name. Raises Http404 if altered, out of date, gone or out of reach."""
    try:
        label, pk, name = signing.loads(signed, salt=SALT, max_age=MAX_AGE)
    except (signing.BadSignature, ValueError):
        raise Http404("这个请求已失效，请刷新页面后再试") from None
    model = apps.get_model(label)
    record = model._default_manager.filter(pk=pk).first()
    if record is None or not isinstance(field_at(model, name), SealedField):
        raise Http404("没有这条记录")
    return record, name
