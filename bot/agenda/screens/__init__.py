"""What every screen of this slice needs: lists that fit however much there is to say, and lines as they are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.formats.format import Format
from bot.marks import length, quoted, when
from bot.meetings.screens import name

FITS = 1900
"""Characters of a page, so that a sentence of somebody else's still fits beneath it."""
READ_BY = "Your group reads it. Nothing that identifies a client. It is looked through first."
NO_MEETING = "No meeting of this group is planned, so there is no agenda yet. Any member can type **settings**."

__all__ = ["FITS", "NO_MEETING", "READ_BY", "Line", "Noted", "fitting", "line", "name", "noted", "total"]


@dataclass(frozen=True)
class Line:
    """One thing on an agenda, opened; `who` is empty for somebody who is not known any more."""

    id: str
    letter: str
    who: str
    title: str
    minutes: int
    format: Format | None
    mine: bool = False


@dataclass(frozen=True)
class Noted:
    """One thing to come back to, opened. `whose` is empty where it is nobody's in particular."""

    id: str
    letter: str
    words: str
    by: str
    whose: str
    at: datetime


def fitting(lines: Callable[[int], Sequence[str]], most: int) -> str:
    """The page with as many of each list as fit; `lines` is given that number."""
    for count in range(most, 0, -1):
        text = "\n".join(lines(count))
        if length(text) <= FITS:
            return text
    return "\n".join(lines(0))


def line(one: Line) -> str:
    how = f", {one.format.name}" if one.format else ""
    return f"{one.letter}. {name(one.who)}: “{quoted(one.title)}”, {one.minutes} minutes{how}"


def noted(one: Noted) -> str:
    whose = f"{name(one.whose)}: " if one.whose else ""
    return f"{one.letter}. {whose}“{quoted(one.words)}” (noted {when(one.at, 'date')})"


def total(lines: Sequence[Line], minutes: int) -> str:
    """How long it comes to, and plainly when that does not fit; `minutes` is how long the meeting is."""
    needed = sum(one.minutes for one in lines)
    if needed > minutes:
        return (
            f"That comes to {needed} minutes, and the meeting has {minutes}: {needed - minutes} too many. Something "
            "can be shorter, or wait for the next meeting."
        )
    return f"That comes to {needed} of the meeting's {minutes} minutes."
