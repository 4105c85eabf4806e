"""Workers as the base database knows them, on any day.

Nouns: worker (the present picture of a person at work), background (dated household and political status),
duplicate (two records that may be one person), merge (two made one, and undone), history.
Documents: SY 19, PZH 14–15, XA 現狀.
"""
