"""What somebody keeps of their own consults, on their own sheet: dates and minutes, and when they asked lately."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot import sheets
from bot.consults import rules
from bot.people import Profile
from bot.turn import Turn

MINUTES, ASKINGS = "consults", "askings"


@dataclass(frozen=True)
class Noted:
    """A consult that is done: whether they `gave` it, and neither with whom nor about what."""

    on: date
    minutes: int | None
    gave: bool | None


def note(turn: Turn, profile: Profile, noted: Noted) -> None:
    line = [noted.on.isoformat(), noted.minutes, noted.gave]
    sheets.note(turn, profile, MINUTES, line, until=turn.now + rules.MINUTES_KEPT)


def noted(turn: Turn, profile: Profile) -> list[Noted]:
    """Earliest first."""
    found = sheets.lines(turn, profile, MINUTES)
    return sorted((Noted(date.fromisoformat(on), minutes, gave) for on, minutes, gave in found), key=lambda one: one.on)


def note_asking(turn: Turn, profile: Profile, member_id: str) -> None:
    sheets.note(turn, profile, ASKINGS, [turn.now.isoformat(), member_id], until=turn.now + rules.ASKS_WITHIN)


def asked(turn: Turn, profile: Profile, member_ids: Collection[str]) -> list[datetime]:
    """When they have asked as one of these members, earliest first, as far back as the limit looks."""
    every = ((datetime.fromisoformat(at), member) for at, member in sheets.lines(turn, profile, ASKINGS))
    return sorted(at for at, member in every if member in member_ids and at > turn.now - rules.ASKS_WITHIN)


def erase(turn: Turn, profile: Profile) -> None:
    for kind in (MINUTES, ASKINGS):
        sheets.erase(turn, profile, kind)
