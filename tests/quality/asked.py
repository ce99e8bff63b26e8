"""What a campaign is asked for on its command line: ``key=value``, checked as the verbs check."""

import sys

from pydantic import create_model

from experiments import arguments
from sim.refusals import PremiseError

REFUSED = 2


def read(texts, doc, **usual):
    """Settings by name: each as in ``usual`` unless it is given, and then of the same type.

    ``--help`` prints ``doc``; what is no setting, or none of its type, is refused in a sentence.
    """
    helped(texts, doc)
    model = create_model("Asked", **{key: (type(value), value) for key, value in usual.items()})
    try:
        return arguments.read(model, texts).model_dump()
    except PremiseError as error:
        refuse(str(error))


def helped(texts, doc):
    """Print ``doc`` and end, where help is asked for."""
    if any(text in ("--help", "-h") for text in texts):
        print(doc.strip())
        raise SystemExit(0)


def names(key, text, known):
    """The names of a list with commas; all that are known where none is given."""
    found = [name for name in text.split(",") if name] or list(known)
    for name in found:
        if name not in known:
            refuse(f"{key}: '{name}' is not allowed; it takes {', '.join(known)}")
    return found


def refuse(sentence):
    """End with one sentence."""
    print(sentence, file=sys.stderr)
    raise SystemExit(REFUSED)
