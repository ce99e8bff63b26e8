"""Reports: what a document is made of, and the files it is written to.

Nothing here plays, draws or words a result: a report is put together from what is at hand.
"""
