"""`changai manage work`: the background worker, as `changai serve` runs it."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from changai.kernel.jobs.worker import work


class Command(BaseCommand):
    """Runs queued jobs until it is told to stop."""

    help = "运行后台任务，直到收到停止信号"

    def add_arguments(self, parser: Any) -> None:
        """Whether to end when nothing waits."""
        parser.add_argument("--until-empty", action="store_true", help="队列空了就结束")

    def handle(self, *_: Any, until_empty: bool, **__: Any) -> None:
        """The job under way is finished before the process ends."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        work(stop, until_empty=until_empty)
