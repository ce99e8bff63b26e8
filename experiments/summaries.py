"""What a command says of its result: kept in the folder, so that a second call says the same."""

from sim import whole_files

FILE = "summary.txt"


def write(folder, lines, title=""):
    """Write what is to be said, under its title if it has one."""
    lines = [title, "", *lines] if title else lines
    whole_files.put(folder / FILE, ("\n".join(lines) + "\n").encode())


def show(screen, folder):
    """Print it, and where the result lies."""
    screen.print()
    screen.print((folder / FILE).read_text(encoding="utf-8"))
    screen.print(f"Files: {folder}", soft_wrap=True)
