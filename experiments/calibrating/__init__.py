"""Parameters fitted to what was seen: ``questions`` are read, ``page`` tells what was found."""
