"""The tables of a backtest's page: outcomes beside the runs, and their scores."""

from experiments.backtesting import judging
from experiments.backtesting import told as told
from sim import happened, patterns
from sim.scores import CENTRAL


def row(*cells):
    """A row of a Markdown table."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def table(head, rows, texts=2):
    """A Markdown table; the first columns hold words."""
    yield row(*head)
    yield row(*("---" for _ in head[:texts]), *("---:" for _ in head[texts:]))
    yield from rows
    yield ""


def coverage(entries):
    """A line an outcome, with notes beneath."""
    head = (
        "pattern", "outcome", "what happened", "median of runs", CENTRAL, "width",
        "covered", "source",
    )  # fmt: skip
    rows, notes, last = [], [], 0
    for entry in sorted(entries, key=lambda entry: entry.one.pattern):
        one = entry.one
        short = happened.PATTERNS[one.pattern].short
        title = f"{one.pattern} {short}" if one.pattern != last else ""
        last = one.pattern
        mark = " *(given)*" if one.use == "given" else ""
        rows.append(
            row(
                title,
                one.label + mark,
                told.happened_words(entry),
                told.middle(entry),
                told.spanned(entry),
                told.width(entry),
                "yes" if entry.covered else "**no**",
                ", ".join(one.source),
            )
        )
        if one.note:
            notes.append(f"- {one.label}: {one.note}.")
    yield from table(head, rows)
    yield from notes
    yield ""


def score_tables(found, case):
    """Yes and no in one table, numbers and days in another."""
    held = {}
    for entry in found.scores[case]:
        held.setdefault(entry.name, {})[entry.by, entry.score] = entry
    yes_no, numbers = [], []
    for name, of in held.items():
        one = found.cases[case].outcomes[name]
        if one.kind == patterns.YES_NO:
            yes_no.append(truth_row(one, of))
        else:
            numbers.append(number_row(one, of))
    if yes_no:
        head = ["outcome", "happened", "chance by the runs", "Brier", "log", "place",
                "base rate", "Brier less its", "constant hazard", "Brier less its"]  # fmt: skip
        yield from table(head, yes_no)
    if numbers:
        head = ["outcome", "happened", "fair CRPS", "place", "base rate's", "less it",
                "constant hazard's", "less it"]  # fmt: skip
        yield from table(head, numbers)


def truth_row(one, of):
    """The scores of a yes or no."""
    cells = [figure(of, "runs", score) for score in ("chance", "brier", "log", "pit")]
    for by in judging.BASELINES:
        cells += [figure(of, by, "chance"), signed(of, by, "brier")]
    return row(one.label, "yes" if one.value else "no", *cells)


def number_row(one, of):
    """The scores of a number or a day."""
    cells = [figure(of, "runs", "crps"), figure(of, "runs", "pit")]
    for by in judging.BASELINES:
        cells += [figure(of, by, "crps"), signed(of, by, "crps")]
    return row(one.label, told.amount(float(one.value), one), *cells)


def figure(of, by, score):
    """A score with two decimals; more where it would read as nothing, or as certain."""
    if (by, score) not in of:
        return ""
    value = of[by, score].value
    if score == "chance" and value >= 0.995:
        return f"{value:.4f}"
    if abs(value) < 0.0001:
        return "under 0.0001"
    return f"{value:.2f}" if value >= 0.01 else f"{value:.4f}"


def signed(of, by, score):
    """A difference."""
    return f"{of[by, score].difference:+.2f}" if (by, score) in of else ""
