"""Qualifications: education reached and skill certificates held.

Nouns: education (GB/T 4658), certificate, level (新八级工, compared by rank), occupation, number.
Documents: 人社部发〔2022〕14号; XA 現狀; SZ 四.
"""
