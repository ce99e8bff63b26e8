"""Truces of the record played again, and scored against what happened.

- ``cases``: which cases there are;
- ``replaying``: what their runs leave;
- ``judging``: runs beside what happened;
- ``frozen``: what calibration looks at, as digests to be kept;
- ``rows``: the same as rows of CSV files;
- ``said``: sentences that hold whatever the numbers;
- ``designs``, ``tables``, ``told``, ``page``, ``figures``: the same as parts of a page.
"""
