"""When the card is given to whoever facilitates, and how long anything here is kept."""

from datetime import datetime, timedelta

BEFORE = timedelta(days=7)
"""The card comes this long before the meeting, to somebody who has said that they facilitate."""
UNASKED = timedelta(days=3)
"""To somebody who has the turn and has not said, it comes no sooner than this: the question comes first, alone."""
KEPT = timedelta(days=14)
"""How long anything about a meeting is kept here after it: whoever wants to look something up does so soon."""


def handed_over_at(start: datetime, *, will: bool) -> datetime:
    return start - (BEFORE if will else UNASKED)
