"""Playing a result again, and saying whether it is the same.

- ``recorded``: what a folder or a figure says of how it was made;
- ``allowed``: which of the commands that files bring are played at all;
- ``again``: playing one;
- ``alike``: two files, two configurations, and where they first differ;
- ``reports``: the results of a report, and its tables made anew from them;
- ``judging``: two folders, or a figure and a folder;
- ``told``: what is said of it.
"""
