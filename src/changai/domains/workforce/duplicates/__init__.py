"""Duplicates: two records that may be one person, made one by an officer, and made two again.

Nouns: duplicate (a pair with its reasons), merge, survivor, difference, undoing.
Documents: PZH 15 (one person, one record); 工会会员会籍管理办法 3.
"""
