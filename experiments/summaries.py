"""What a command says of its result: kept in the folder, so that a second call says the same."""

FILE = "summary.txt"


def write(folder, lines, title=""):
    """Write what is to be said, under its title if it has one."""
    lines = [title, "", *lines] if title else lines
    (folder / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")


def show(screen, folder):
    """Print it, and where the result lies."""
    screen.print()
    screen.print((folder / FILE).read_text(encoding="utf-8"))
    screen.print(f"Files: {folder}", soft_wrap=True)
