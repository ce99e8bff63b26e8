"""A round looked back on: one document, and the page, the figures and the files made from it.

A figure is drawn when it is first asked for, and kept.
"""

from sim.classroom.playing import debrief, handout
from sim.report import html, pdf, typesetting
from sim.report.document import Figure

WIDE, NARROW = 6.4, 3.75  # inches; on the screen of a phone the narrow one is read without zooming
NARROWER = "-narrow"  # what the name of such a picture ends in
LEVEL = 3  # of the headings on the page of a class


class Round:
    """A round looked back on.

    Parameters
    ----------
    looked : list of sim.classroom.playing.debrief.Looked
    pictures : list of list of sim.classroom.playing.handout.Picture
        The figures of each table.
    document : callable
        Makes the document from the figures of each table.
    """

    def __init__(self, looked, pictures, document):
        self.looked = looked
        self.pictures = pictures
        self.document = document
        self.held = {}  # pictures that have been drawn, by name
        self.shown = None  # what the page shows, once it was asked for

    @property
    def names(self):
        """What the pictures are called, those for a narrow screen too."""
        return [
            f"{one.name}{end}" for own in self.pictures for one in own for end in ("", NARROWER)
        ]

    def picture(self, name):
        """A picture by its name."""
        if name not in self.held:
            width = NARROW if name.endswith(NARROWER) else WIDE
            plain = name.removesuffix(NARROWER)
            found = next(one for own in self.pictures for one in own if one.name == plain)
            self.held[name] = found.drawn(width)
        return self.held[name]

    def with_figures(self, make):
        """The document, each of its figures as ``make`` makes it of a picture."""
        return self.document([list(map(make, own)) for own in self.pictures])

    def on_page(self, source):
        """What a page of the class shows; ``source`` has the address of a picture of a name."""
        if self.shown is None:
            self.shown = html.within(self.with_figures(undrawn), "back", LEVEL, source)
        return self.shown

    def drawn(self, one):
        """A figure with its pictures."""
        wide, narrow = self.picture(one.name), self.picture(f"{one.name}{NARROWER}")
        return Figure(one.name, one.title, one.alt, wide, narrow=narrow)

    def printed(self, one):
        """A figure with the picture that is printed."""
        return Figure(one.name, one.title, one.alt, self.picture(one.name))

    def as_html(self):
        """The handout as one page that needs nothing else."""
        return html.page(self.with_figures(self.drawn)).encode()

    def as_pdf(self):
        """The handout to print; a class goes on, so what it was set with is not kept."""
        made = pdf.pages(self.with_figures(self.printed))
        typesetting.forget()
        return made


def undrawn(one):
    """A figure of which a page knows where its pictures are."""
    return Figure(one.name, one.title, one.alt, NONE, narrow=NONE)


def looked(played):
    """The tables of a round (`sim.classroom.playing.rounds.Round`) looked back on."""
    found = debrief.of_tables(played.tables, debrief.RUNS)
    pictures = [
        handout.pictures(table, one.called) for table, one in zip(played.tables, found, strict=True)
    ]
    setting, number = played.setting, played.round
    return Round(
        found,
        pictures,
        lambda figures: handout.document(found, figures, setting, number, debrief.RUNS),
    )


NONE = b"<svg/>"  # in the place of a picture that is elsewhere
FILES = {
    "handout.html": (Round.as_html, "text/html"),
    "handout.pdf": (Round.as_pdf, "application/pdf"),
    "tables.csv": (lambda found: handout.tables_csv(found.looked), "text/csv"),
    "decisions.csv": (lambda found: handout.decisions_csv(found.looked), "text/csv"),
}
