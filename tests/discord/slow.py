"""A feature that takes its time, as a database on a bad day does."""

import time
from dataclasses import dataclass

from bot.actions import Action
from bot.feature import Feature
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Button, Form, Message, Text, Update

SECONDS = 0.5


@dataclass(frozen=True)
class Slowly(Action, name="slow.slowly"):
    """Answers late, with what `what` names."""

    what: str


slow = Feature("slow")
SEEN: list[str] = []
"""What reached the handlers."""


@slow.command("slow", "answers late")
def command(turn: Turn, words: str) -> Reply:
    return slowly(turn, Slowly(words)) if words else offer()


def offer() -> Message:
    return Message("Slow.", tuple(Button(what, Slowly(what)) for what in ("message", "form", "update", "nothing")))


@slow.on(Slowly)
def slowly(turn: Turn, action: Slowly) -> Reply:
    SEEN.append(action.what)
    if action.what != "form" or SEEN.count("form") == 1:
        time.sleep(SECONDS)
    match action.what:
        case "form":
            return Form("Late", Slowly("message"), (Text("word", "A word"),))
        case "update":
            return Update(Message("It became this, late."))
        case "nothing":
            return None
        case _:
            return Message("Only for you, late.")
