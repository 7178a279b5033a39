"""Showing the card, to the one who asked. It leaves no trace: no profile is made, no row is written."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bot.feature import Feature
from bot.people import Profile
from bot.port import Reply
from bot.support import screens
from bot.support.actions import ShowSupport
from bot.support.listed import touches
from bot.support.own import lines
from bot.support.rules import Line, country_of, lines_for
from bot.turn import Turn
from bot.ui import Message

support = Feature("support")


@support.on(ShowSupport)
def show_support(turn: Turn, action: ShowSupport) -> Reply:
    return card(turn)


def card(turn: Turn) -> Message:
    """Also for another slice, which puts it into its own reply: a message of its own would leave a trace."""
    zone = turn.heard.zone or (turn.profile.zone if turn.profile else "")
    return screens.card(_lines(zone, turn.now, turn.folder))


def _lines(zone: str, now: datetime, folder: Path | None) -> Sequence[Line]:
    return lines_for(country_of(zone), now.date(), lines(folder))


@support.beside(touches, screens.BRIEF)
def card_beside(zone: str, now: datetime, folder: Path | None) -> str:
    """Nothing is given to it of what was written."""
    return screens.beside(_lines(zone, now, folder))


@support.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    """For everybody, also for whoever Tend does not know: one press, from wherever they are."""
    yield screens.AT_THE_DOOR


@support.command("support", "people to turn to now; nobody is told that you asked", anywhere=True)
def support_by_word(turn: Turn, words: str) -> Reply:
    return card(turn)
