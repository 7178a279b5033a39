"""When the card is given to whoever facilitates, what fits on an agenda, and how long anything here is kept."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.formats.format import Format
from bot.formats.reading import every

BEFORE = timedelta(days=7)
"""The card comes this long before the meeting, to somebody who has said that they facilitate."""
UNASKED = timedelta(days=3)
"""To somebody who has the turn and has not said, it comes no sooner than this: the question comes first, alone."""
SHOWN = timedelta(days=1)
"""The agenda is shown in the room this long before the meeting."""
KEPT = timedelta(days=14)
"""How long anything about a meeting is kept here after it: whoever wants to look something up does so soon."""
WAITS = timedelta(days=90)
"""How long what was on the agenda of a meeting that was called off waits for its owner's word."""
DONE_KEPT = timedelta(days=14)
"""How long what is done can be put back."""
FOLLOW_UPS_KEPT = timedelta(days=365)
"""How long a group keeps what it wants to come back to, if nobody marks it done."""

TITLE, FOLLOW_UP = 120, 160
"""Characters of a title, and of a line to come back to: a case does not fit in."""
ITEMS = 8
"""How many things fit on one agenda."""
OPEN = 20
"""How many things a group can want to come back to at once."""
MINUTES, SHORTEST, LONGEST = 20, 5, 240
"""How long something takes when nobody says, and the least and the most that can be said."""
ASKED_FOR = timedelta(days=7)
"""How long one can say whether the group kept to its agreement."""
TOO_LATE = timedelta(days=1)
"""An end that is noticed later than this was slept through, and nobody is asked about it."""
NOT_TODAY, MOSTLY, FULLY = 1, 3, 5
KEPT_TO = (NOT_TODAY, MOSTLY, FULLY)
"""What can be said about the agreement, on the scale of a pulse, by whose rules it is put together."""
LEAST = 6
"""Answers below which nothing is asked or shown, one more than a pulse takes. There are three answers, not five: a
word from five people could tell a member who said "not today" that nobody else did."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What items are called in words that are typed; numbers press buttons."""


def handed_over_at(start: datetime, *, will: bool) -> datetime:
    return start - (BEFORE if will else UNASKED)


def read_minutes(words: str) -> int | None:
    """ "20", "20 min", "1 h" or "1:30"; None for anything else, and for what no meeting has time for."""
    spoken = words.strip().casefold()
    if found := re.fullmatch(r"(\d{1,3})\s*(?:m|min|mins|minutes?|['′])?", spoken):
        minutes = int(found[1])
    elif found := re.fullmatch(r"(\d)(?:[.,](5|25|75))?\s*(?:h|hrs?|hours?)", spoken):
        minutes = int(float(f"{found[1]}.{found[2] or 0}") * 60)
    elif found := re.fullmatch(r"(\d):(\d\d)(?:\s*h)?", spoken):
        minutes = int(found[1]) * 60 + int(found[2])
    else:
        return None
    return minutes if SHORTEST <= minutes <= LONGEST else None


def read_format(words: str) -> Format | None:
    """The one format that is meant by its name, its id or a beginning of either; None when none or several are."""
    wanted = _plain(words)
    exact = [one for one in every().values() if wanted in (_plain(one.id), _plain(one.name))]
    near = [one for one in every().values() if any(_plain(each).startswith(wanted) for each in (one.id, one.name))]
    found = exact or near
    return found[0] if wanted and len(found) == 1 else None


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", words.casefold()).strip()


def order(ids: Sequence[str], letters: str) -> list[str] | None:
    """The ids with those first whose letters were typed, in that order; None for letters that mean none of them."""
    named = [LETTERS.find(letter) for letter in letters.upper() if letter.isalpha()]
    if not named or len(set(named)) != len(named) or any(not 0 <= number < len(ids) for number in named):
        return None
    return [*(ids[number] for number in named), *(one for number, one in enumerate(ids) if number not in named)]
