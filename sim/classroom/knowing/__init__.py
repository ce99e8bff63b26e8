"""What a seat knows before play, part by part, for ``sim.classroom.sheets``.

``bridge``
    the most even deal, for the debrief
``eve``
    the state on the eve of the first day, as the engine reckons it
``facts``
    what only one seat knows about itself, in sentences
``stakes``
    what deals and obligations count, in points; red lines; the least acceptable deal
``tools``
    what a seat can do, and how often
"""
