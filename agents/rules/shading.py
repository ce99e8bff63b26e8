"""How much more than its least a side asks for when both name their demands at once."""


def demand(least):
    """Utility asked for by a side whose least acceptable utility is ``least`` [share, 0..1].

    The linear equilibrium of the sealed-bid double auction of [Chatterjee1983]_, for sides that
    each know their own least and hold the other's to be uniform on 0..1, with the deal in the
    middle of the two demands. In a trade between values ``v`` and costs ``c`` these are the bid
    ``2 v / 3 + 1 / 12`` and the ask ``2 c / 3 + 1 / 4``.
    """
    return 2.0 * least / 3.0 + 0.25
