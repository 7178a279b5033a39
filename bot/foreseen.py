"""What is expected to happen: each slice tells its own part of a rehearsal, by reading alone.

Nothing is written, set or said for it, so looking ahead twice, or two years ahead, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

SIGHT = (timedelta(days=40), timedelta(days=400))
"""How far is looked for the next of something: what most often is enough, and then as far as is of use."""


@dataclass(frozen=True, order=True)
class Foreseen:
    """One thing to come. `what` is a word such as "meeting", "reminder", "facilitator" or "check-in".

    `about` says which: of a reminder "week", "day" or "hour". `meeting` is the date its rhythm names, as in
    "2026-12-08", for what belongs to one: also meetings that are not planned yet have one. `member` is the id of the
    member whom it concerns, "" for the whole group. `own`: that member alone may be told when it is.
    """

    at: datetime
    what: str
    about: str = ""
    meeting: str = ""
    member: str = ""
    own: bool = False
