"""Replies to proposals of deputies and committee members: who asks what, who answers, whom to ask further."""

from changai.engines.documents.letters.reading import Letter, read_letter

__all__ = ["Letter", "read_letter"]
