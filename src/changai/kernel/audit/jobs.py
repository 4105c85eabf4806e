"""Verifying the chain in the background."""

from typing import Any

from changai.kernel.audit import chain
from changai.kernel.jobs.progress import Progress
from changai.kernel.jobs.runner import JobFailed, job


@job("audit.verify")
def verify_chain(progress: Progress) -> dict[str, Any]:
    """Seal what waits, read everything, and fail with what is wrong."""
    progress(0, 0, "封存尚未封存的记录")
    chain.seal()
    report = chain.verify(progress)
    if not report.ok:
        raise JobFailed(
            f"审计记录不完整：{'；'.join(report.problems[:3])}，共 {len(report.problems)} 处。"
            "请保留现场，用备份比对，并报告安全管理员"
        )
    return {"message": f"审计记录完整：{report.entries:,} 条，没有缺失、改动或次序颠倒。"}
