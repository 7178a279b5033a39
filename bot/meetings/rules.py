"""How long a meeting is, when its reminders are due, and which planned meeting a changed rhythm moves where."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from bot.rhythm import Rhythm, instant
from bot.zones import zone

MINUTES = 90
"""How long a meeting is, the same for every group for now."""
AHEAD = 12
"""How many meetings are planned: what one's calendar gets. A monthly group sees a year."""
WEEK, DAY, HOUR = timedelta(days=7), timedelta(days=1), timedelta(hours=1)
"""The reminders that a group can choose, before the start.

A day is 24 hours: in the night of a clock change the wall shows another hour.
"""
MISSED = timedelta(hours=1)
"""An end that is noticed later than this was slept through: Tend was not running."""
KEPT = timedelta(days=730)
"""How long a meeting is remembered: date, parts and who was there. Turns come round several times in two years."""

RECENT = timedelta(days=62)
"""How long a meeting that is over stays in the feeds of those who were in the group then."""
REFRESH = timedelta(hours=1)
"""How often a calendar is asked to look at its feed. Most look more rarely."""
TOKEN_BYTES = 24
"""Of the unguessable part of a feed's address: 192 bits."""

COMING, LATE, NOT_COMING = "coming", "late", "not"
ANSWERS = (COMING, LATE, NOT_COMING)
FACILITATOR, COFACILITATOR, PRESENTER, TIMEKEEPER = "facilitator", "cofacilitator", "presenter", "timekeeper"
ROLES = (FACILITATOR, COFACILITATOR, PRESENTER, TIMEKEEPER)
"""What somebody can do at a meeting, in the order in which it is told."""

OFF = ("rhythm", "hand", "holiday")
"""What can call a meeting off: the rhythm that names its date no longer, a member, a holiday of the group."""
CHANGES = ("moved", "off", "back")
"""What a member can do to one meeting."""
LONGEST_HOLIDAY = timedelta(days=182)
"""A longer one is better a rhythm that begins later."""
FARTHEST = timedelta(days=366)
"""A meeting moved by more than this is more likely a slip of the finger."""

Stage = Literal["ahead", "week", "day", "hour", "on", "over"]


def end(start: datetime, minutes: int) -> datetime:
    return start + timedelta(minutes=minutes)


def stage(start: datetime, minutes: int, now: datetime, reminders: str) -> Stage:
    """How near a meeting is: what a timer asks that may be late by days. `reminders` as in `groups.reminders`."""
    reached: Stage = "ahead"
    for name, stop in _stops(start, minutes, reminders):
        reached = name if stop <= now else reached
    return reached


def next_stop(start: datetime, minutes: int, now: datetime, reminders: str) -> datetime | None:
    """When something is next to be done for a meeting; None once it is over. Its start needs nothing."""
    stops = (stop for name, stop in _stops(start, minutes, reminders) if name != "on" and stop > now)
    return next(stops, None)


def stops_before(start: datetime, reminders: str) -> Iterator[tuple[Stage, datetime]]:
    """When members are reminded of a meeting, the earliest first."""
    chosen = reminders.split(",")
    if "week" in chosen:
        yield "week", start - WEEK
    if "day" in chosen:
        yield "day", start - DAY
    if "hour" in chosen:
        yield "hour", start - HOUR


def _stops(start: datetime, minutes: int, reminders: str) -> Iterator[tuple[Stage, datetime]]:
    yield from stops_before(start, reminders)
    yield "on", start
    yield "over", end(start, minutes)


def wall(local: datetime, zone: str) -> str:
    """What a meeting was moved to, as it is kept: the wall's own words, so that no change of clocks moves it."""
    return f"{local:%Y-%m-%dT%H:%M} {zone}"


def off_the_wall(words: str) -> datetime:
    """The instant of a kept `wall`."""
    local, _, name = words.partition(" ")
    return instant(datetime.fromisoformat(local), zone(name))


def slot(rhythm: Rhythm, on: date) -> datetime:
    """When a meeting of that date is, by the rhythm's own hour."""
    return instant(datetime.combine(on, rhythm.local), zone(rhythm.zone))


def matched(planned: Sequence[date], wanted: Sequence[date]) -> list[tuple[int | None, int | None]]:
    """Which planned date becomes which wanted one, by position; None for one that goes or is new.

    A date in both stays itself. Between two that stay, the others move in order, so no meeting overtakes another, and
    a single date taken out is called off instead of pushing all that follow.
    """
    pairs: list[tuple[int | None, int | None]] = []
    for _, a, b, c, d in SequenceMatcher(None, planned, wanted, autojunk=False).get_opcodes():
        pairs += zip_longest(range(a, b), range(c, d))
    return pairs
