"""What Mesa's own browser app needs of the Mesa model; ``experiments/app.py`` is the app.

- ``watched``: the model as that app calls it, and what is said of a day
- ``figures``: figures of a run as far as it has been played
"""
