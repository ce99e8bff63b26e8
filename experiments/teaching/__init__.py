"""What the pages of the teaching pack are made of, for ``experiments.teach``.

``roles``
    role sheets as Markdown, from what ``sim.classroom.sheets`` says of a seat
``played``
    the commands that a lesson quotes, played, and what came as a table
``prints``, ``papers``
    what a teacher prints, and the pages in Markdown that go into it

Students learn from changing a scenario as well as from playing one ([Druckman2008]_), so sheets and
tables are made from whatever is set; and most of all from the debrief ([Crookall2010]_), for which
the pages leave time.
"""
