"""Record linkage: which two records may be one person. Pure Python and DuckDB, set-wise, no names in results.

A pair is judged as Fellegi and Sunter do: every field adds log2(m / u), where m is how often one person's two
records agree so, and u how often two persons' records do. Agreement on a rare name weighs more than on 王伟,
because u of an equal name is the name's own frequency; the same holds for phones shared by a crew and for
large employers. The prior is the share of records expected to be doubles.
"""
