"""Every number has a home."""

import pytest

from agents.premise import Premise, days
from agents.traits import INSTRUMENTS
from sim import draws, layout, parameters, premises, rows
from sim.cache import ROOT
from sim.odd import code


def test_the_parameter_table_is_fresh():
    stored = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    assert stored == parameters.page(), "run python -m sim.parameters > docs/parameters.md"


@pytest.mark.parametrize("row", list(parameters.rows()), ids=lambda row: row.key)
def test_each_parameter_has_a_meaning_a_unit_a_range_and_a_source(row):
    assert all(text.strip() for text in row)


def test_a_record_refuses_two_fields_of_one_name():
    class Twice(Premise):
        horizon: int = days(1, "named as another premise of the world is")

    with pytest.raises(ValueError, match="horizon"):
        layout.record([*premises.GROUPS.values(), Twice])
    with pytest.raises(ValueError, match="horizon"):
        layout.record(premises.GROUPS.values(), [("horizon", int, 0, "days", "as a premise")])


def test_no_two_parameters_share_an_address_of_luck(january):
    keys = [
        f"{section}.{name}.{field}"
        for section in rows.LISTS
        for name, traits in getattr(january.premises, section).items()
        for field in type(traits).model_fields
    ]
    assert len({draws.address(key) for key in keys}) == len(keys)


def test_place_and_find_are_each_others_reverse(january):
    shape = january.shape
    for section, dtype, count in shape.sections():
        for index in range(count):
            for field in dtype.names:
                length = dtype[field].shape[0] if dtype[field].shape else 0
                known = {0: (None,), 2: layout.SLOTS, len(INSTRUMENTS): INSTRUMENTS}
                for part, suffix in enumerate(known.get(length, ())):
                    name = field if suffix is None else f"{field}_{suffix}"
                    place, whole = layout.place(shape, section, index, name)
                    found = layout.find(shape, place)
                    assert found == (section, index, field, None if suffix is None else part, whole)


@pytest.mark.parametrize(
    "entry",
    [(owner, *entry) for owner, entries in code.STATES.items() for entry in entries],
    ids=str,
)
def test_each_state_variable_has_a_type_a_length_a_unit_and_a_meaning(entry):
    _, name, kind, length, unit, meaning = entry  # (name, type, length, unit, meaning)
    assert name.isidentifier()
    assert kind in (int, float)
    assert length >= 0
    assert unit.strip()
    assert meaning.strip()
