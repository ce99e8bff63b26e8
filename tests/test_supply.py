"""What is locked: by hash, from no address of its own, and under licences that leave users free."""

import importlib.metadata
import re
import tomllib

import pytest

from sim.cache import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")
ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause",
    "CC0-1.0", "ISC", "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# Words that packages use which are no names of SPDX. "BSD" is any of the two below.
ALIKE = {
    "Apache 2.0": "Apache-2.0", "Apache Software License": "Apache-2.0", "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause", "MIT License": "MIT", "Python Software Foundation License":
    "PSF-2.0", "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}  # fmt: skip
# Of what says nothing itself, or is for other systems or Pythons and so may not be here to say it.
BY_HAND = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # the second of the script that it brings
    "beniget": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "gast": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "ply": "BSD-3-Clause",
    "pythran": "BSD-3-Clause",
    "setuptools": "MIT",
    "tzdata": "Apache-2.0",
}


def locked(name):
    """The requirements of a lock file: (name, version, the rest)."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"^([\w.-]+)==([^\s;]+)((?:.*\\\n)*.*)", text, re.MULTILINE)


def told(name):
    """The licence that an installed package says it is under; None where it says nothing."""
    try:
        found = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if found.get("License-Expression"):
        return found["License-Expression"]
    heads = [one for one in found.get_all("Classifier", []) if one.startswith("License ::")]
    names = [one.rpartition(":: ")[2] for one in heads if not one.endswith(":: OSI Approved")]
    return " AND ".join(names) or found.get("License", "").strip() or None


def licences(expression):
    """The licences that all hold of a package; of a choice the first that is allowed."""
    for part in re.split(r" AND ", expression.replace("(", "").replace(")", "")):
        choices = [ALIKE.get(one.strip(), one.strip()) for one in part.split(" OR ")]
        yield next((one for one in choices if one in ALLOWED), choices[0])


PACKAGES = sorted({name for lock in LOCKS for name, *_ in locked(lock)})


@pytest.mark.parametrize("name", PACKAGES)
def test_a_locked_package_is_under_a_licence_that_is_allowed(name):
    found = BY_HAND.get(name) or told(name)

    assert found is not None, f"{name} says no licence; look, and name it in BY_HAND"
    assert set(licences(found)) <= ALLOWED


def test_only_what_says_nothing_here_has_its_licence_named_by_hand():
    assert set(BY_HAND) <= set(PACKAGES)
    for name in BY_HAND:
        said = told(name)
        assert said is None or set(licences(said)) <= ALLOWED, f"{name} says {said}"


@pytest.mark.parametrize(
    ("expression", "found"),
    [("MIT AND PSF-2.0", {"MIT", "PSF-2.0"}), ("GPL-3.0-only OR MIT", {"MIT"}),
     ("AGPL-3.0-only", {"AGPL-3.0-only"}), ("BSD License", {"BSD-3-Clause"}),
     ("Apache-2.0 AND (GPL-2.0-only)", {"Apache-2.0", "GPL-2.0-only"})],
)  # fmt: skip
def test_licences_are_read_from_what_packages_say(expression, found):
    assert set(licences(expression)) == found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked_by_hash_and_from_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    found = locked(lock)

    assert len(found) > 50
    for name, _, rest in found:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", rest), name
    heads = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(heads) == len(found), "a line that is no name with its version"
    assert "://" not in text
    assert " @ " not in text


def test_what_only_docking_brings_is_in_no_lock_file():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {re.match(r"[\w-]+", text)[0] for text in asked["optional-dependencies"]["docking"]}

    assert "negmas" in extra
    assert extra.isdisjoint(PACKAGES)


def test_what_is_locked_to_play_is_locked_alike_to_develop():
    plain, more = ({(name, version) for name, version, _ in locked(lock)} for lock in LOCKS)

    assert plain < more
