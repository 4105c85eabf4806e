"""Rules: declared on fact tables in Ibis, compiled at release to frozen SQL, run on DuckDB.

Run time needs `tables`, `frozen` and `duck` only. `compiler`, `shapes` and `forbidden` need Ibis and are used
when rules are written and compiled, never by a running site.
"""
