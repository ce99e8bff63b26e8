"""The scenario in a browser: to explore alone, and to play in class."""
