"""Labels beside what they name, kept apart from one another."""

from matplotlib.transforms import ScaledTranslation

from sim.plots import style

GAP = 1.35  # line height [font sizes]
KEY = 9.5  # points
MARK = 0.5  # inches that a mark of the key takes, with what is about it
NOTE = 8.5  # points
ABOVE = 0.08  # inches above notes
MOST = 0.46  # longest label above an axis [share of its width]


def settle(figure):
    """Lay the figure out, so that places on it can be measured."""
    figure.draw_without_rendering()


def key(figure, entries, columns=None):
    """What marks mean, under the page's title; takes its height from the body.

    In as many columns as fit unless their number is given.
    """
    engine = figure.get_layout_engine()
    left, bottom, width, height = engine.get()["rect"]
    legend = placed(figure, entries, columns) if columns else fitted(figure, entries, width)
    tall = legend.get_window_extent(figure.canvas.get_renderer()).height / figure.bbox.height
    engine.set(rect=(left, bottom, width, height - tall - 0.04 / figure.get_figheight()))


def fitted(figure, entries, width):
    """The key in one row if that fits a share of the figure's width, else in fewer columns."""
    most = width * figure.bbox.width
    longest = width * figure.get_figwidth() - MARK
    entries = [(handle, shortened(figure, text, KEY, longest)) for handle, text in entries]
    for columns in range(len(entries), 0, -1):
        legend = placed(figure, by_rows(entries, columns), columns)
        if columns == 1:
            return legend
        if legend.get_window_extent(figure.canvas.get_renderer()).width <= most:
            return legend
        legend.remove()


def placed(figure, entries, columns):
    """The key in a number of columns, filled one by one."""
    handles, texts = zip(*entries, strict=True)
    left, bottom, _, height = figure.get_layout_engine().get()["rect"]
    legend = figure.legend(
        handles, texts, loc="upper left", frameon=False,
        bbox_to_anchor=(left + 0.04 / figure.get_figwidth(), bottom + height),
        ncols=columns, fontsize=KEY, handlelength=1.5, columnspacing=1.3,
        handletextpad=0.5, borderpad=0.15, borderaxespad=0.0,
    )  # fmt: skip
    legend.set_in_layout(False)
    return legend


def by_rows(entries, columns):
    """Entries of a key in the order in which columns, filled one by one, read row by row."""
    return [one for place in range(columns) for one in entries[place::columns]]


def notes(figure, lines):
    """Lines of text at the foot of the body; takes their height from it."""
    engine = figure.get_layout_engine()
    left, bottom, width, height = engine.get()["rect"]
    wide, high = figure.get_size_inches()
    tall = noted(lines) / high
    figure.text(
        left + 0.07 / wide, bottom + tall - ABOVE / high, "\n".join(lines), size=NOTE, va="top",
        color=style.INK, linespacing=GAP, in_layout=False,
    )  # fmt: skip
    engine.set(rect=(left, bottom + tall, width, height - tall))


def noted(lines):
    """The height of such lines [inches]."""
    return len(lines) * NOTE * GAP / 72.0 + 2 * ABOVE if lines else 0.0


def shortened(figure, text, size, width):
    """The text no wider than ``width`` inches: what is in its middle gives way, not its end."""
    if style.measure(figure, text, size) <= width:
        return text
    kept = len(text) - 1
    while kept > 2:
        end = kept // 3
        shorter = f"{text[: kept - end].rstrip()}...{text[len(text) - end :].lstrip()}"
        if style.measure(figure, shorter, size) <= width:
            return shorter
        kept -= 1
    return style.cut(figure, text, size, width)


