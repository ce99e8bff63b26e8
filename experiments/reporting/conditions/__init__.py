"""Parts of a report on conditions: boxes read back, their tables, and a value that was searched."""
