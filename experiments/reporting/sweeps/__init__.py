"""Parts of a report on a sweep: the sweep read back, its tables, whether a decision stays best."""
