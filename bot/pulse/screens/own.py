"""One's own copies, which exist only because their owner pressed for one."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.instruments import Instrument
from bot.pulse.actions import DeleteCopies, PutAway, ShowCopies
from bot.pulse.rules import COPY_KEPT
from bot.pulse.screens import numbers
from bot.pulse.screens.questions import SUPPORT
from bot.rhythm import say_date
from bot.ui import Button, Message

SHOWN = 6
"""Copies at once, so that they fit into one message."""
NONE = Message(
    "You have no copies. When you have answered a pulse, **Hand in, keep a copy** keeps one for you alone; without "
    "that, Tend cannot show you what you answered, nor anybody else.",
    (SUPPORT,),
)
DELETED = Message(
    "Your copies are deleted. What was handed in stays in the sums, where nobody can find it.", (SUPPORT,)
)
GONE = Message("Put away. Type **pulse mine** to see your copies again.", (Button("My copies", ShowCopies()),))
ONLY_IN_PRIVATE = Message("Your copies are for you alone: Tend has put a button for them into your direct messages.")
INVITATION = Message(
    "Here, between you and Tend alone, your copies can be shown.", (Button("My copies", ShowCopies()),)
)


def copies(shown: Sequence[tuple[date, Instrument, Mapping[str, str]]]) -> Message:
    """The latest first, as means from 1 to 5. Numbers, and nothing about what they might mean."""
    lines = ["**Your own copies.** Only you are shown this."]
    lines += [f"- Pulse of {say_date(on)}: {_scores(asked, answers)}" for on, asked, answers in shown[:SHOWN]]
    lines += [
        f"{_about(shown)} Each is deleted after {COPY_KEPT.days} "
        "days. It stands in this conversation now; **Put away** takes it off again, where this chat allows that."
    ]
    buttons = (Button("Put away", PutAway()), Button("Delete my copies", DeleteCopies(), "danger"), SUPPORT)
    return Message("\n".join(lines), buttons)


def _scores(asked: Instrument, answers: Mapping[str, str]) -> str:
    return ", ".join(f"{scale.title.lower()} {score}" for scale, score in numbers.scores(asked, answers))


def _about(shown: Sequence[tuple[date, Instrument, Mapping[str, str]]]) -> str:
    if all(asked.note for _, asked, _ in shown):
        return f"From 1 to 5; questions of Tend's own, {shown[0][1].note}."
    return f"From 1 to 5 where nothing else stands: {', '.join(dict.fromkeys(asked.title for _, asked, _ in shown))}."
