"""Proposals (建议、提案): received from a congress or conference, assigned, answered, judged by who made them.

Nouns: proposal, co-handler, reply, class (A, B, C), verdict. Documents: 代表法（2025）第五十一条; 政协提案工作条例; YC, SZ
(docs/terms.md). Local terms are parameters `terms.proposal-*`.
"""
