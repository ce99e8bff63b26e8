"""The numbers that Mesa gives to agents, kept no longer than their model is."""

import itertools
import weakref


class Numbers(weakref.WeakKeyDictionary):
    """By model, the numbers that its agents get; a model that nobody needs is let go.

    Mesa 3.3 keeps them by model in a table of its own, and with them every model there ever was.
    """

    def __getitem__(self, model):
        return self.setdefault(model, itertools.count(1))
