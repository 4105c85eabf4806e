"""Documents: official texts as they come, read into pieces that know their place in the text.

Nouns: document, reading, figure, check, doubt. Documents: SY, PZH, XA, YC, SZ (docs/terms.md).
"""
