"""Parts of a report on a sensitivity analysis: indices read back, their ranks, tables, settings.

``numbers`` says how they are written, for sentences and tables alike.
"""
