"""What a report says of results: a module for each kind of them, and one for each common section.

A module ``of_KIND`` has functions named as the sections are; each takes a ``Result`` and yields
blocks of the document. A kind that has nothing to say in a section has no such function.
"""
