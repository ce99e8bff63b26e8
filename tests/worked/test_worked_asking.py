"""What a person at a seat is asked about, worked by hand."""

from agents import asking
from agents.traits import INSTRUMENTS


def test_the_item_of_a_question_names_its_instrument_and_the_side_aimed_at():
    for instrument in range(len(INSTRUMENTS)):
        for slot in range(2):
            question = asking.use_of(instrument, slot)
            assert asking.instrument_of(question) == instrument
            assert asking.slot_of(question) == slot
