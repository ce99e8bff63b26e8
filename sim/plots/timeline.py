"""One run told day by day: phases, deliveries, answers, violence and offers in lanes."""

from sim import words
from sim.plots import days, labels, lanes, one_run, style

NAME = "timeline"
NEEDS = ("runs", "days", "events", "offers", "obligations")
WIDTH = 8.6  # inches: a page's width
NARROW = 5.0  # inches; on a page of no more, the key has half as many columns

HEIGHTS = {"states": 0.3, "deliveries": 0.85, "rungs": 1.45, "violence": 1.1, "offers": 1.1}


def numbers(scenario, tables, run=None):
    """The lanes of a run: the first, or the one whose key in the tables is ``run``."""
    return one_run.read(scenario, tables, run)


def rows(shown):
    """The lanes drawn, from the top: (kind, slot of the party if it is one's)."""
    top = [("states", None), ("deliveries", 0), ("deliveries", 1), ("rungs", None)]
    middle = [("outside", None)] if shown.mediated or shown.out else []
    return top + middle + [("violence", None)] + ([("offers", None)] if shown.talks else [])


def heights(shown):
    """The height of each lane drawn [inches]; a row for each instrument used."""
    lines = len(shown.mediated) + bool(shown.out)
    tall = HEIGHTS | {"outside": 0.2 * lines + 0.15}
    return [tall[kind] for kind, _ in rows(shown)]


def body(shown, width=WIDTH):
    """Width and height [inches]."""
    lanes_tall = sum(heights(shown)) + 3.3 + (0.25 if shown.mediated or shown.out else 0.0)
    lanes_tall += 0.0 if width > NARROW else 1.2  # what lanes show takes more lines
    return width, lanes_tall + labels.noted(reasons(style.scratch(), shown, width))


def title(shown):
    """What is shown."""
    called = shown.called or f"Run {shown.number:,} of {shown.runs:,}"
    return f"{called}, day by day"


def finding(shown):
    """What it says."""
    one = f" One run {words.NOT_A_FORECAST}." if not shown.called else ""
    return f"On day {shown.last_day}: {words.cause(shown.cause)}.{one} Shaded: crises."


def draw(figure, shown):
    """A lane a theme, all on the same days."""
    wanted = rows(shown)
    width = figure.get_figwidth()
    labels.key(figure, lanes.marks(), columns=4 if width > NARROW else 2)
    labels.notes(figure, reasons(figure, shown, width))
    panels = figure.subplots(
        len(wanted), 1, sharex=True, squeeze=False, height_ratios=heights(shown)
    )[:, 0]
    first, last = shown.first_day, ends(shown)
    for axes, (kind, slot) in zip(panels, wanted, strict=True):
        for begins, until in shown.crises:
            axes.axvspan(begins - 0.5, until + 0.5, color="#F1E3DA", linewidth=0, zorder=0)
        for day, _ in shown.told:
            axes.axvline(day, color=style.QUIET, linewidth=0.6, zorder=0.5)
        lanes.DRAW[kind](axes, shown, slot, last)
    panels[0].set_xlim(first - 0.6, last + 0.6)
    days.axis(panels[-1], last, shown.start, most=9 if width > NARROW else 4, first=first)
    if width <= NARROW:
        panels[-1].set_xlabel(panels[-1].get_xlabel().replace(" (", "\n("))
    for axes in panels[:-1]:
        axes.spines["bottom"].set_visible(False)
        axes.tick_params(axis="x", length=0)
    lanes.name_states(panels[0], shown, last)
    names = turns(shown)
    if width <= NARROW:  # what each number means stands below
        names = [(day, name.partition(" ")[0], colour) for day, name, colour in names]
    labels.above(panels[0], names, size=9.5)


def ends(shown):
    """The last day of the axis: a little after that of the run."""
    return shown.last_day + max(1, round(0.03 * (shown.last_day - shown.first_day + 1)))


def turns(shown):
    """Marks for the turns of the run, numbered; those of one day in one."""
    found = {}
    for day, kind in shown.told:
        found.setdefault(day, []).append(shown.said.get((day, kind), words.EVENTS[kind]))
    return [
        (day, f"{number} {words.listed(texts)}", style.INK)
        for number, (day, texts) in enumerate(found.items(), start=1)
    ]


