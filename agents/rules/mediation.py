"""What a mediator does in a crisis, and when it is worth it to the mediator."""


def worth_a_mission(credit, attention, price):
    """True if a day of shuttling is worth its price to the mediator [points].

    ``credit`` is what a truce that holds is worth to it; attention [0..1] scales it. Mediators act
    for interests of their own ([Touval1985]_).
    """
    return credit * attention > price


def progress(skill, attention, access_first, access_second):
    """Progress of one day of shuttling towards a settlement [settlements a day].

    A go-between is as good as its worse line: the smaller access [0..1] counts.
    """
    return skill * attention * min(access_first, access_second)
