"""Register: spreadsheets of units become employers and their unions.

Nouns: register, unit, credit code, size, founding. Documents: PZH 15; 统计上大中小微型企业划分办法（2017）.
"""
