"""A display name is for something: of the scenario, of what it builds on, or of a set of names."""

from pathlib import Path

import pytest

from experiments import composing
from sim.refusals import PremiseError

pytestmark = pytest.mark.usefixtures("elsewhere")

UN = "mediators: {un: {skill: 0.1}}\n"


def named(*overrides):
    """The display names of what is composed with a folder of one's own."""
    return composing.composed(*composing.own_folder(["--config-dir", ".", *overrides])).scenario


def put(path, text):
    """A file of one's own, merged where its own keys say."""
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(f"# @package _global_\n{text}")


def test_a_scenario_of_ones_own_names_what_it_adds_and_one_upon_it_may_leave_that_out():
    put("scenario/base.yaml", f"defaults: [january_2025, _self_]\n{UN}names: {{un: The UN}}\n")
    put("scenario/less.yaml", "defaults: [base, override /mediators: none, _self_]\n")

    assert named("scenario=base").names["un"] == "The UN"
    assert named("scenario=base", "names.un=UN").names["un"] == "UN"
    assert named("scenario=less").names["un"] == "The UN"


def test_a_set_of_ones_own_names_what_is_in_other_scenarios():
    put("names/mine.yaml", "names: {elsewhere: A place}\n")

    assert named("names=mine").names["elsewhere"] == "A place"
    with pytest.raises(PremiseError, match=r"^names\.elsewhere: there is no such name"):
        composing.composed("names.elsewhere=B")


def test_a_word_of_a_key_has_a_name_and_so_has_the_scenario():
    found = composing.composed("+names.crossing=gate", "+names.january_2025=Winter").scenario

    assert found.called == "Winter"


@pytest.mark.parametrize("key", ["isreal", "israel.x"])
def test_a_name_in_a_file_that_is_for_nothing_is_refused(key):
    put("scenario/slip.yaml", f"defaults: [january_2025, _self_]\nnames: {{{key}: Y}}\n")

    with pytest.raises(PremiseError, match=rf"^names\.{key}: .*did you mean 'israel'\?"):
        named("scenario=slip")
