"""How numbers, days, names and promises are put into words; the same words for either side."""

import datetime
import re

from sim.words import good as good_in_words

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PLURAL_ONLY = frozenset(("remains", "goods"))
SINGULAR = {"people": "person"}

RUNGS = (
    "no answer",
    "protest",
    "holding back its own promises",
    "suspending the talks",
    "stopping all deliveries",
    "fighting",
)
# What becomes of a good that is delivered: by the good, else by the kind of promise.
VERBS = {
    "hostages": ("released", "release"),
    "prisoners": ("released", "release"),
    "detainees": ("released", "release"),
    "people": ("released", "release"),
    "remains": ("handed over", "hand over"),
    "missing": ("handed over", "hand over"),  # alive or dead
    "trucks": ("let in", "let in"),
    "tents": ("let in", "let in"),
    "homes": ("let in", "let in"),
    "convoys": ("let in", "let in"),
    "fuel": ("let in", "let in"),
    "redeployments": ("carried out", "carry out"),
    "withdrawals": ("carried out", "carry out"),
    "openings": ("carried out", "carry out"),
    "delegations": ("sent", "send"),
    "teams": ("sent", "send"),
}
VERBS_BY_KIND = {
    "exchange": ("handed over", "hand over"),
    "talks": ("sent", "send"),
    "withdrawal": ("carried out", "carry out"),
}
DELIVERED = ("delivered", "deliver")

OTHER_PARTIES = frozenset(("first", "second"))  # of lessons on theory; elsewhere plain words

MANDATES = ("no mandate", "a technical mandate only", "a full mandate")


def points(value):
    """A number in two decimals; in three if it would otherwise look like nothing."""
    text = f"{value:.2f}"
    if float(text) == 0.0 and abs(value) >= 0.0005:
        return f"{value:.3f}"
    return text if float(text) else text.lstrip("-")


def compared(*values):
    """Numbers that stand beside each other, in as many decimals (2 to 4) as tell them apart."""
    for decimals in (2, 3, 4):
        texts = [f"{value:.{decimals}f}" for value in values]
        texts = [text if float(text) else text.lstrip("-") for text in texts]
        if len(set(texts)) == len(set(values)):
            break
    if not any(map(float, texts)):
        texts = ["0.00"] * len(texts)
    return ["0" if value == 0.0 else text for value, text in zip(values, texts, strict=True)]


def amount(value):
    """A count with thousands marked; decimals only where there are some."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"


def count(number, one, many=None):
    """A number and its noun: 1 day, 2 days, no deaths."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{amount(number) if number else 'no'} {noun}"


def singular(noun):
    """One of what a plural noun names."""
    if noun in SINGULAR:
        return SINGULAR[noun]
    if noun in PLURAL_ONLY or not noun.endswith("s") or noun.endswith("ss"):
        return noun
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]


def times(share):
    """A share as how often: 31 times in 100."""
    hundredths = round(100.0 * share)
    if hundredths == 0:
        return "less than once in 100"
    if hundredths == 100:
        return "more than 99 times in 100"
    return "once in 100" if hundredths == 1 else f"{hundredths} times in 100"


def listed(texts):
    """A, B and C."""
    texts = [str(text) for text in texts]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def on_days(days):
    """The days on which something happened: "day 3", "days 3 and 5", "days 3 to 6 and 9"."""
    spans = []
    for day in days:
        if spans and day == spans[-1][1] + 1:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    texts = []
    for first, last in spans:
        if last - first > 1:
            texts.append(f"{first} to {last}")
        else:
            texts += [str(day) for day in range(first, last + 1)]
    one = len(spans) == 1 and spans[0][0] == spans[0][1]
    return f"day{'' if one else 's'} {listed(texts)}"


