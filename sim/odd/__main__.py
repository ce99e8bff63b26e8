"""Print the protocol: ``python -m sim.odd > docs/odd.md``."""

from sim.odd import protocol

print(protocol.page(), end="")
