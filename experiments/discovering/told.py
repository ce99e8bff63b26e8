"""What was found, as the screen says it; the page has it at length."""

from experiments import pages, summaries

PAGE = "discover.md"


def write(folder, sentences):
    """Keep sentences of the page as they are said on the screen."""
    text = pages.uncited(" ".join(sentences)).replace("**", "")
    more = f"Told at length in {PAGE}. A statement about a model, not a forecast."
    summaries.write(folder, [text, "", more])
