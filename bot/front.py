"""The front door: what a person can see of Tend before having said anything, on platforms with such a page.

Each slice shows what is theirs to press; nothing is remembered about having looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import screens
from bot.actions import Action
from bot.feature import Feature
from bot.port import Event
from bot.turn import Turn
from bot.ui import Button, Message

HELP = "help"


@dataclass(frozen=True)
class Say(Action, name="typing.words"):
    """As if these words had been typed, so that a button can stand for any command."""

    words: str


def shown(turn: Turn, features: Sequence[Feature]) -> list[Message]:
    """One short message after another, for who looks."""
    profile = turn.profile
    messages = [message for feature in features for front in feature.fronts for message in front(turn, profile)]
    return [*messages, Message(screens.AT_THE_DOOR, (Button(screens.HELP, Say(HELP)),))]


def once_more(event: Event) -> Message:
    """Where a form came too late to be opened: a button that does the same again, for what fits on a button."""
    try:
        again = event.action or Say(event.text).pack()
    except ValueError:
        return Message(screens.TOO_LATE)
    return Message(screens.TOO_LATE, (Button(screens.OPEN_AGAIN, again, "primary"),))
