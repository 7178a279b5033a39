"""What somebody keeps of the cases they were in, on their own sheet: minutes of each phase, and in which part."""

from dataclasses import dataclass
from datetime import date

from bot import sheets
from bot.cases import rules
from bot.people import Profile
from bot.turn import Turn

KIND = "cases"


@dataclass(frozen=True)
class Noted:
    """Minutes of one phase of one case. Neither with whom nor about what."""

    on: date
    format: str
    part: str
    phase: str
    minutes: int


def note(turn: Turn, profile: Profile, noted: Noted) -> None:
    line = [noted.on.isoformat(), noted.format, noted.part, noted.phase, noted.minutes]
    sheets.note(turn, profile, KIND, line, until=turn.now + rules.MINUTES_KEPT)


def noted(turn: Turn, profile: Profile) -> list[Noted]:
    """Earliest first."""
    found = sheets.lines(turn, profile, KIND)
    return sorted((Noted(date.fromisoformat(on), *rest) for on, *rest in found), key=lambda one: one.on)


def erase(turn: Turn, profile: Profile) -> None:
    sheets.erase(turn, profile, KIND)
