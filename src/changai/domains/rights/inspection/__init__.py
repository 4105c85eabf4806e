"""Labour inspection: what workers complain of and others report, taken up or not, looked into, decided.

Nouns: complaint (投诉), report (举报), matter, decision, answer. Documents: 劳动保障监察条例（2004）; 关于实施《劳动保障监察条例》
若干规定; YC, SZ, SY (docs/terms.md).
"""
