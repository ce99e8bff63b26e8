"""An audit of a scenario: sides swapped, numbers nudged, words read, and what came of it.

- ``scope``: what an audit is about;
- ``fairness``: the two sides swapped, and their names;
- ``nudging``, ``nudged_runs``: every number moved a little, and the runs that follow;
- ``judgements``, ``even``: which numbers are judgements, and both sides set by one of them;
- ``headlines``: results as statements that runs keep or break;
- ``wording``: loaded words in files;
- ``findings``, ``tables``, ``page``, ``page_of_judgements``, ``page_of_results``: what was found.
"""
