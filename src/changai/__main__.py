"""`changai` and `python -m changai`."""

import os
import sys


def main() -> int:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "changai.site.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