def reasons(figure, shown, width=WIDTH):
    """Lines that say why each turn came, by its number; no wider than a page of ``width``."""
    why, lines = {}, []
    for (day, _), text in zip(shown.told, shown.why, strict=True):
        why.setdefault(day, []).append(text)
    for day, name, _ in turns(shown):
        given = "; ".join(filter(None, why[day]))
        text = f"{name}, day {day}{': ' if given else ''}{given}"
        first, *rest = style.wrap(figure, text, labels.NOTE, width - 0.4)
        lines += [first, *(f"    {line}" for line in rest)]
    return lines


def describe(shown):
    """The figure in words."""
    manners = [manner for *_, manner in shown.deliveries]
    counts = [
        f"{manners.count(manner)} {text}"
        for manner, text in words.MANNERS.items()
        if manner in manners
    ]
    used = [words.INSTRUMENTS[name] for name in words.INSTRUMENTS if name in shown.mediated]
    turned = [f"{text.partition(' ')[2]} on day {day}" for day, text, _ in turns(shown)]
    incidents, deaths = int(shown.incidents.sum()), int(shown.deaths.sum())
    return (
        f"Lanes of {shown.called or 'one run'} over {words.count(shown.last_day, 'day')}. "
        f"Obligations: {words.listed(counts) or 'none due'}. "
        f"{words.count(len(shown.crises), 'spell')} of crisis, "
        f"{words.count(incidents, 'incident')} and {words.count(deaths, 'death')}. Mediators used "
        f"{words.listed(used) or 'nothing'}; {words.count(len(shown.out), 'partner')} out of "
        f"government for a time. {words.listed(turned) or 'No turns'}."
    )


def table(shown):
    """The run in rows: what, on which days, of which side, how, and how many or how much."""
    heads = ("what", "first day", "last day", "side", "how", "number")
    return heads, [*of_stages(shown), *of_sides(shown), *of_talks(shown), *of_violence(shown)]


def of_stages(shown):
    """Rows of states, crises and turns."""
    for state, first, last in shown.states:
        yield "state", first, last, None, words.state(state), None
    for first, last in shown.crises:
        yield "crisis", first, last, None, None, None
    for day, text, _ in turns(shown):
        yield "turn", day, day, None, text, None


def of_sides(shown):
    """Rows of what each side delivers, how hard it answers, and who is aimed at or out."""
    sides = (*shown.parties, None)  # the last of nobody
    for day, _, slot, manner in shown.deliveries:
        yield "delivery", day, day, sides[slot], words.MANNERS[manner], None
    for slot, rungs in enumerate(shown.rungs):
        for day, rung in enumerate(rungs, start=1):
            yield "answer", day, day, sides[slot], words.RUNGS[rung], rung
    for name, spans in shown.mediated.items():
        for first, last, slot in spans:
            yield "mediators", first, last, sides[slot], words.INSTRUMENTS[name], None
    for first, last, slot in shown.out:
        yield "partner out of government", first, last, sides[slot], None, None


def of_talks(shown):
    """Rows of offers, with what each is worth to the side that hears it."""
    noun, full = shown.unit.noun, shown.unit.full

    def said(day, accepted):
        down = ", then voted down" if day in shown.voted_down else ""
        return f"accepted{down}" if accepted else "not accepted"

    for day, slot, worth, taken in shown.offers:
        heard = shown.parties[1 - slot]
        yield f"offer: {noun} to", day, day, heard, said(day, taken), full * worth
    for day, worths, taken in shown.proposals:
        for name, worth in zip(shown.parties, worths, strict=True):
            what = f"mediators' proposal: {noun} to"
            yield what, day, day, name, said(day, taken), full * worth


def of_violence(shown):
    """Rows of incidents and deaths by day."""
    for day, incidents, deaths in zip(shown.days, shown.incidents, shown.deaths, strict=True):
        yield "incidents", day, day, None, None, incidents
        yield "deaths", day, day, None, None, deaths
