"""Figure checks: arithmetic that a text itself relates is done again, and what contradicts itself is shown.

Only relations that the words make are looked at (其中, 共, 占, 分别, 由 … 提高到 …, 等 n 个); a relation that can't be told for
sure gives no check.
"""

from changai.engines.documents.checks.checking import check
from changai.engines.documents.checks.comparing import Source, compare

__all__ = ["Source", "check", "compare"]
