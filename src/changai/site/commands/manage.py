"""`changai manage …`: Django's own commands, for engineers."""

import argparse

from django.core.management import execute_from_command_line

PASSES_ON = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Shown in the help only: everything is passed on as it is."""
    parser.add_argument(
        "arguments", nargs="+", metavar="维护命令", help="例如 shell、dbshell、showmigrations"
    )


def run(arguments: list[str]) -> int:
    """Run one of Django's commands."""
    execute_from_command_line(["changai manage", *arguments])
    return 0
