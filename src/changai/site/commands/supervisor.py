"""Runs the processes of an installation and stops them cleanly."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import FrameType

from changai.site.commands.errors import Failure
from changai.site.commands.upkeep import Upkeep

GRACE = 10.0  # seconds a process gets to finish what it is doing
RESTARTS = 5  # of the background worker, before it is a fault that a person should see

logger = logging.getLogger("changai.serve")


def free_port(host: str, port: int) -> None:
    """Refuse to start on a port that is taken."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Failure(
                "未能启动", f"{host} 的端口 {port} 不能使用，多半已被别的程序占用", "请用 --port 换一个端口"
            ) from error


class Supervisor:
    """The web server and the background worker as processes, upkeep as a thread of this one."""

    def __init__(self, host: str, port: int, workers: int = 1) -> None:
        self.commands = {
            "web": [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port),
                "--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning",
                "changai.site.wsgi:application",
            ],
            "worker": [sys.executable, "-m", "changai", "manage", "work"],
        }  # fmt: skip
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stopping = threading.Event()

    def run(self) -> int:
        """Until a signal or a fault. Exit code 0 after a signal, 1 after a fault."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        upkeep = threading.Thread(target=Upkeep(self.stopping).run, name="upkeep")
        try:
            for name in self.commands:
                self._start(name)
            upkeep.start()
            return self._watch()
        finally:
            self.stopping.set()
            self._end()
            if upkeep.ident:
                upkeep.join(GRACE)

    def _start(self, name: str) -> None:
        # A session of their own: Ctrl+C reaches this process alone, which then stops them in order.
        self.running[name] = subprocess.Popen(self.commands[name], start_new_session=True)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _watch(self) -> int:
        """The web server must not end by itself; the worker is started again a few times."""
        restarts = 0
        while not self.stopping.wait(0.5):
            if self.running["web"].poll() is not None:
                logger.error(
                    "网站进程意外结束（代码 %s），已全部停止。请看上面的错误信息。",
                    self.running["web"].returncode,
                )
                return 1
            if self.running["worker"].poll() is not None:
                restarts += 1
                if restarts > RESTARTS:
                    logger.error("后台任务进程反复意外结束，已全部停止。请运行 changai doctor 检查。")
                    return 1
                logger.warning("后台任务进程意外结束，正在重新启动。")
                self._start("worker")
        return 0

    def _end(self) -> None:
        """Ask each process to end, wait, then insist."""
        for process in self.running.values():
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            # A web server that was killed leaves its workers behind, still holding the port.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
