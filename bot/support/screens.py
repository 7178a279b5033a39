"""The support card. It must read well to somebody in need and to a therapist who was writing about a client."""

from collections.abc import Sequence

from bot.support.actions import ShowSupport
from bot.support.rules import ELSEWHERE, Line
from bot.ui import Button, Message

NOBODY_READS = (
    "Tend is not a crisis service. Nobody reads along here in real time, nobody is told that you opened this card, and "
    "Tend does not note it."
)
ANY_NUMBER = "If you or somebody with you is in danger: call the emergency number of the country that you are in."
ANY_LINE = f"To talk to somebody now: {ELSEWHERE} lists crisis lines for each country, by phone and by chat."
YOUR_OWN = "Somebody who knows you: your own supervisor, your doctor, or a colleague whom you trust."
GO_ON = "It is here for yourself and for anybody you are worried about. What you were doing waits where you left it."


def card(lines: Sequence[Line]) -> Message:
    """`lines` are those that were verified lately for the reader's country."""
    return Message("\n".join(["**Support, now**", *_calls(lines), NOBODY_READS, GO_ON]))


AT_THE_DOOR = Message(
    "**Somebody to turn to**\nFor yourself, or for whoever you are worried about. Nobody is told that you pressed.",
    (Button("Get support now", ShowSupport()),),
)
"""The front door: a card of its own, so that it is one press from anywhere."""

NOTICED = (
    "**Support, in case it is of use**\n"
    "Some words that you wrote are on a short list, so Tend shows this card once. The list understands nothing and "
    "misses much. If you were writing about a client or somebody else, it is here for you as well."
)
ABOUT_A_CLIENT = "If it is about a client: also what you and your workplace have agreed on for this."
NOT_NOTED = (
    "Tend is not a crisis service. Nobody reads along here in real time, nobody is told that you were shown this, and "
    "Tend does not note it. Here is the answer to what you wrote, as it would have been anyway:"
)
BRIEF = (
    "Some words that you wrote are on a short list; in case it is of use: the emergency number of the country that you "
    f"are in, {ELSEWHERE}, your own supervisor or doctor. Type **support** for the whole card. Nobody is told, and "
    "nothing is noted."
)
"""Where there is little room."""


def beside(lines: Sequence[Line]) -> str:
    """The card as it stands above a reply, for somebody in need and for somebody who was writing about a client."""
    return "\n".join([NOTICED, *_calls(lines), f"- {ABOUT_A_CLIENT}", NOT_NOTED])


def _calls(lines: Sequence[Line]) -> list[str]:
    calls = [_call(line) for line in lines]
    calls += [] if any(line.kind == "emergency" for line in lines) else [ANY_NUMBER]
    where = [f"In {lines[0].where}, which is a guess from your time zone:"] if lines else []
    return [*where, *(f"- {call}" for call in (*calls, ANY_LINE, YOUR_OWN))]


def _call(line: Line) -> str:
    why = "If you or somebody with you is in danger" if line.kind == "emergency" else "To talk to somebody"
    return f"{why}: **{line.number}**, {line.name}, {line.hours}."
