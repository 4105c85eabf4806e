"""`changai` and `python -m changai`."""

import sys

from changai.site.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
