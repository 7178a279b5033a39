"""What the one who asks for a consult reads: each step, and what else there is. Never who could not."""

from collections.abc import Sequence
from datetime import datetime

from bot.consults import rules
from bot.consults.actions import AskPeer, BeginNow, Done, StopAsking
from bot.consults.screens import NUMBERS, SUPPORT
from bot.consults.tables import Consult
from bot.groups.screens import named, titled
from bot.marks import when
from bot.people import Profile
from bot.rhythm.vocabulary import listed
from bot.ui import Button, Message

ROOM_OR_SUPPORT = "ask in your group's room; or, for support right now from people whose work it is, type **support**."
ELSE = f"What else there is: type **consult** to ask again later; {ROOM_OR_SUPPORT}"


STOP_BY_TYPING = "Type **consult** here at any time to see where it stands or to stop."
STOP_NOW = "To stop, press or type **Stop asking**."


def _step(consult_id: str, text: str) -> Message:
    return Message(f"{text} {STOP_BY_TYPING}", (Button("Stop asking", StopAsking(consult_id)), SUPPORT))


THEY_HAVE = {
    rules.URGENT: f"{rules.PATIENCE[rules.URGENT].seconds // 60} minutes",
    rules.NOW: f"{rules.PATIENCE[rules.NOW].seconds // 60} minutes",
    rules.TODAY: f"{rules.PATIENCE[rules.TODAY].seconds // 3600} hours of their own day",
    rules.WEEK: "a day",
}
"""Never as an instant: it would tell whose clock it is, and so who is being asked."""


def asking_first(consult: Consult, group: str, *, night: bool) -> Message:
    quiet = "It is outside everybody's usual hours, so it may stay quiet for a while. " if night else ""
    has = THEY_HAVE[consult.soon]
    seen = "what you wrote, without your name" if consult.masked else "your name and what you wrote"
    if consult.wanted == rules.ONE:
        said = (
            f"I am asking one peer in {titled(group)} now, in private. They have {has}; if they "
            f"cannot, I ask the next. Only the one being asked sees {seen}. I tell you each step."
        )
    else:
        said = (
            f"I am asking up to {NUMBERS[consult.wanted]} peers in {titled(group)} now, in private. Each has {has}; in "
            f"the place of who cannot, I ask another. Only those being asked see {seen}. I tell you each step."
        )
    return _step(consult.id, quiet + said)


def asking_next(consult_id: str, soon: str, *, night: bool) -> Message:
    quiet = "It is outside the usual hours of everybody who is left. " if night else ""
    return _step(consult_id, f"{quiet}I am asking another peer now; they have {THEY_HAVE[soon]}.")


def asking_now(consult_id: str, soon: str) -> Message:
    return _step(consult_id, f"One peer is being asked; each has {THEY_HAVE[soon]}, and then I ask the next.")


def until_morning(consult_id: str) -> Message:
    return _step(
        consult_id,
        "It is outside the usual hours of everybody I have not asked yet. I go on "
        "asking as soon as those of one of them begin, and tell you then. If it cannot wait that long, type "
        "**support**.",
    )


def everybody_asked(consult_id: str, ends: datetime) -> Message:
    return _step(
        consult_id,
        "I have asked everybody I can ask, and nobody has been free so far. That is about full days, and not about "
        f"you. If somebody still finds time until {when(ends)}, I tell you at once. What else there is: "
        f"{ROOM_OR_SUPPORT}",
    )


def nobody_could(group_id: str) -> Message:
    return _over(
        group_id,
        "I have asked everybody I can ask, and nobody is free this time. That is about full days, and not about you. "
        f"Your request has ended, and what you wrote is erased. {ELSE}",
    )


def time_over(group_id: str) -> Message:
    return _over(
        group_id,
        "The time for your request is over, and nobody has taken it. That is about full days, and not about you. "
        f"What you wrote is erased. {ELSE}",
    )


def stopped(group_id: str) -> Message:
    return _over(
        group_id,
        "I have stopped asking. Whoever was being asked is told that it is over, and what you wrote is "
        "erased. Type **consult** whenever you want to ask again.",
    )


LEFT = Message("You have left the group, so I have stopped asking for a consult there, and what you wrote is erased.")
NOTHING_TO_STOP = Message(
    "No consult is being asked for you, and whatever you stopped stays stopped. Any question that stands here can be "
    "left as it is. To ask a peer, type **consult**. For a time without check-ins, type **pause**; to be left in peace "
    "altogether, **away**; to leave your group, **leave**.",
    (Button("Ask a peer", AskPeer("")), SUPPORT),
)
OVER_ALREADY = Message("That request is over already. Type **consult** to ask for another.", (SUPPORT,))
NOT_YOUR_REQUEST = "That request is somebody else's, so nothing happened."


def _over(group_id: str, text: str) -> Message:
    return Message(text, (Button("Ask again", AskPeer(group_id)), SUPPORT))


def nobody_to_ask(group: str) -> Message:
    return Message(
        f"There is nobody in {titled(group)} whom I could ask just now: the others are away, or have not joined or "
        f"accepted the agreement yet. Nobody was asked, and nothing is kept. {ELSE}",
        (SUPPORT,),
    )


def enough(again: datetime) -> Message:
    return Message(
        f"You have asked {rules.ASKS} times within {rules.ASKS_WITHIN.days} days, and so that nobody is worn out, I "
        f"ask no more often. From {when(again)} on you can ask me again. Your group's room is open to you at any time, "
        "and for support right now type **support**.",
        (SUPPORT,),
    )


def standing(asked_at: datetime, step: Message) -> Message:
    where = step.text.replace(STOP_BY_TYPING, STOP_NOW)
    return Message(f"You have a request open, from {when(asked_at)}. {where}", step.buttons)


def some_can(consult_id: str, names: Sequence[str], until: datetime) -> Message:
    """Some of three have said yes, and the others are waited for."""
    return Message(
        f"{listed([named(name) for name in names])} can. I wait for others until {when(until)}, and then open a "
        "private place for all of you; or press or type **Begin now**. Type **consult** here at any time to see where "
        "it stands.",
        (Button("Begin now", BeginNow(consult_id), "primary"), Button("Stop asking", StopAsking(consult_id)), SUPPORT),
    )


BEGINNING = Message("Thank you. You begin with those who have said yes, and I ask nobody else.")
NOBODY_YET = Message(
    "Nobody has said yes yet, so there is nobody to begin with. Type **consult** to see how it stands."
)


def together(consult_id: str, peers: Sequence[Profile]) -> Message:
    where = "the two of you, and write to you both there" if len(peers) == 1 else "all of you, and write to you there"
    return Message(
        f"{listed([named(peer.name) for peer in peers])} can. I open a private place for {where}. When it is "
        "over, press or type **Done**.",
        (Button("Done", Done(consult_id)), SUPPORT),
    )
