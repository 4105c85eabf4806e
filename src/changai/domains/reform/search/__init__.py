"""Search over the texts of documents, measures and figures, each hit shown in its place.

Nouns: searched text, word, phrase, hit, snippet. Documents: none rules it; own.
"""
