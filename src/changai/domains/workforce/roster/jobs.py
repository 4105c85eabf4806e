"""Imports in the background: checking an upload, importing what was confirmed."""

from typing import Any

from changai.kernel.imports.kinds import ImportRefused
from changai.kernel.imports.models import Batch
from changai.kernel.imports.preview import check, confirm
from changai.kernel.jobs.runner import Progress, job


@job("imports.check", shown=(ImportRefused,))
def check_upload(progress: Progress, *, batch: int) -> dict[str, Any]:
    """Check a batch's upload; the result leads to its preview."""
    one = Batch.objects.get(pk=batch)
    outcome = check(one, progress.post, progress)
    return {"url": f"/imports/{one.pk}/", **outcome.counts()}


@job("imports.confirm", shown=(ImportRefused,))
def import_upload(progress: Progress, *, batch: int) -> dict[str, Any]:
    """Import a checked batch; the result leads to what became of it."""
    one = Batch.objects.get(pk=batch)
    outcome = confirm(one, progress.post, progress)
    return {"url": f"/imports/{one.pk}/", **outcome.counts()}
