"""How hard to answer: each rung of the ladder weighed against what it puts at risk."""

PEACE, PROTEST, HOLD, SUSPEND, STOP, RESUME = range(6)


def severity(rung):
    """How severe an answer is [share of a full rupture, 0..1] (assumption: near-even steps)."""
    if rung <= PEACE:
        return 0.0
    if rung == PROTEST:
        return 0.1
    if rung == HOLD:
        return 0.35
    if rung == SUSPEND:
        return 0.6
    if rung == STOP:
        return 0.8
    return 1.0


def worth(rung, grievance, retaliation, stake):
    """Worth of standing on a rung [points].

    Answering restores standing in proportion to the grievance and to the severity, and puts what
    is at stake at risk in proportion to the square of the severity, so that the best answer is
    proportionate: mild where much is at stake, hard where little is ([Axelrod1984]_ on answers
    that are in kind).
    """
    hardness = severity(rung)
    return retaliation * grievance * hardness - stake * hardness * hardness


def best(grievance, retaliation, stake):
    """The rung short of fighting that is worth most; the lower one on a tie."""
    chosen = PEACE
    most = 0.0
    for rung in range(PROTEST, RESUME):
        value = worth(rung, grievance, retaliation, stake)
        if value > most:
            most = value
            chosen = rung
    return chosen


def towards(now, wanted, most):
    """The rung reached today, on the way to the wanted one: at most ``most`` rungs off."""
    if wanted > now:
        return min(wanted, now + most)
    return max(wanted, now - most)
