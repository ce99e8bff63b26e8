"""Single changes that might have saved runs.

- ``candidates``: a declared list of them, each played;
- ``work``: all of it as a command does it;
- ``tables``, ``told``: what came out.
"""
