"""Domains of automated negotiation: reading and writing the files in which others keep theirs."""

import re

from sim import plain_text
from sim.domains import genius, negmas_yaml
from sim.domains.domain import Domain, Issue, Profile
from sim.domains.files import refuse, sorted_files

FORMATS = {"genius": genius, "negmas": negmas_yaml}

__all__ = ["FORMATS", "Domain", "Issue", "Profile", "read", "write"]


def read(path):
    """The domain at a path: a folder with one domain, or the file of the domain itself."""
    folder, chosen = sorted_files(path)
    for form in FORMATS.values():
        domains, profiles = form.find(folder)
        if chosen is not None:
            domains = [file for file in domains if file == chosen]
        if not domains:
            continue
        if len(domains) > 1:
            raise refuse(path, f"holds {len(domains)} domain files; name the one to be read")
        if len(profiles) != 2:
            raise refuse(path, f"holds {len(profiles)} profiles; it takes two, one for each party")
        found = form.read(domains[0], profiles)
        check_names(found, path)
        return found
    kinds = "a Genius domain (.xml) or a NegMAS domain (.yml, .yaml)"
    raise refuse(path, f"is not {kinds}; it takes a folder with one, or the file of its domain")


def check_names(domain, path):
    """Refuse a name that cannot be shown."""
    names = [domain.name, *(one.name for one in (*domain.profiles, *domain.issues))]
    values = (str(value) for issue in domain.issues for value in issue.values)
    for problem in filter(None, map(plain_text.problem, (*names, *values))):
        raise refuse(path, f"has a name of which {problem}")


def write(domain, folder, form):
    """Write a domain into a folder that is there: a file for its issues, and one for each side."""
    names = [domain.name, *(profile.name for profile in domain.profiles)]
    if len({name.lower() for name in names}) < len(names):
        raise refuse(folder, f"cannot hold files of one name ({', '.join(names)})")
    for name in names:
        if not re.fullmatch(r"\w[\w .+-]*", name):
            raise refuse(folder, f"cannot hold a file named '{name}'")
    FORMATS[form].write(domain, folder)
