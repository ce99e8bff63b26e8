"""Parts of a report on a sensitivity analysis: indices read back, their ranks, tables, settings."""
