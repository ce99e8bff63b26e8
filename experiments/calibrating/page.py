"""What a calibration found, as a page in plain words and as tables."""

from experiments import console, csv_files
from experiments.pages import picture, wrapped
from sim import fitting, words
from sim.calibration import CENSORED, DATED
from sim.fitting import TRIALS
from sim.markdown import table
from sim.plots.calibrated_data import span

COLUMNS = (
    "parameter", "unit", "prior_mean", "prior_sd", "prior_low", "prior_high", "posterior_mean",
    "posterior_sd", "posterior_low", "posterior_high", "moved", "sd_ratio", "trials_held", "trials",
    "trials_error",
)  # fmt: skip
BAND_COLUMNS = (
    "scenario", "last_day", "what", "kind", "record", "error", "when", "low", "median", "high",
    "share",
)  # fmt: skip
HEAD = """# Calibration: {title}

Made by `{command}`, with `page=PATH` to write it elsewhere too; do not edit. A statement about a
model and its assumptions, not a forecast.

{simulations} were drawn from what is held of each parameter beforehand (the prior), and each
truce was played once at each point: {truces}. The {kept} runs that came nearest to the data,
weighted and adjusted, are what is held afterwards (the posterior; approximate Bayesian
computation). They say as much as {effective} independent draws. All else stands as in `configs/`.
"""
METHOD = """## How it was done

What tells most about each parameter is learnt from the simulations by a quadratic regression
([Fearnhead2012]_); the simulations nearest to the data in it are kept, and a local linear
regression takes out the distance that is left ([Beaumont2002]_). The error of each datum is added
to what runs show, so that it is part of the model ([Wilkinson2013]_). Data outside all that runs
show count as lying at their edge, for a regression beyond what was simulated misleads
([Frazier2020]_). An event that had not happened by a day agrees with every run in which it comes
later or never, and with no other.

The alternative, to move towards the data in generations ([Toni2009]_, [Beaumont2009]_), was tried
on data simulated from two truces: for the same number of runs its intervals scored worse. It pays
where runs are dear and the data narrow; here a run takes microseconds, the data say little, and
one table of runs serves the data and the trials above. The Python libraries that do it
([pyABC](https://pypi.org/project/pyabc/), [ELFI](https://pypi.org/project/elfi/),
[sbi](https://pypi.org/project/sbi/)) bring sixty packages and more, or a deep-learning framework,
for what takes a page of code on top of NumPy.
"""
NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def number(value):
    """A number with three figures, or thousands set apart."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def called(datum):
    """A datum in words."""
    name = datum.name.replace("_", " ")
    if isinstance(datum.which, str):
        name += f" of {datum.which}"
    elif datum.which is not None:
        name += f" {datum.which}"
    if datum.kind == CENSORED:
        return f"{name}: not by day {datum.value:g}"
    return f"{name} (day)" if datum.kind == DATED else name


def of_truce(truce):
    """A truce and its last day, in words."""
    return f"`{truce.scenario.name}` to day {truce.last_day}"


def parameters(calibration, found):
    """The table of parameters."""
    rows = []
    for prior, one in zip(
        calibration.priors, fitting.moved(calibration.priors, found), strict=True
    ):
        before, after = one.before, one.after
        rows.append(
            (
                f"`{prior.name}`",
                f"{prior.meaning} [{prior.unit}]",
                number(before[0]),
                number(after[0]),
                f"{number(before[2])} to {number(before[3])}",
                f"{number(after[2])} to {number(after[3])}",
                f"{one.moved:+.2f}",
                f"{one.narrowed:.2f}",
            )
        )
    heads = ("parameter", "meaning", "prior mean", "posterior mean", "90 % before", "90 % after")
    return table((*heads, "moved", "sd ratio"), rows, "llrrrrrr")


def verdict(calibration, found):
    """What the data said, in sentences."""
    every = fitting.moved(calibration.priors, found)
    pairs = list(zip(calibration.priors, every, strict=True))
    clear = [f"`{prior.name}`" for prior, one in pairs if one.narrowed < 0.8]
    faint = [f"`{prior.name}`" for prior, one in pairs if one.narrowed >= 0.95]
    yield (
        "*Moved* is in standard deviations of the prior; *sd ratio* is what is left of its spread: "
        "at 1 the data said nothing, at 0 all."
    )
    if clear:
        yield f"The data narrowed {words.listed(clear)} by a fifth or more."
    else:
        yield "The data narrowed no parameter by as much as a fifth."
    if faint:
        yield f"They say next to nothing of {words.listed(faint)}."
    count = len(calibration.truces)
    many = NUMBERS[count] if count < len(NUMBERS) else str(count)
    truces = (
        "One truce is one case" if count == 1 else f"{many.capitalize()} truces are {many} cases"
    )
    yield (
        f"{truces}, however many days and numbers there are in {'it' if count == 1 else 'them'}: "
        "what is still wide afterwards is not known, and what is narrow is so under the "
        "assumptions that stand in `configs/`."
    )


def trials(calibration, found):
    """The table of trials on simulated data."""
    yield "\n## Would it find the truth?\n"
    yield (
        f"The same was done with {TRIALS} simulated data sets, at points drawn from the prior, so "
        "that the parameters are known. *Held*: in how many the 90 % interval holds the true "
        f"value ({round(0.9 * TRIALS)} are expected). *Error*: of the posterior mean, over that of "
        "a guess that looks at no data; at 1 such data tell nothing of a parameter.\n"
    )
    rows = [
        (f"`{prior.name}`", f"{coverage} of {TRIALS}", f"{error:.2f}")
        for prior, coverage, error in zip(
            calibration.priors, found.coverage, found.error, strict=True
        )
    ]
    yield table(("parameter", "held", "error"), rows, "lrr")


def shown(calibration, found):
    """(truce, datum, band before, band after) for each datum."""
    for truce, before, after in zip(calibration.truces, found.before, found.after, strict=True):
        for place, datum in enumerate(truce.data):
            bands = (fitting.band(datum, one[:, place]) for one in (before, after))
            yield truce, datum, *bands


def bands(calibration, found):
    """A table for each truce: the record beside what runs show."""
    yield "\n## What runs show of the data\n"
    yield (
        "The central 90 % of runs at points drawn from the prior, and of new runs at draws of the "
        "posterior; for what had not happened by a day, the share of runs that agree. A wide band "
        "covers much and says little.\n"
    )
    every = list(shown(calibration, found))
    for truce in calibration.truces:
        yield f"\n### {of_truce(truce)}\n"
        rows = []
        for _, datum, before, after in (one for one in every if one[0] is truce):
            covered = "yes" if fitting.covered(datum, after) else "no"
            rows.append((called(datum), *cells_of(truce, datum, before, after), covered))
        yield table(("what", "record", "before", "after", "covered after"), rows, "lrrrc")
    outside = [
        f"{called(datum)} (`{truce.scenario.name}`)"
        for truce, datum, _, after in every
        if not fitting.covered(datum, after)
    ]
    if outside:
        yield (
            f"\nNot covered even afterwards: {words.listed(outside)}. What so few runs show, at "
            "any values of these parameters, says little of them; something else in the model, or "
            "in the data, is off."
        )
        yield from what_is_lacking(calibration, every)


def what_is_lacking(calibration, every):
    """What the file says that the model lacks, for each datum that is not covered afterwards."""
    told = calibration.plain["calibration"]["scenarios"]
    for truce, datum, _, after in every:
        text = (told[truce.scenario.name].get("lacks") or {}).get(datum.name)
        if text and not fitting.covered(datum, after):
            yield f"\n{called(datum).capitalize()} (`{truce.scenario.name}`): {text}"


def cells_of(truce, datum, before, after):
    """Record, before and after, as cells of a table."""
    if datum.kind == CENSORED:
        return "yes", words.percent(before.share), words.percent(after.share)
    record = f"{number(datum.value)} ± {number(datum.error)}"
    return record, *(span(one[:3], truce.last_day) for one in (before, after))


def page(calibration, found, plan, command):
    """The page, as Markdown."""
    head = HEAD.format(
        title=calibration.title,
        command=command,
        simulations=console.count(plan.simulations, "point"),
        truces=words.listed([of_truce(truce) for truce in calibration.truces]),
        kept=f"{found.kept:,}",
        effective=f"{found.effective:,.0f}",
    )
    lines = [head, parameters(calibration, found), "", *verdict(calibration, found), ""]
    lines.append(picture("calibration_parameters", "Parameters before and after the data"))
    lines += trials(calibration, found)
    lines += bands(calibration, found)
    for truce in calibration.truces:
        name = f"calibration_{truce.scenario.name}"
        lines += ["", picture(name, f"What runs of {truce.scenario.name} show, before and after")]
    lines += ["", METHOD]
    return wrapped("\n".join(lines))


def write_tables(folder, calibration, found):
    """Write what became of each parameter, and what runs show of each datum."""
    csv_files.write(folder / "posterior.csv", COLUMNS, parameter_rows(calibration, found))
    csv_files.write(folder / "predictive.csv", BAND_COLUMNS, band_rows(calibration, found))


def parameter_rows(calibration, found):
    """A row a parameter."""
    every = fitting.moved(calibration.priors, found)
    for place, (prior, one) in enumerate(zip(calibration.priors, every, strict=True)):
        numbers = map(float, (*one.before, *one.after, one.moved, one.narrowed))
        held, error = int(found.coverage[place]), float(found.error[place])
        yield prior.name, prior.unit, *numbers, held, TRIALS, error


def band_rows(calibration, found):
    """A row a datum before the data, and one after."""
    for truce, datum, *pair in shown(calibration, found):
        for when, one in zip(("prior", "posterior"), pair, strict=True):
            keys = (truce.scenario.name, truce.last_day, called(datum), datum.kind)
            yield *keys, float(datum.value), float(datum.error), when, *map(float, one)
