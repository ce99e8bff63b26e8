"""What a seat knows before play, part by part, for ``sim.classroom.sheets``.

``eve``
    the state on the eve of the first day, as the engine reckons it
``facts``
    what only one seat knows about itself, in sentences
``instruments``
    what a seat can do, and how often
``nash``
    the most even deal, by the Nash product, for the debrief
``stakes``
    what deals and obligations count, in points; red lines; the least acceptable deal
"""
