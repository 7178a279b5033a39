"""What a peer reads who is asked for a consult: that one question, and what became of it."""

from datetime import datetime

from bot.consults.actions import Can, NotThisTime
from bot.consults.screens import BY_WHEN, IT_HELPS
from bot.groups.screens import named, titled
from bot.marks import quoted, when
from bot.people import Profile
from bot.ui import Button, Message


def offer(offer_id: str, asker: Profile, group: str, kind: str, soon: str, sentence: str, until: datetime) -> Message:
    lines = [
        f"**{named(asker.name)} asks for a consult** in {titled(group)}, and you are the one I am asking now.",
        f"- What would help: {IT_HELPS[kind]}",
        f"- How soon: {BY_WHEN[soon]}",
        f"- In their words: “{quoted(sentence)}”" if sentence else "- They wrote nothing more.",
        f"You have until {when(until)}, then I ask somebody else. Nobody is told who was asked or who could not. "
        "Press or type **I can** or **Not this time**; **asked** brings this back.",
    ]
    return Message("\n".join(lines), (Button("I can", Can(offer_id), "primary"), _not_this_time(offer_id)))


def offer_again(offer_id: str, asker: Profile, soon: str, *, more: int) -> Message:
    others = f" Then type **asked** again: {more} more." if more else ""
    return Message(
        f"{named(asker.name)} asks for a consult ({BY_WHEN[soon]}). Press or type **I can** or "
        f"**Not this time**.{others}",
        (Button("I can", Can(offer_id), "primary"), _not_this_time(offer_id)),
    )


def passed_on(offer_id: str, asker: Profile, ends: datetime) -> Message:
    return Message(
        f"{named(asker.name)} asked for a consult here; meanwhile I am asking others. If you can after all, press or "
        f"type **I can** until {when(ends)}: as long as nobody else has it, it is yours.",
        (Button("I can", Can(offer_id)), _not_this_time(offer_id)),
    )


def _not_this_time(offer_id: str) -> Button:
    return Button("Not this time", NotThisTime(offer_id))


def yours(asker: Profile, sentence: str) -> Message:
    words = f"\nIn their words: “{quoted(sentence)}”" if sentence else ""
    return Message(f"It is yours, thank you. I open a private place for you and {named(asker.name)}.{words}")


THANKS = Message("Thank you for answering. Nobody is told that it was you, and nothing more is asked of you.")
NO_LONGER_NEEDED = Message("Somebody asked for a consult here. It is no longer needed; thank you for being there.")
SOMEBODY_ELSE = Message(
    "How good of you. Somebody else has just said yes, so they are not alone with it, and you are free again."
)
REQUEST_OVER = Message("That request is over, so nothing more is needed. Thank you for being there.")
YOURS_ALREADY = Message(
    "You have said yes already, and you two have a private place. When it is over, type **done** here."
)
NOT_ASKED_OF_YOU = "That was asked of somebody else, so nothing happened."
NOTHING_ASKED = Message("Nobody is asking you for a consult just now.")
CONSULT_WAS_HERE = Message("You gave a consult here. It is over; thank you.")
