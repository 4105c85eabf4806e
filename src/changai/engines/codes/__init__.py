"""National codes: identity and credit numbers, regions, industries, occupations, small tables. Pure Python.

Every table is data under the catalog directory; every text that people type is read forgivingly, and what
cannot be read for sure is None or a CodeError, never a guess.
"""

from changai.engines.codes.errors import CodeError

__all__ = ["CodeError"]
