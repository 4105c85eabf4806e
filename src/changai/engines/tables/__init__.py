"""Tables: a spreadsheet or text table as it comes becomes one DuckDB table of text cells.

`open_table(path)` looks at the file, refuses what can't be read with a Chinese sentence, and tells its sheets;
`Source.load(connection, sheet)` fills table `raw(rn, c1 … cn)`: rn is the row's number in the file, cells are
text or NULL. Nothing is interpreted here but the container: dates of a workbook stay serial numbers.
"""

from changai.engines.tables.errors import TableError
from changai.engines.tables.source import Source, open_table

__all__ = ["Source", "TableError", "open_table"]
