"""Parts of a report on a backtest: coverage and scores read back, and their tables."""
