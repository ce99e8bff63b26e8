"""Every number has a home."""

import pytest

from sim import draws, layout, parameters
from sim.cache import ROOT


def test_the_parameter_table_is_fresh():
    stored = (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8")
    assert stored == parameters.table(), "run python -m sim.parameters > docs/parameters.md"


@pytest.mark.parametrize("row", list(parameters.rows()), ids=lambda row: row[0])
def test_each_parameter_has_a_meaning_a_unit_a_range_and_a_source(row):
    assert all(text.strip() for text in row)


def test_no_field_of_a_record_is_named_twice():
    for dtype in (layout.WORLD, layout.PARTY, layout.MEDIATOR, layout.OBLIGATION, layout.ISSUE):
        assert len(set(dtype.names)) == len(dtype.names)


def test_no_two_parameters_share_an_address_of_luck(january):
    keys = [
        f"{section}.{name}.{field}"
        for section in ("parties", "mediators", "obligations", "issues", "phases")
        for name, traits in getattr(january.premises, section).items()
        for field in type(traits).model_fields
    ]
    assert len({draws.address(key) for key in keys}) == len(keys)


def test_place_and_find_are_each_others_reverse(january):
    shape = january.shape
    for section, dtype, count in shape.sections():
        for index in range(count):
            for field in dtype.names:
                place, whole = layout.place(shape, section, index, field)
                assert layout.find(shape, place) == (section, index, field, whole)
