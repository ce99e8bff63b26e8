"""Fitting parameters to data about truces: prior, runs, posterior, and trials of the method."""

from typing import NamedTuple

import numpy as np

from sim import calibration, inference

TRIALS = 200  # simulated data sets on which the method is tried
LEVELS = (0.05, 0.95)  # edges of the central 90 %
LEAST = 200  # simulations kept at least, if there are so many
EDGE = 1e-9  # quantiles of the prior are drawn this far from 0 and 1
QUANTILES, NOISE, CHOICE = range(3)  # streams of luck that belong to no run


class Plan(NamedTuple):
    """How a fit is made."""

    seed: int
    simulations: int  # points drawn from the prior, at each of which each truce is played once
    accept: float  # share of them that are kept
    draws: int  # of the posterior
    threads: int


class Fit(NamedTuple):
    """What comes of a fit; a truce a place in ``before`` and ``after``."""

    prior: np.ndarray  # points drawn from the prior, shape (simulations, parameters)
    posterior: np.ndarray  # draws of the posterior, equally likely, shape (draws, parameters)
    before: list  # what runs at the points of the prior show, each of shape (simulations, data)
    after: list  # what new runs at the draws of the posterior show, each of shape (draws, data)
    kept: int  # simulations that were kept
    effective: float  # the number of equally weighted draws that say as much
    coverage: np.ndarray  # trials in which the 90 % interval holds the true value, by parameter
    error: np.ndarray  # error of the posterior mean in the trials, over that of the prior mean


def fit(priors, truces, plan, tick=lambda count: None):
    """Fit parameters to truces; the same plan gives the same fit, whatever the threads."""
    names, count = [prior.name for prior in priors], plan.simulations
    quantiles = luck(plan, QUANTILES).uniform(EDGE, 1.0 - EDGE, (count, len(priors)))
    points = values(priors, quantiles)
    before = played(truces, names, points, plan, 0, tick)
    parameters = inference.scores(quantiles)
    summaries, target = summarised(truces, before, parameters, luck(plan, NOISE))
    nearest = max(LEAST, round(plan.accept * count))
    coverage, error = trials(summaries, parameters, nearest)
    drawn = inference.posterior(summaries[TRIALS:], parameters[TRIALS:], target, nearest)
    chosen = inference.resampled(drawn.weights, plan.draws, luck(plan, CHOICE).random())
    posterior = values(priors, inference.quantiles(drawn.scores[chosen]))
    after = played(truces, names, posterior, plan, len(truces) * count, tick)
    effective = 1.0 / np.sum(drawn.weights * drawn.weights)
    return Fit(points, posterior, before, after, len(drawn.weights), effective, coverage, error)


def summarised(truces, shown, parameters, noise):
    """Summaries of what runs show and of the record, learnt from all runs but those of the trials.

    Their shapes are (simulations, parameters) and (parameters,).
    """
    features = np.concatenate(
        [
            calibration.features(truce, found, noise.standard_normal(found.shape))
            for truce, found in zip(truces, shown, strict=True)
        ],
        axis=1,
    )
    record = np.concatenate([calibration.target(truce) for truce in truces], axis=1)
    learnt = inference.learn(features[TRIALS:], parameters[TRIALS:])
    return inference.summaries(learnt, features), inference.summaries(learnt, record)[0]


def luck(plan, stream):
    """A generator for luck that belongs to no run."""
    return np.random.default_rng([plan.seed, stream])


def values(priors, quantiles):
    """Values of the parameters at quantiles of their priors; shape (points, parameters)."""
    return np.column_stack([one.values(quantiles[:, place]) for place, one in enumerate(priors)])


def played(truces, names, points, plan, first, tick):
    """What each truce shows at each point; no two truces share a run's luck."""
    return [
        calibration.play(
            truce, names, points, plan.seed, first + place * len(points), plan.threads, tick
        )
        for place, truce in enumerate(truces)
    ]


def trials(summaries, parameters, nearest):
    """The method on data whose parameters are known: the first simulations, held out for this.

    Returns how often the central 90 % hold the true value, and the error of the posterior mean over
    that of the prior mean, in quantiles of the prior; by parameter.
    """
    coverage, squares = 0.0, 0.0
    true = inference.quantiles(parameters[:TRIALS])
    for trial in range(TRIALS):
        drawn = inference.posterior(
            summaries[TRIALS:], parameters[TRIALS:], summaries[trial], nearest
        )
        quantiles = inference.quantiles(drawn.scores)
        low, high = inference.weighted_quantiles(quantiles, drawn.weights, LEVELS)
        coverage = coverage + ((low <= true[trial]) & (true[trial] <= high))
        error = drawn.weights @ quantiles - true[trial]
        squares = squares + error * error
    spread = np.mean((true - 0.5) * (true - 0.5), axis=0)
    return coverage.astype(int), np.sqrt(squares / TRIALS / spread)


class Moved(NamedTuple):
    """A parameter before and after: mean, standard deviation, edges of the central 90 %."""

    before: tuple
    after: tuple

    @property
    def moved(self):
        """How far the mean moved [standard deviations of the prior]."""
        return (self.after[0] - self.before[0]) / self.before[1]

    @property
    def narrowed(self):
        """Standard deviation after, over that before."""
        return self.after[1] / self.before[1]


def moved(priors, found):
    """What became of each parameter; of the prior, exactly but for a fine grid."""
    grid = (np.arange(20000) + 0.5) / 20000
    return [
        Moved(described(prior.values(grid)), described(found.posterior[:, place]))
        for place, prior in enumerate(priors)
    ]


def described(column):
    """Mean, standard deviation and edges of the central 90 % of equally likely values."""
    return (column.mean(), column.std(), *np.quantile(column, LEVELS))


class Band(NamedTuple):
    """What runs show of a datum: edges of the central 90 % and the median, or a share of runs."""

    low: float
    middle: float
    high: float
    share: float  # of runs that agree with a censored event; of runs in which a dated one happened


def band(datum, shown):
    """What runs show of a datum; an event that does not happen is at infinity."""
    low, middle, high = np.quantile(shown, (0.05, 0.5, 0.95), method="inverted_cdf")
    if datum.kind == calibration.CENSORED:
        return Band(low, middle, high, np.mean(shown > datum.value))
    return Band(low, middle, high, np.mean(np.isfinite(shown)))


def covered(datum, found):
    """True if a datum lies in the central 90 % of runs; of a censored event, one run in twenty."""
    if datum.kind == calibration.CENSORED:
        return found.share >= 0.05
    return found.low <= datum.value <= found.high
