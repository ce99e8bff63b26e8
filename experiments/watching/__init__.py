"""What Mesa's own browser app needs of the Mesa model; ``experiments/app.py`` is the app."""
