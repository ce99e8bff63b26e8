"""Exploring a scenario: worlds that differ in some parameters, watched run by run and as many.

- ``worlds``: a scenario with some parameters at other values, checked as the model checks them;
- ``offered``: which parameters are offered at first, and in which words;
- ``sliders``: parameters as sliders, with unit, range, meaning and source;
- ``watching``: one run day by day, as plain data;
- ``bands``: many runs of a world, as shares and quantiles by day;
- ``counts``: in how many of them what happens, and usual means;
- ``comparing``: two worlds on the same luck, and what differs between them;
- ``sharing``: the state of the page in its address, and back;
- ``spreadsheets``, ``printing``, ``commands``: what is shown as tables, as figures, and as the file
  and the commands that play the same;
- ``work``: threads that compute, once for all who ask, and the newest of a reader's wishes first;
- ``routes``: the addresses, which only carry.
"""
