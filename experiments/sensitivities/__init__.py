"""Which factors of a design move an outcome, and which noise cannot tell apart.

- ``asking``: the method, the factors and the points of a sensitivity analysis;
- ``finding``: what the runs say, outcome by outcome;
- ``tables``: the same as rows of CSV files;
- ``figures``, ``page``: the same as pictures and in plain words.
"""
