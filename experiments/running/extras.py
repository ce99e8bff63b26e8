"""What is made of a result's tables for people: figures, and the story of one run."""

import shutil

from experiments import console, provenance, results

FIGURE_BLOCKS = 20  # blocks of runs that figures are drawn of; more would not fit in memory
STORY = "story.txt"


def is_told(settings):
    """True if a story is asked for; one run of the Mesa model is there to be watched."""
    return settings.explain or (settings.engine == "mesa" and settings.runs == 1)


def figures(composed):
    """How many figures are drawn, at most; of a result of theory it is one."""
    if not composed.settings.plots:
        return 0
    from sim import plots

    return 1 if composed.theory else len(plots.possible(composed.scenario))


def draw(composed, folder, made):
    """Draw the figures into ``folder/figures``, if they are wanted."""
    if not composed.settings.plots:
        return
    draw_from(folder, folder, composed, made)


def draw_from(source, folder, composed, made):
    """Draw the figures of a result into another folder's ``figures``."""
    from experiments.running import reading
    from sim import plots

    with console.progress() as bar:
        tables = reading.first_blocks(source, FIGURE_BLOCKS)
        task = bar.add_task("figures", total=None)
        plots.draw_all(
            folder,
            composed.scenario,
            tables,
            foot(composed, made, len(tables["runs"]["run"])),
            lambda done, total, name: bar.update(task, completed=done, total=total),
        )


def foot(composed, made, drawn):
    """The line under each figure, and its settings: what was played."""
    runs = composed.settings.runs
    many = console.count(runs, "run") if drawn == runs else f"the first {drawn:,} of {runs:,} runs"
    what = f"Scenario {composed.scenario.called}, {many}"
    return provenance.foot(what, made, composed.settings.seed, runs)


def tell(composed, folder):
    """Write the story of a run into a folder, if it is wanted."""
    if is_told(composed.settings):
        (folder / STORY).write_text(story(composed), encoding="utf-8")


def story(composed):
    """The story of the run asked for; it is played again, whatever was kept of it."""
    from experiments import engines
    from sim import story as stories

    run = composed.settings.story - 1
    tables = engines.single(composed.scenario, composed.settings, run)
    lines = stories.tell(composed.scenario, tables["events"], tables["days"], run, tables["offers"])
    return "\n".join(lines) + "\n"


def complete(composed, folder, made):
    """Add what is wanted and missing to a finished result."""
    if composed.settings.plots and not (folder / "figures").exists():
        with results.adding(folder, "figures") as hidden:
            room = hidden.with_name(hidden.name + ".room")
            try:
                draw_from(folder, room, composed, made)
                (room / "figures").rename(hidden)
            finally:
                shutil.rmtree(room, ignore_errors=True)
    if is_told(composed.settings):
        text = story(composed)
        with results.adding(folder, STORY) as hidden:
            hidden.write_text(text, encoding="utf-8")


def show_story(screen, folder):
    """Print the story that lies in a result."""
    from sim import story as stories

    text = (folder / STORY).read_text(encoding="utf-8").rstrip()
    if screen.is_terminal:
        text = stories.narrower(text, console.terminal_width())
    screen.print()
    screen.print(text, soft_wrap=True)
    screen.print()
