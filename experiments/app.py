"""The Mesa model in Mesa's own browser app: step, play, reset, and what happened today in words.

    pip install -e '.[viz]'
    solara run --no-check-version experiments/app.py

Each browser has a model of its own, and nothing is asked of any other machine (docs/mesa.md).
"""

import base64
import io

import solara
from mesa.visualization import SolaraViz
from mesa.visualization.utils import update_counter
from solara.server import settings

from experiments.watching import figures, watched
from sim.words import NOT_A_FORECAST

settings.main.mode = "production"  # in its other modes a page calls on Solara's site
settings.telemetry.mixpanel_enable = False
settings.theme.show_banner = False

TITLE = "One run, day by day"
DPI = 160
NARROW = """@media (max-width: 959px) {
  .v-navigation-drawer { min-width: 0 !important; width: 85vw !important; }
}"""  # leaves something of the page to touch, which closes the sidebar


@solara.component
def Page():  # noqa: N802 -- the name that Solara looks for
    """Mesa's controls at the side, the run beside them."""
    solara.Title(TITLE)
    solara.Style(NARROW)
    model = solara.use_reactive(solara.use_memo(watched.Watched, []))
    SolaraViz(model, model_params=watched.controls(), name=TITLE, play_interval=200)
    Run(model.value)


@solara.component
def Run(model):  # noqa: N802 -- a component, as Solara writes them
    """The run so far: where it stands, two figures, today's events."""
    update_counter.get()  # Mesa counts on after every step
    shown, texts, *pictures = solara.use_memo(lambda: today(model), [model, model.world.day])
    element("h2", watched.headline(model), attributes={"aria-live": "polite"})
    with solara.ColumnsResponsive(12, large=6):
        picture(pictures[0], f"State, trust and tension by day. {figures.in_words(shown)}")
        picture(pictures[1], "Worth of staying and of leaving by day, for each side.")
    element("h3", "Today")
    with solara.v.Html(tag="div"):  # of its own: the number of paragraphs changes
        for text in texts or ["Nothing to tell."]:
            element("p", text)
    element(
        "p", f"One run, {NOT_A_FORECAST}. What is moved at the side counts from the next reset."
    )
    element("p", "The same run at the command line:")
    element("code", f"python -m experiments.run {watched.arguments(model)}")


def today(model):
    """What is shown of a day, which is drawn once: the days so far, texts, and two pictures."""
    shown = figures.so_far(model)
    drawn = (encoded(draw(shown)) for draw in (figures.course, figures.weighing))
    return shown, watched.told(model), *drawn


def encoded(figure):
    """A figure as an address that holds the picture itself."""
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=DPI)
    return f"data:image/png;base64,{base64.b64encode(held.getvalue()).decode()}"


def element(tag, text, **more):
    """A piece of HTML that holds a text."""
    solara.v.Html(tag=tag, children=[text], **more)


def picture(source, alt):
    """A picture as wide as its column, described for those who do not see it."""
    solara.v.Html(tag="img", attributes={"src": source, "alt": alt}, style_="width: 100%")
