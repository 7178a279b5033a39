"""What is true of a case: how long things last, how much fits, and when a phase over days ends.

Minutes and days of each phase stand in its format; how long the text is kept is the group's to say.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.rhythm.waking import DAY, after_waking

CASE, NOTE, WORDS, LINE, QUESTION = 1500, 300, 1200, 120, 200
"""Characters of the case itself, the note about culture, something said, a line of the card, the key question."""
CARD_STANDS = timedelta(days=14)
"""A case that nobody starts is taken down after this long."""
LONGEST = timedelta(days=60)
"""A case that has begun and not come to its end is deleted after this long, also while it is paused."""
OTHERS = 2
"""With fewer besides the presenter there is no group to speak to."""
SOON = timedelta(minutes=2)
"""Before its end, a phase that people hold together says quietly that it ends."""
EXTENDED_LIVE, EXTENDED_DAYS = timedelta(minutes=5), timedelta(days=1)
LEFT_LIVE = timedelta(hours=3)
"""A phase that people hold together is over after this long even if nobody presses Next."""
WEEK = timedelta(weeks=1)
FOLLOW_UPS = (2, 6)
"""Weeks after the end at which the presenter is asked how it went."""
MINUTES_KEPT = timedelta(days=2 * 365)
"""Dates, formats and minutes, for a person's own hours; boards ask back two years (CALPCC, for licensees)."""
TOMBSTONES_KEPT = timedelta(days=2 * 365)
GONE_AFTER, GONE_WITHIN = timedelta(hours=1), timedelta(days=3)
"""Between these a case under a mask goes whose presenter has left, at an hour that does not tell who it was."""
TRACES = timedelta(days=1)
"""How long after its end it can still be read off the sent messages who was in a case."""


_ASKS = re.compile(
    r"[?？؟]|^\W*(?:who|whom|whose|what|which|when|where|why|how|am|are|is|was|were|do|does|did|has|have|had|can|could"
    r"|may|might|must|shall|should|will|would)\b|\b(?:whether|wonder)\b",
    re.IGNORECASE,
)


def asks(words: str) -> bool:
    """Whether this may be a question: a question mark of any script, or it begins as a question does in English."""
    return _ASKS.search(words) is not None


def ends(began: datetime, days: float, zones: Iterable[ZoneInfo]) -> datetime:
    """When everybody who is due has had this many days of their own waking hours."""
    return max((after_waking(began, DAY * days, zone) for zone in zones), default=began + timedelta(days=days))


def reminded(began: datetime, days: float, zone: ZoneInfo) -> datetime:
    """When half of these waking hours have gone by, on this person's own clock."""
    return after_waking(began, DAY * days / 2, zone)


def minutes(span: timedelta) -> int:
    """Whole minutes, rounded, at least one."""
    return max(1, round(span / timedelta(minutes=1)))