def sentence(text):
    """Text with a capital at its start and a full stop at its end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


class Words:
    """What the parties, mediators, promises and days of a scenario are called."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.keys = list(scenario.premises.parties)
        self.parties = dict(zip(self.keys, scenario.parties, strict=True))
        self.streams = [self.parties[self.keys[slot]] for slot in scenario.streams]
        self.items = {key: self.promise(key) for key in scenario.premises.obligations}
        self.verbs = {key: self.verb(key) for key in scenario.premises.obligations}

    def party(self, key):
        """Display name of a party."""
        return self.parties[key]

    def other(self, key):
        """Display name of the party across the table."""
        return self.parties[self.across(key)]

    def across(self, key):
        """Key of the party across the table."""
        return self.keys[1 - self.keys.index(key)]

    def mediator(self, key):
        """Display name of a mediator; short keys are taken for abbreviations."""
        plain = key.upper() if len(key) <= 3 else self.named(key.replace("_", " ").capitalize())
        return self.scenario.names.get(key, plain)

    def constituency(self, key):
        """Display name of a constituency, or its key as words."""
        return self.scenario.names.get(key, self.plain(key))

    def side_of(self, key):
        """Key of the party that a constituency belongs to."""
        return self.keys[self.scenario.premises.constituencies[key].by]

    def verb(self, key):
        """What is done to an obligation's good when it is delivered: past, and infinitive."""
        for word in reversed(self.scenario.goods[key].good.split("_")):
            if word in VERBS:
                return VERBS[word]
        return VERBS_BY_KIND.get(self.scenario.premises.obligations[key].kind, DELIVERED)

    def named(self, text):
        """Text of a scenario in which the parties bear their display names."""
        shown = {}
        for key, name in self.parties.items():
            shown[key] = shown[key.capitalize()] = name
        pattern = r"\b(" + "|".join(map(re.escape, shown)) + r")\b"
        return re.sub(pattern, lambda found: shown[found[0]], text)

    def plain(self, key):
        """A key of a scenario as words; each word may have a display name of its own."""
        known = {**self.scenario.names, **self.parties}
        for other in OTHER_PARTIES.difference(self.keys):
            known.pop(other, None)
        return " ".join(known.get(word, word) for word in key.split("_"))

    def issue(self, key):
        """Display name of an issue of the talks, or its key as words."""
        return self.scenario.names.get(key, self.plain(key))

    def promise(self, key):
        """What an obligation hands over, such as "3 living hostages (exchange 1)"."""
        terms, words = self.scenario.premises.obligations[key], self.scenario.goods[key]
        good = words.good.replace("_", " ")
        if not good:
            return self.plain(key)
        debtor = self.keys[terms.by].split("_")
        shown = good_in_words(words.good)
        spent = {*debtor, *good.split(), *map(singular, good.split())}
        name = self.plain("_".join(word for word in key.split("_") if word not in spent))
        one = terms.amount == 1.0
        good = shown
        if one:
            good = " ".join((*good.split()[:-1], singular(good.split()[-1])))
        notes = [name] if name else []
        if " " in words.category:
            notes.insert(0, words.category)
        elif words.category:
            good = f"{words.category} {good}"
        if one and len(notes) == 1 and not any(letter.isdigit() for letter in notes[0]):
            own = set(debtor) & set(key.split("_"))  # there may be another, of the other side
            return f"{'a' if own else 'the'} {notes[0]} {good}"
        counted = f"{amount(terms.amount)} {good}" if terms.amount else good
        return f"{counted} ({', '.join(notes)})" if notes else counted

    def date(self, day):
        """The calendar date of a day, or an empty text where the scenario has no start."""
        if self.scenario.start is None:
            return ""
        date = self.scenario.start + datetime.timedelta(days=int(day) - 1)
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"

    def day(self, day, year=True):
        """A day, with its date where there is one."""
        date = self.date(day) if year else self.date(day).rpartition(" ")[0]
        return f"day {day} ({date})" if date else f"day {day}"

    def grievance(self, over_promises, over_violence):
        """A grievance, in its two parts."""
        promises, violence = points(over_promises), points(over_violence)
        return f"{promises} over promises and {violence} over violence"
