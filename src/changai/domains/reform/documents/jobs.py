"""Reading a large upload in the background."""

from typing import Any

from changai.domains.reform.documents.actions import read_offered
from changai.domains.reform.documents.models import Document
from changai.kernel.jobs.runner import JobFailed, Progress, job


@job("documents.read")
def read_upload(progress: Progress, *, document: int) -> dict[str, Any]:
    """Read a waiting document; the result leads to its page."""
    one = Document.objects.select_related("file", "region").get(pk=document)
    progress(0, 0, "正在读")
    if progress.post is None:
        raise JobFailed("没有解读：任务没有岗位，请重新上传")
    done = read_offered(one, by=progress.post)
    return {"url": f"/documents/{done.pk}/", "message": done.message}
