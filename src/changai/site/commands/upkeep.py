"""What an installation does by itself: seal the audit chain every minute; cards, snapshot, figures every night."""

import logging
import threading
from datetime import date, datetime
from importlib import import_module

from django.conf import settings
from django.db import close_old_connections, connection

from changai.kernel.audit import chain, everywhere
from changai.kernel.facts import derive
from changai.kernel.facts.models import Snapshot
from changai.kernel.facts.tidy import tidy
from changai.kernel.jobs.models import Job
from changai.kernel.jobs.runner import start
from changai.kernel.screens import exporting

SEAL_EVERY = 60.0  # seconds
NIGHT_HOUR = 2  # the hour of the day after which the day's figures are made

NIGHTLY = {"people.refresh": "每夜更新工人现状", "duplicates.find": "每夜查找疑似重复"}

logger = logging.getLogger("changai.upkeep")


class Upkeep:
    """A loop that ends soon after `stopping` is set, sealing once more on the way out."""

    def __init__(self, stopping: threading.Event) -> None:
        self.stopping = stopping
        self.refreshed: date | None = None

    def run(self) -> None:
        """Until told to stop. A fault is logged and tried again next time round."""
        try:
            while not self.stopping.wait(SEAL_EVERY):
                self._quietly(chain.seal, "封存审计记录")
                self._quietly(self.refresh_if_due, "每夜更新")
                close_old_connections()
            self._quietly(chain.seal, "封存审计记录")
        finally:
            connection.close()

    def refresh_if_due(self, now: datetime | None = None) -> bool:
        """Cards once a day after NIGHT_HOUR; snapshot and figures too, where there was a snapshot before."""
        now = now or datetime.now()
        if now.hour < NIGHT_HOUR or self.refreshed == now.date():
            return False
        for kind, title in NIGHTLY.items():
            if not Job.objects.filter(kind=kind, created_at__date=now.date(), post=None).exists():
                start(kind, title, post=None)
        exporting.sweep()
        newest = Snapshot.objects.order_by("-as_of").values_list("as_of", flat=True).first()
        if newest is None or newest >= now.date():
            return False
        with everywhere(reason="每夜更新指标"):
            derive.run(snapshot=None, as_of=now.date())
        tidy()
        # What was searched for stands in a session; an expired one is of no use to anyone.
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        self.refreshed = now.date()
        return True

    def _quietly(self, step: object, name: str) -> None:
        try:
            step()  # type: ignore[operator]  # a bound function without arguments
        except Exception:
            logger.exception("%s没有成功，稍后再试。", name)
