"""The front door: what a person can see of Tend before having said anything, on platforms with such a page.

Each slice shows what is theirs to press; nothing is remembered about having looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import screens
from bot.actions import Action
from bot.feature import Feature
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
