"""Hamas at the table.

What it holds, and hands over under the agreement, is hostages, living and dead; what it is owed is
prisoners and detainees, aid and shelter, and ground. It decides by the rules that Israel decides
by; the numbers in ``configs/parties/hamas`` make the difference.
"""

from agents.party import Party


class Hamas(Party):
    """The Mesa agent."""
