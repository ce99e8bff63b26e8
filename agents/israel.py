"""Israel at the table.

What it holds, and hands over under the agreement, is prisoners and detainees, the entry of aid and
shelter, and the ground its forces stand on; what it is owed is hostages. It decides by the rules
that Hamas decides by; the numbers in ``configs/parties/israel`` make the difference.
"""

from agents.party import Party


class Israel(Party):
    """The Mesa agent."""