def above(axes, marks, size=style.SMALL):
    """Vertical lines at days, each named above the axes; ``marks`` is (day, words, colour)."""
    figure = axes.figure
    settle(figure)
    box = axes.get_window_extent()
    most = MOST * box.width / figure.dpi
    marks = [
        (day, style.cut(figure, words, size, most), colour) for day, words, colour in sorted(marks)
    ]
    lines = [
        (
            axes.transData.transform((day, 0.0))[0],
            (style.measure(figure, words, size) + 0.12) * figure.dpi,
        )
        for day, words, _ in marks
    ]
    for (day, words, colour), (row, leans) in zip(marks, rows_for(lines, box.x1), strict=True):
        axes.annotate(
            f" {words} ", xy=(day, 0.0), xycoords=axes.get_xaxis_transform(),
            xytext=(day, 1.0), textcoords=lifted(axes, 3.0 + row * size * GAP),
            size=size, color=colour, ha=leans, va="bottom", annotation_clip=False,
            arrowprops={
                "arrowstyle": "-", "color": colour, "linewidth": 1.0, "shrinkA": 0, "shrinkB": 0,
                "relpos": (0.0 if leans == "left" else 1.0, 0.0),
            },
        )  # fmt: skip


def rows_for(lines, high):
    """The row of each line's label, and the side of the label that is at its line.

    ``lines`` is (place, width of the label), places rising. No label covers another or a line that
    rises past it. Labels stand to the right of their lines as far as they fit before ``high`` and
    before the first line whose label does not; from there on, to the left.
    """
    rightward, leftward, edge = [], [], high
    for number in reversed(range(len(lines))):
        place, width = lines[number]
        if place + width <= edge:
            rightward.append(number)
        else:
            leftward.insert(0, number)
            edge = min(edge, place)
    found, placed = {}, []
    for number in rightward + leftward:
        place, width = lines[number]
        left = place if number in rightward else place - width
        row = 0
        while any(clash(row, place, left, left + width, other) for other in placed):
            row += 1
        placed.append((place, left, left + width, row))
        found[number] = row, "left" if number in rightward else "right"
    return [found[number] for number in range(len(lines))]


def lifted(axes, points):
    """The axes' coordinates (data, share of height), lifted by some points."""
    shift = ScaledTranslation(0.0, points / 72.0, axes.figure.dpi_scale_trans)
    return axes.get_xaxis_transform() + shift


def clash(row, x, left, right, other):
    """True if a label at a row would touch another one, or its line, or the other way round."""
    other_x, other_left, other_right, other_row = other
    if row == other_row:
        return left < other_right and other_left < right
    if row < other_row:
        return left < other_x < right
    return other_left < x < other_right


def at_right(axes, entries, size=style.SMALL, width=1.35, start=1.0):
    """Name things at the right edge; ``entries`` is (height in data, words, colour).

    Lines lead to them from ``start`` [share of the width], where what is named ends.
    """
    figure = axes.figure
    settle(figure)
    box = axes.get_window_extent()
    line = size * GAP * figure.dpi / 72.0
    entries = sorted(entries, key=lambda entry: entry[0])
    texts = [style.wrap(figure, words, size, width) for _, words, _ in entries]
    wanted = [axes.transData.transform((0.0, height))[1] for height, _, _ in entries]
    tall = [line * len(lines) for lines in texts]
    for (height, _, colour), lines, centre in zip(
        entries, texts, apart(wanted, tall, box.y0, box.y1), strict=True
    ):
        axes.annotate(
            "\n".join(lines), xy=(start, height), xycoords=("axes fraction", "data"),
            xytext=(1.035, round((centre - box.y0) / box.height, 4)), textcoords="axes fraction",
            size=size, color=colour, va="center", annotation_clip=False, linespacing=1.15,
            arrowprops={
                "arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 2, "shrinkB": 1,
                "relpos": (0.0, 0.5),
            },
        )  # fmt: skip


def apart(wanted, tall, low, high):
    """Centres near the wanted ones (rising), none overlapping, within low..high if they fit."""
    centres = []
    floor = low
    for want, height in zip(wanted, tall, strict=True):
        centre = max(want, floor + height / 2)
        centres.append(centre)
        floor = centre + height / 2
    ceiling = high
    for place in reversed(range(len(centres))):
        centres[place] = min(centres[place], ceiling - tall[place] / 2)
        ceiling = centres[place] - tall[place] / 2
    return centres
