"""Roster: spreadsheets of workers, employers and groups become records of the base database.

Nouns: roster, row, rejection, batch, template. Documents: PZH 15, SY 19.
"""
