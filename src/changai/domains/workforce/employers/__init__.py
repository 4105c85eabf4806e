"""Employers: units that employ workers, with industry, ownership, size and park.

Nouns: employer, industry (GB/T 4754-2017), ownership (国统字〔2023〕14号), size (国统字〔2017〕213号), park.
Documents: YC 3.2, SZ 五, XA industries.
"""
