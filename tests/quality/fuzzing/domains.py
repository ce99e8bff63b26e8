"""Files of domains, of Genius and of NegMAS: valid ones, damaged at random, and monstrous ones.

What is read must be a domain of finite numbers; some of those are played in the bare scenario.
"""

import copy
import math
import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from experiments import composing
from sim import domains, scenario
from sim.domains.domain import normal
from sim.domains.premises import as_premises
from tests import random_domains
from tests.quality.fuzzing import edits
from tests.quality.fuzzing.trying import ACCEPTED, PLAYED, Fault
from tests.quality.fuzzing.values import played

SEEDS = 24  # valid domains of each form that inputs are made from
WORK = 3e6
NUMBERS = (
    "0", "1", "-1", "0.5", "1e308", "-1e308", "1.7e308", "1e-308", "5e-324", "1e400", "nan", "inf",
    "-inf", "9" * 400, "1" + "0" * 5000, "-0.0", "1e16", "0.99", "1_0", " 1 ", "\u0661", "true",
    "", "x",
)  # fmt: skip
XML = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<utility_space>&b;</utility_space>",
    '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><utility_space>&y;</utility_space>',
    "<utility_space>" * 20_000 + "</utility_space>" * 20_000,
    "<negotiation_template>" * 20_000 + "</negotiation_template>" * 20_000,
    "<utility_space><objective>" + "<issue>" * 20_000 + "</issue>" * 20_000
    + "</objective></utility_space>",
    '<?xml version="1.0" encoding="utf-7"?><utility_space/>',
    '<?xml version="1.0" encoding="UTF-16"?><utility_space/>',
    "<x:utility_space xmlns:x='u'/>", "<a/>", "", " ", "<", "\ufeff<utility_space/>",
    "<utility_space><objective><issue index='1' name='a'>"
    + "".join(f"<item index='{n}' value='{n}' evaluation='1'/>" for n in range(5000))
    + "</issue></objective></utility_space>",
)  # fmt: skip
NEGMAS = (
    """
name: made
type: DiscreteCartesianOutcomeSpace
issues:
- {name: price, type: CardinalIssue, values: [1, 2, 3]}
- {name: place, type: CategoricalIssue, values: [near, far]}
- {name: days, type: ContiguousIssue, values: [0, 2]}
""",
    """
name: one
type: LinearAdditiveUtilityFunction
weights: [%s, 0.3, %s]
values:
- {type: AffineFun, slope: %s, bias: %s}
- {type: TableFun, mapping: {near: %s, far: 0.2}}
- {type: LinearFun, slope: %s}
reserved_value: %s
bias: %s
""",
    """
name: other
type: ExpDiscountedUFun
discount: %s
factor: step
dynamic_reservation: true
ufun:
  type: LinearAdditiveUtilityFunction
  weights: {price: 1, place: %s, days: 2}
  values:
  - {type: ConstFun, bias: %s}
  - {near: 1, far: %s}
  - {type: TableFun, mapping: {0: 1, 1: 0.5, 2: %s}}
  reserved_value: %s
""",
)
GENIUS = (
    """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="any" type="objective" etype="objective">
<issue index="1" name="price" type="integer" etype="integer" vtype="integer">
<range lowerbound="1" upperbound="3"/></issue>
<issue index="2" name="place" type="discrete"><item index="1" value="near"/>
<item index="2" value="far"/></issue></objective></utility_space></negotiation_template>
""",
    """<utility_space number_of_issues="2"><objective index="0" name="any">
<issue index="1" name="price" type="integer"><item index="1" value="1" evaluation="%s"/>
<item index="2" value="2" evaluation="0.5"/><item index="3" value="3" evaluation="%s"/></issue>
<issue index="2" name="place" type="discrete"><item index="1" value="near" evaluation="%s"/>
<item index="2" value="far" evaluation="0.25"/></issue>
<weight index="1" value="%s"/><weight index="2" value="%s"/></objective>
<discount_factor value="%s"/><reservation value="%s"/></utility_space>
""",
)
USUAL = {"lowerbound": "1", "discount": "0.9"}


class Case(NamedTuple):
    """Files of a folder by name, where they go, which is given, and whether runs are played."""

    files: dict
    folder: Path
    given: str
    plays: bool


@cache
def valid(form):
    """Valid domains of one form, each as texts by the names of files."""
    found = []
    for seed in range(SEEDS):
        made = random_domains.random_domain(seed)
        discounted = [one._replace(discount=0.9, reserved=0.3) for one in made.profiles]
        found.append(texts(made if seed % 2 else made._replace(profiles=tuple(discounted)), form))
    return found


