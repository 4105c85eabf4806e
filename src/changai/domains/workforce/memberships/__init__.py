"""Memberships: unions that exist and who belongs to them.

Nouns: union, membership, joining, leaving, coverage.
Documents: 工会法 11–12, 工会会员会籍管理办法 3; YC 3.5; XA 現狀.
"""
