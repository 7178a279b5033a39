"""The support card. It must read well to somebody in need and to a therapist who was writing about a client."""

from collections.abc import Sequence

from bot.support.rules import ELSEWHERE, Line
from bot.ui import Message

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
    calls = [_call(line) for line in lines]
    calls += [] if any(line.kind == "emergency" for line in lines) else [ANY_NUMBER]
    where = [f"In {lines[0].where}, which is a guess from your time zone:"] if lines else []
    said = ["**Support, now**", *where, *(f"- {call}" for call in (*calls, ANY_LINE, YOUR_OWN)), NOBODY_READS, GO_ON]
    return Message("\n".join(said))


def _call(line: Line) -> str:
    why = "If you or somebody with you is in danger" if line.kind == "emergency" else "To talk to somebody"
    return f"{why}: **{line.number}**, {line.name}, {line.hours}."
