r"""A strategy of one's own for the talks: an example to copy and change.

    python -m experiments.run engine=mesa runs=20 \
        'parties.israel.strategy={file: docs/own_strategy.py, name: NeverLessThanOffered}'

In a scenario's file it reads

    parties:
      israel:
        strategy: {file: docs/own_strategy.py, name: NeverLessThanOffered}

The path is from the folder in which the command is given. Only the Mesa engine plays such a file.
"""


class NeverLessThanOffered:
    """Hold out until the deadline is near, and ask for no less than the best offer so far.

    The model makes one object of the class for each run, with no arguments, so that it may remember
    what it has heard. Luck of its own would make a run differ from itself: draw nothing here.
    """

    def __init__(self):
        self.best = 0.0  # utility of the other side's best offer so far

    def target(self, party, elapsed, reserve):
        """Utility to ask for, 0..1; the model keeps it between the reserve and ``party.opening``.

        Asked for each offer of the party's own, and for each answer: it takes what is worth at
        least what it would ask for next. ``elapsed`` is the share of the time for talks that is
        gone, ``reserve`` what leaving is worth to the party. Of what it can see of itself:

        - ``party.opening``: utility of its first demand;
        - ``party.demanded``: what it asked for last;
        - ``party.history``: what the other side's last offers are worth to it, newest first, of
          which it has heard ``party.offers_heard``;
        - ``party.current_hope``: chance it gives an agreement; ``party.belief``: chance it gives
          the other side's word.
        """
        if party.offers_heard > 0:
            self.best = max(self.best, party.history[0])
        held = party.opening - (party.opening - reserve) * elapsed**4
        return max(held, self.best)