def texts(domain, form):
    """A domain as the texts of its files."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        domains.write(domain, Path(folder), form)
        return {one.name: one.read_text(encoding="utf-8") for one in sorted(Path(folder).iterdir())}


def filled(rng, template, wild):
    """A template with numbers; ``wild`` is how often one is monstrous."""

    def number(match):
        return rng.choice(NUMBERS) if rng.random() < wild else repr(round(rng.random() + 0.01, 3))

    return re.sub("%s", number, template)


def made(rng, desk):
    """The files of a domain: valid, monstrous, or damaged at random."""
    folder = desk / "domain"
    how = rng.random()
    if how < 0.3:
        wild = rng.choice((0.05, 0.1, 0.3))
        parts = NEGMAS if rng.random() < 0.2 else (*GENIUS, GENIUS[1])
        names = ("domain", "one", "other")
        end = "yml" if parts is NEGMAS else "xml"
        files = {
            f"{name}.{end}": filled(rng, part, 0.02 if name == "domain" else wild).encode("utf-8")
            for name, part in zip(names, parts, strict=True)
        }
    else:
        form = "genius" if rng.random() < 0.8 else "negmas"  # which takes longer to read
        chosen = rng.choice(valid(form))
        files = {name: text.encode() for name, text in chosen.items()}
        for name in rng.sample(list(files), rng.choice((1, 1, 1, 2, 3))):
            others = list(rng.choice(valid(form)).values())
            files[name] = edited(rng, form, chosen[name], others)
        if rng.random() < 0.08:
            odd = rng.choice(XML if form == "genius" else edits.BOMBS)
            files[rng.choice(list(files))] = odd.encode("utf-8", "surrogatepass")
        if rng.random() < 0.05:
            files = folder_edited(rng, files)
    given = rng.choice(("", "", *files)) if rng.random() < 0.1 else ""
    return Case(files, folder, given, rng.random() < 0.3)


def edited(rng, form, text, others):
    """One file with something in it that is another, or damaged at random."""
    how = rng.random()
    if how < 0.3:
        return edits.a_number(rng, text, others).encode()
    if how < 0.6 and form == "negmas":
        return edits.as_yaml(rng, edits.of_data(rng, yaml.safe_load(text))).encode()
    return edits.damaged(rng, text, others)


def folder_edited(rng, files):
    """Files under other names, one more or one fewer."""
    found = dict(files)
    name = rng.choice(list(found))
    contents = found.pop(name)
    other = rng.choice(("a.xml", "a.yml", "A.XML", ".b.xml", "c.txt", "d.yaml", "e pareto.xml", ""))
    return {**found, other: contents} if other else found


def tried(case):
    """Read the domain; look at its numbers, and play it if that is wanted."""
    shutil.rmtree(case.folder, ignore_errors=True)
    case.folder.mkdir()
    for name, contents in case.files.items():
        (case.folder / name).write_bytes(contents)
    domain = domains.read(str(case.folder / case.given))
    for profile in map(normal, domain.profiles):
        look_at(profile)
    if not case.plays:
        return ACCEPTED
    found = placed(domain)
    return ACCEPTED if played(found, 2, WORK) is None else PLAYED


def look_at(profile):
    """A profile's numbers are finite, its worths shares, and its weights sum to 1."""
    shares = [worth for row in profile.worths for worth in row] + list(profile.weights)
    if not all(0.0 <= one <= 1.0 for one in shares):
        raise Fault(
            f"a worth or weight is no share: {[one for one in shares if not 0 <= one <= 1]}"
        )
    if not math.isclose(sum(profile.weights), 1.0):
        raise Fault(f"weights sum to {sum(profile.weights)}")
    if profile.reserved is not None and not math.isfinite(profile.reserved):
        raise Fault(f"a reservation value of {profile.reserved}")
    if not 0.0 < profile.discount <= 1.0:
        raise Fault(f"a discount of {profile.discount}")


@cache
def bare():
    """The scenario that domains are played in, as plain data."""
    return composing.composed("scenario=bilateral").premises


def placed(domain):
    """A domain in the bare scenario."""
    plain = copy.deepcopy(bare())
    plain["issues"], traits, names = as_premises(domain, tuple(plain["parties"]), 1 / 40, 1)
    plain["names"] |= names
    for party, own in traits.items():
        plain["parties"][party] |= own
    return scenario.from_config(plain, "bilateral")


def stored(case):
    """An input as it is kept in a file."""
    return f"GIVEN = {case.given!r}\nFILES = {case.files!r}\n"
