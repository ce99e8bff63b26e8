"""Parts of a report on a sweep: the sweep read back, tables, trends, whether a decision turns."""
