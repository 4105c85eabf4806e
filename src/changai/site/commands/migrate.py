"""`changai migrate`."""

import argparse

from changai.site.commands.output import show
from changai.site.commands.prepare import ensure_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """None of its own."""


def run(options: argparse.Namespace) -> int:
    """Bring the database to the present structure."""
    done = ensure_database()
    show(f"数据库已升级，执行了 {done} 步。" if done else "数据库已是最新，无需升级。")
    return 0
