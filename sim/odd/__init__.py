"""The ODD protocol of the model ([Grimm2020]_), made from the code, the schema and two templates.

``python -m sim.odd > docs/odd.md`` makes the protocol, ``python -m sim.odd.submodels >
docs/odd_submodels.md`` its seventh element in full. What code cannot say (purpose, patterns, the
words on each design concept, the reasoning of each submodel) stands in ``protocol.md`` and
``submodels.md`` beside this file; a name in double braces there is filled in from the code.
"""
