"""Cards move on by themselves: contracts run out, hires begin, people leave on the day recorded before."""

from typing import Any

from changai.domains.workforce.people.actions import CHUNK, refresh
from changai.domains.workforce.people.models import Worker
from changai.kernel.audit import everywhere
from changai.kernel.jobs.runner import Progress, job
from changai.kernel.parties.models import Person


@job("people.refresh")
def refresh_cards(progress: Progress) -> dict[str, Any]:
    """Every card as of today; run each night."""
    progress(0, 0, "正在更新工人现状")
    with everywhere(reason="每夜更新工人现状"):
        keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(keys), CHUNK):
            # Some thousands in a transaction: other writers have their turn in between.
            refresh(keys[at : at + CHUNK])
            progress(at, len(keys), "正在更新工人现状")
        return {"workers": Worker.objects.count()}
