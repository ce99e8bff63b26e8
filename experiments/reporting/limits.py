"""What the numbers do not say."""

from sim.report.document import Items, Paragraph

NO_FORECAST = (
    "This is not a forecast. Runs of a model were counted; a share of runs is no probability of an "
    "event in the world, and an interval covers the luck of the runs alone: not whether the "
    "assumptions hold, nor whether the model does."
)
ALWAYS = (
    "Most numbers of a scenario are assumptions (all stand under What it rests on); others could "
    "be defended and give other counts.",
)
OF_BOTH = (
    "Both sides decide by the same rules; no intention is proved of anyone, and no side is judged."
)
OF_A_TRUCE = (
    f"Both sides, the mediators and the publics are drawn with a few traits each. {OF_BOTH}",
    "Which side resumes fighting, and how often, follows from assumed differences between sides "
    "(strength, publics, allies, what each owes). Nothing is to be concluded about a side before "
    "these are varied or swapped.",
    "Crises and deaths in incidents are counted while the truce stands, and the dead of both sides "
    "together. A truce that lasts longer has more days on which they can happen, and what renewed "
    "fighting costs is not counted.",
    "Violence is counted and its causes are not modelled.",
    "What the model leaves out did not happen in any run: among others a change of government, "
    "leaders who die, fronts elsewhere, a third armed party.",
    "The structure of the model was chosen by people who knew how the truce of January 2025 went.",
)
OF_A_RECORD = ("Figures of deaths in Gaza in the record are those of the Gaza Ministry of Health.",)


def blocks(told, results):
    """The limits that hold of these results, and those that kinds of results tell."""
    yield Paragraph(NO_FORECAST, strong=True)
    yield Items((*told, *holding(results)))


def holding(results):
    """The limits of what was played: nothing about a truce or a record where there is none."""
    played = [one.scenario for one in results]
    yield from ALWAYS
    if any(one is None or one.premises.obligations for one in played):
        yield from OF_A_TRUCE
    else:
        yield f"Both sides are drawn with a few traits each. {OF_BOTH}"
    if any(one is None or one.record for one in played):
        yield from OF_A_RECORD
