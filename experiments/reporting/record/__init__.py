"""Parts of a report on a backtest: its cases, coverage and scores read back, and what is missed."""
