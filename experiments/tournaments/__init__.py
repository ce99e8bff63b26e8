"""Strategies against each other.

- ``entries``: who takes part, and where;
- ``matches``: every pairing played;
- ``work``: all of it as a command does it;
- ``tables``, ``told``, ``figures``: what came out.
"""
