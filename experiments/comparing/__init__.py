"""Scenarios set side by side on the same luck.

- ``asked``: the outcomes and the days;
- ``variants``: the scenarios, named or said by how they differ from one;
- ``pairing``: playing them together, and what is kept of each run;
- ``work``: the plan, the folder, the record;
- ``tables``, ``told``, ``figures``: what came out.
"""
