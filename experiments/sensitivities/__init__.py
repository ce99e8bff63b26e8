"""Which factors of a design move an outcome, and which noise cannot tell apart.

- ``asking``: the method, the factors and the points of a sensitivity analysis;
- ``finding``: what the runs say, outcome by outcome;
- ``joint``: which single settings of a tornado move an outcome, told of all together;
- ``tables``: the same as rows of CSV files;
- ``varied``, ``said``: factors in words, and sentences that a page and a report share;
- ``figures``, ``page``, ``told``: the same as pictures, in plain words, and in short.
"""
