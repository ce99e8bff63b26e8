"""Where the program lies: the folder that holds its packages."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
