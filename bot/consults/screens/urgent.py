"""After something terrible: what whoever asks reads, and whoever is on call. Short, since nobody can read much then."""

from datetime import datetime

from bot.consults import rules
from bot.consults.actions import AskPeer, AskUrgently, BeOnCall, Can, DoNotLookAgain, NotThisTime, StopAsking
from bot.consults.screens import AFTER, SUPPORT
from bot.groups.screens import named, titled
from bot.marks import when
from bot.ui import Button, Message

PRESSES = {
    "suicide": "A client's suicide",
    "assault": "An assault",
    "complaint": "A complaint",
    "other": "Something as terrible",
}
MINUTES = rules.PATIENCE[rules.URGENT].seconds // 60


def card(group_id: str, group: str, support: str) -> Message:
    """`support` is the support card's text."""
    return Message(
        "**After something terrible**\n"
        "You need not be alone with it, and you need not write anything. Press or type what happened. I then ask those "
        f"in {titled(group)} who are on call, in private: each has {MINUTES} minutes, and then I ask the next as well. "
        "They see your name and what you pressed, and nothing else.\n\n"
        f"{support}",
        tuple(Button(label, AskUrgently(group_id, what)) for what, label in PRESSES.items()),
    )


LATER = Button("Do not write later", DoNotLookAgain())
I_WRITE = (
    "After a day and after a week I write to you, and to you alone. If you would rather not, press or type **Do not "
    "write later**."
)
WHAT_ELSE = (
    "What else there is: your own supervisor or a colleague, by phone; after a complaint or an assault also your "
    "insurer and your professional body; and **support**, for people whose work it is. **consult** asks the others of "
    "your group too."
)
EARLIER_ENDED = "Your earlier request has ended for this. "


def asking(consult_id: str) -> Message:
    return Message(
        f"I am sorry. I am asking somebody who is on call now, in private. They have {MINUTES} minutes, and then I ask "
        f"the next as well, and tell you. Type **consult** to see where it stands or to stop.\n{I_WRITE}",
        (SUPPORT, Button("Stop asking", StopAsking(consult_id)), LATER),
    )


def asking_next(consult_id: str) -> Message:
    return Message(
        f"I am asking one more of those on call now; they have {MINUTES} minutes as well. You have not been forgotten. "
        "**support** is there meanwhile.",
        (SUPPORT, Button("Stop asking", StopAsking(consult_id))),
    )


def until_hours(consult_id: str) -> Message:
    return Message(
        "Nobody else is on call at this hour. I go on asking as soon as somebody is, and tell you then.\n" + WHAT_ELSE,
        (SUPPORT, Button("Stop asking", StopAsking(consult_id)), LATER),
    )


def everybody_asked(consult_id: str, ends: datetime) -> Message:
    return Message(
        "I have asked everybody on call, and nobody has answered so far. That is not about you. If somebody does until "
        f"{when(ends)}, I tell you at once.\n{WHAT_ELSE}",
        (SUPPORT, Button("Stop asking", StopAsking(consult_id)), LATER),
    )


def nobody(group_id: str) -> Message:
    return Message(
        f"I am sorry: nobody who is on call can just now. That is not about you.\n{WHAT_ELSE}\n{I_WRITE}",
        (SUPPORT, Button("Ask the others too", AskPeer(group_id)), LATER),
    )


def over(group_id: str) -> Message:
    return Message(
        f"Nobody on call has answered in {rules.LASTS[rules.URGENT].seconds // 3600} hours, and I have stopped asking. "
        f"That is not about you.\n{WHAT_ELSE}",
        (SUPPORT, Button("Ask the others too", AskPeer(group_id))),
    )


def offer(offer_id: str, asker: str, group: str, what: str, until: datetime) -> Message:
    return Message(
        f"**{named(asker)} needs somebody now**, {what}, in {titled(group)}. You are on call, and I am asking you.\n"
        "It takes somebody beside them, and neither advice nor an answer. "
        f"You have until {when(until)}, then I ask the next as well. Nobody is told who was asked or who could not. "
        "Press or type **I can** or **Not this time**; **asked** brings this back.",
        (Button("I can", Can(offer_id), "primary"), Button("Not this time", NotThisTime(offer_id)), SUPPORT),
    )


def passed_on(offer_id: str, asker: str, ends: datetime) -> Message:
    return Message(
        f"{named(asker)} needs somebody after something terrible; meanwhile I am asking others on call as well. If you "
        f"can after all, press or type **I can** until {when(ends)}: as long as nobody else is with them, you are the "
        "one.",
        (Button("I can", Can(offer_id), "primary"), Button("Not this time", NotThisTime(offer_id)), SUPPORT),
    )


def words(what: str) -> str:
    return AFTER[what]


# later


def look_again(days: int) -> Message:
    ago = "Yesterday" if days == 1 else "A week ago"
    more = " I write once more, a week after that day." if days == 1 else " This was the last of these."
    return Message(
        f"{ago} you asked for somebody beside you. I know nothing of how it went, and you need not answer. If it is "
        "still near: **consult** asks a peer, and **support** shows people whose work it is. Sleep, food and somebody "
        f"who knows are plenty for now.{more}",
        (Button("Ask a peer", AskPeer("")), SUPPORT, *((LATER,) if days == 1 else ())),
    )


NOT_LATER = Message("I do not write later. **urgent**, **consult** and **support** are there whenever you want them.")

# the rota


def on_call(group_id: str, group: str, now: str, note: str = "") -> Message:
    """`now` as in `rules.ON_CALL`."""
    stands = {
        rules.OWN: "You are on call, in your own hours.",
        rules.ANY: "You are on call, at any hour.",
        rules.NOT: "You are not on call.",
    }
    return Message(
        f"{note}**On call in {titled(group)}**\n"
        f"{stands[now]} Whoever is on call is asked when something terrible has happened to a colleague: a "
        f"client's suicide, an assault, a complaint. You have {MINUTES} minutes to say whether you can, and may always "
        "say not this time. Nobody sees who is on call, and nobody who is not. Your hours are those of **peers**.",
        tuple(Button(label, BeOnCall(group_id, hours)) for hours, label in STANDS.items() if hours != now),
    )


STANDS = {rules.OWN: "On call in my hours", rules.ANY: "On call at any hour", rules.NOT: "Not on call"}
SAVED = "Thank you.\n"
