"""Two plans held against each other: which aims they share, which only one has.

Nouns: pair, likeness, side. Documents: SY, PZH (docs/terms.md); no document rules how likeness is reckoned.
"""
