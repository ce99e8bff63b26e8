"""Exploring a scenario: worlds that differ in some parameters, watched run by run and as many.

- ``worlds``: a scenario with some parameters at other values, checked as the model checks them;
- ``sliders``: which parameters are offered, with unit, range, meaning and source;
- ``watching``: one run day by day, as plain data;
- ``bands``: many runs of a world, as shares and quantiles by day;
- ``comparing``: two worlds on the same luck, and what differs between them;
- ``sharing``: the state of the page in its address, and back;
- ``exports``: what is shown as tables, figures, a scenario's file and a command;
- ``work``: threads that compute, once for all who ask, and the newest of a reader's wishes first;
- ``routes``: the addresses, which only carry.
"""
