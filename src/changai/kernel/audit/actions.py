"""The verb on the chain."""

from typing import TYPE_CHECKING

from changai.kernel.access.roles import AUDIT_ADMIN
from changai.kernel.actions import action
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import start

if TYPE_CHECKING:
    from changai.kernel.access.models import Post


@action("audit.verify", title="核验完整性", by=[AUDIT_ADMIN])
def verify_chain(*, by: "Post") -> Job:
    """Read the whole chain in the background; the job tells what was found."""
    return start("audit.verify", "核验审计记录", post=by)
