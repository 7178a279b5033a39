"""Every word that is shown about measures: the questions, one's own results, one's own wishes about them."""

from collections.abc import Iterable
from datetime import datetime

from bot.front import Say
from bot.instruments import Instrument
from bot.marks import quoted, when
from bot.measures.actions import ShowMeasures, ShowResults
from bot.support.actions import ShowSupport
from bot.ui import Button, Message
from bot.unclear import either

SUPPORT = Button("Get support now", ShowSupport())
MEASURES = Button("Measures", ShowMeasures())
MY_RESULTS = Button("My results", ShowResults())
ASK_A_PEER = Button("Ask a peer for a consult", Say("consult"))
BUDDY = Button("My buddy", Say("buddies"))

NO_GROUP = "Measures come with a group, and you are not in one yet. In your group's room, press Join."
NOT_YOURS = "That measure is not yours, or it is so old that it was deleted. Nothing was saved."
TOO_OLD = "That time is over: its questions were about other weeks. To begin anew, type **measure**."
PEERS = "nobody in your group, and nobody is told that you took it."
ONLY_IN_PRIVATE = Message("Measures are for you alone: please look at your direct messages with Tend.")


def too_late(ended: datetime) -> str:
    return f"That measure was finished {when(ended)}, so its answers stay as they are."


def no_such(wanted: str, offered: Iterable[str]) -> str:
    """`wanted` is what somebody typed, or what an old button carries."""
    known = [f"**measure {id}**" for id in offered]
    there = f"You can type {either(known)}." if known else ""
    return f"There is no measure called {quoted(wanted)} to take here. {there}".strip()


def not_ready(one: Instrument, why: str) -> str:
    return f"{one.title} cannot be taken here. {why}"


def titled(one: Instrument) -> str:
    """With what has to stand beside it."""
    return f"**{one.title}**" + (f" ({one.note})" if one.note else "")
