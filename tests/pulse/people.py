"""A group that takes part in pulses: who answers what, by pressing, and small questions to the database."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from bot.instruments import instrument
from bot.pulse.handlers.box import put_in
from bot.pulse.tables import Wave
from bot.turn import Turn
from tests.chat import ROOM, Chat
from tests.checkins.people import ask, do, found, join, leave

SIX = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn")
LABELS = [answer.label for answer in instrument("tend-pulse").choices("meaning-1")]
ITEMS = [item.id for item in instrument("tend-pulse").items]

__all__ = [
    "ITEMS",
    "LABELS",
    "SIX",
    "answer",
    "ask",
    "do",
    "found",
    "gather",
    "hand_in",
    "held",
    "join",
    "leave",
    "opened",
    "wave",
]


def gather(chat: Chat, names: Sequence[str] = SIX) -> None:
    """A group of these people, in the room."""
    found(chat)
    for name in names:
        join(chat, name, "Europe/Berlin")


async def opened(chat: Chat, by: str = "Ana") -> None:
    await chat.types(by, "pulse", ROOM)
    await chat.presses(by, "Open a pulse")


async def answer(chat: Chat, name: str, values: Sequence[int] | int = 3) -> None:
    """Answers all questions: one value from 1 to 5 for each, or the same for all."""
    await chat.types(name, "pulse")
    for value in [values] * len(ITEMS) if isinstance(values, int) else values:
        await chat.presses(name, LABELS[value - 1])


def hand_in(chat: Chat, values: Mapping[str, Sequence[int] | int]) -> None:
    """What pressing *Hand in* does, without the nine presses before it."""
    asked = instrument("tend-pulse")
    codes = [one.code for one in asked.choices(ITEMS[0])]
    for name, theirs in values.items():
        given = [theirs] * len(ITEMS) if isinstance(theirs, int) else theirs
        answers = {item: codes[value - 1] for item, value in zip(ITEMS, given, strict=True)}
        do(chat, lambda turn: put_in(turn, held(turn), asked, f"{name}-g", answers))  # noqa: B023 -- done at once


def held(turn: Turn) -> Wave:
    return turn.session.scalars(select(Wave).filter_by(closed=False)).one()


def wave(chat: Chat) -> Wave:
    """The latest pulse."""
    return ask(chat, lambda session: session.scalars(select(Wave).order_by(Wave.opened_at.desc())).first()) or Wave()
