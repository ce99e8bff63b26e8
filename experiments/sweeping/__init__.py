"""Many points of a design played at once: which they are, playing them, and resuming.

- ``factors``: what varies, and over which values;
- ``plan``, ``reading``: the points of a design, in their order, and reading one;
- ``bases``: the scenarios that points are set in;
- ``playing``, ``shards``: points played, and kept in files that are whole or not there;
- ``begun``, ``folder``: a folder that is resumed, and made one result in the end;
- ``tables``: what comes of the points;
- ``varied``, ``estimates``, ``levels``, ``contrasts``, ``findings``: what varied, and what of it
  moved which outcome how far, clear of luck; ``told``: the same in words;
- ``trends``, ``turning``: outcomes along what was drawn, and whether a difference turns there;
- ``pictured_effects``, ``pictured_heat``, ``pictured_cases``, ``pictured_means``: what each figure
  shows of it, and what those of means have in common;
- ``figures``, ``summary``: the figures drawn, and the same as words on the screen;
- ``work``: all of it as a command does it;
- ``whole``: a sweep from its design to its figures.
"""
