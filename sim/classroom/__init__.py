"""Pages in a browser: watching a scenario, comparing two worlds, and playing seats in a class.

Knows nothing of files of configuration: whoever serves it hands it functions that find scenarios.
"""
