"""What the pages of the teaching pack are made of, for ``experiments.teach``.

``roles``
    role sheets as Markdown, from what ``sim.classroom.sheets`` says of a seat
``played``
    the commands that a lesson quotes, played, and what came as a table
"""
