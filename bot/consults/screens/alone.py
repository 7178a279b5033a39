"""What somebody reads of their own weeks: since the last consult or buddy, what they gave and what they got."""

from bot.consults import rules
from bot.consults.actions import AskPeer, WriteAfter
from bot.consults.screens import SUPPORT
from bot.ui import Button, Message

ASK = Button("Ask a peer", AskPeer(""))
NEVER = Button("Never write", WriteAfter(0))


def card(weeks_ago: int | None, given: int, received: int, after: int, note: str = "") -> Message:
    """`weeks_ago` is None for none that Tend still has; `after` is 0 where nothing is written."""
    lines = [
        f"{note}**Only you are shown this**, and nobody is counted but you.",
        f"- Since your last consult, or meeting with a buddy: {ago(weeks_ago)}",
        f"- Consults in the last two years: {given} given, {received} received",
        f"- {_writes(after)}",
        "To change that, press, or type for example **alone 6** or **alone off**. It is worked out from the dates that "
        "Tend keeps for your own hours.",
    ]
    choices = [Button(f"Write after {weeks} weeks", WriteAfter(weeks)) for weeks in rules.WEEKS if weeks != after]
    return Message("\n".join(lines), (ASK, *choices, *((NEVER,) if after else ()), SUPPORT))


def ago(weeks: int | None) -> str:
    if weeks is None:
        return "none that Tend still knows of"
    return "less than a week" if weeks == 0 else "one week" if weeks == 1 else f"{weeks} weeks"


def _writes(after: int) -> str:
    return f"Tend writes to you once after {_weeks(after)} without either" if after else "Tend does not write about it"


def _weeks(weeks: int) -> str:
    return "one week" if weeks == 1 else f"{weeks} weeks"


SAVED = "Saved. "


def not_weeks() -> str:
    return f"A number of weeks from 1 to {rules.MOST_WEEKS} is right, for example **alone 6**; or **alone off**."


def quiet_weeks(after: int) -> Message:
    return Message(
        f"{_weeks(after).capitalize()} have gone by without a consult or a buddy that Tend knows of. You asked to hear "
        "of it; nobody else does. One press asks a peer, and doing nothing is fine: I do not write again until there "
        "was another.",
        (ASK, NEVER, SUPPORT),
    )
