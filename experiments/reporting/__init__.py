"""What a report says of results: a module for each kind of them, and one for each common section.

A module ``of_KIND`` has functions named as the sections are; each takes a ``Result`` and yields
blocks of the document. A kind that has nothing to say in a section has no such function.

- ``opened``, ``recorded``, ``columns``: results, their records and their tables read from folders
- ``unforeseen``: what nobody foresaw, told with the section that it came in
- ``impossible``: outcomes that cannot come about, which are therefore not counted
- ``kept``: the folder of a report
- ``sections``: the document, section by section
- ``alike``, ``together``: what several results share, and what only several say
- ``of_run``, ``of_compare``, ``of_sweep``, ``of_sensitivity``, ``of_discover``, ``of_backtest``:
  the kinds
- ``of_boxes``, ``of_search``: the two that ``of_discover`` chooses from
- ``comparison``, ``sweeps``, ``sensitivities``, ``conditions``, ``record``: parts of the kinds
- ``varying``, ``failing``: what was varied, and points that could not be played
- ``remembered``: what is read of a result once, and forgotten with it
- ``assumptions``, ``counted``, ``cited``: premises, the shares of them that are assumed, sources
- ``expiry``: when a truce runs out that no side ends
- ``drawn``, ``limits``, ``method``, ``made``: figures, limits, the method, where numbers come from
- ``worded``, ``formats``, ``cells``: sentences about numbers, and how cells are written
"""
