"""Imports: a declared kind of spreadsheet is read, checked set-wise, previewed, done in one transaction, undone."""
