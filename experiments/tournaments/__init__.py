"""Strategies against each other.

- ``entries``: who takes part, and where;
- ``matches``: every pairing played;
- ``tables``, ``told``, ``figures``: what came out.
"""
