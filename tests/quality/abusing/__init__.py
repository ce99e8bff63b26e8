"""Attacks on a class that is served: each takes the ``Target`` and tells what it ``Found``.

``target`` is the class that is attacked, ``judging`` what may come of an attack. ``requests`` are
broken, odd and for what is not served; ``fields`` are of actions, as what they do not take;
``frames`` are said on web sockets, ``sockets`` are many at once, ``slow`` clients keep the server
waiting; ``identities`` are made up, ``markup`` is looked for on pages and in files, and ``floods``
are more than anybody could mean.
"""
