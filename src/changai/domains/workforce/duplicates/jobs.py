"""Looking for pairs over a post's reach, or over the whole installation at night."""

from typing import Any

from changai.domains.workforce.duplicates.actions import collect
from changai.domains.workforce.people.models import Worker
from changai.kernel.audit import everywhere
from changai.kernel.jobs.runner import Progress, job


@job("duplicates.find")
def find_duplicates(progress: Progress) -> dict[str, Any]:
    """Candidates among the workers in reach of the post that asked; without a post, among all."""
    progress(0, 0, "正在比对")
    if progress.post is not None:
        new = collect(Worker.objects.all())
    else:
        with everywhere(reason="每夜查找疑似重复"):
            new = collect(Worker.objects.all())
    told = f"新发现 {new:,} 对，请逐对核对。" if new else "没有发现新的疑似重复。"
    return {"new": new, "message": told, "url": "/duplicates/?state=open"}
