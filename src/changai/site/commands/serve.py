"""`changai serve`: the site, the background worker, the sealer of the audit chain and the nightly refresh."""

import argparse

from changai.site.commands.output import say
from changai.site.commands.prepare import ensure_static, require_database
from changai.site.commands.supervisor import Supervisor, free_port


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where the site listens."""
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, metavar="端口", help="监听端口，默认 8000")
    parser.add_argument("--workers", type=int, default=1, metavar="个数", help="网站进程个数，默认 1")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    free_port(options.host, options.port)
    require_database("未能启动")
    ensure_static()
    say(f"网站地址：http://{options.host}:{options.port}/ （按 Ctrl+C 停止）")
    return Supervisor(options.host, options.port, options.workers).run()
