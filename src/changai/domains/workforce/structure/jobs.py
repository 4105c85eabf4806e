"""A day's profile in the background: with millions of workers it takes longer than a page may."""

from datetime import date
from typing import Any

from changai.kernel.facts import reading
from changai.kernel.facts.errors import FactsError
from changai.kernel.facts.models import Snapshot
from changai.kernel.jobs.runner import Progress, job
from changai.kernel.parameters import ParameterMissing

KIND = "structure.profile"


@job(KIND, shown=(FactsError, ParameterMissing))
def make_profile(progress: Progress, *, snapshot: int, as_of: str) -> dict[str, Any]:
    """Make the steps of a day from a snapshot; nothing of it depends on who asked."""
    reading.make(Snapshot.objects.get(pk=snapshot), date.fromisoformat(as_of), progress)
    return {"message": f"{as_of} 的数字已经算好。"}
