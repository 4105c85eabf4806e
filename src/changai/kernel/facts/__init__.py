"""Facts: published tables as Parquet snapshots without personal identifiers, and the results derived from them."""
