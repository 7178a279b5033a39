"""What a peer reads who is asked for a consult: that one question, and what became of it."""

from datetime import datetime

from bot.consults.actions import Can, KeepApart, MayKnow, NotThisTime, Report
from bot.consults.screens import BY_WHEN, IT_HELPS, NUMBERS, SUPPORT
from bot.consults.tables import Consult
from bot.groups.screens import named, titled
from bot.marks import quoted, when
from bot.people import Profile
from bot.ui import Button, Message


def asking(name: str) -> str:
    """Who asks; an empty name belongs to somebody who would rather be named later."""
    return named(name) if name else "Somebody"


def offer(
    offer_id: str, asker: str, group: str, consult: Consult, sentence: str, seeks: str, until: datetime
) -> Message:
    """`asker`, here and below, is a name, or empty."""
    one = "the one" if consult.wanted == 1 else f"one of up to {NUMBERS[consult.wanted]}"
    lines = [
        f"**{asking(asker)} asks for a consult** in {titled(group)}, and you are {one} I am asking now.",
        f"- What would help: {IT_HELPS[consult.kind]}",
        f"- How soon: {BY_WHEN[consult.soon]}",
        *([f"- They look for: “{quoted(seeks)}”"] if seeks else []),
        f"- In their words: “{quoted(sentence)}”" if sentence else "- They wrote nothing more.",
        *([] if asker else ["You hear who it is when you say yes."]),
        f"You have until {when(until)}, then I ask somebody else. Nobody is told who was asked or who could not. "
        "Press or type **I can**, **Not this time** or **I may know them**, if you could know the client; "
        "**asked** brings this back.",
    ]
    buttons = (Button("I can", Can(offer_id), "primary"), _not_this_time(offer_id), *_hard(offer_id), SUPPORT)
    return Message("\n".join(lines), buttons)


def _hard(offer_id: str) -> tuple[Button, ...]:
    return Button("I may know them", MayKnow(offer_id)), Button("Report", Report(offer_id))


def offer_again(offer_id: str, asker: str, soon: str, *, more: int) -> Message:
    others = f" Then type **asked** again: {more} more." if more else ""
    return Message(
        f"{asking(asker)} asks for a consult ({BY_WHEN[soon]}). Press or type **I can** or **Not this time**.{others}",
        (Button("I can", Can(offer_id), "primary"), _not_this_time(offer_id), SUPPORT),
    )


def passed_on(offer_id: str, asker: str, ends: datetime) -> Message:
    return Message(
        f"{asking(asker)} asked for a consult here; meanwhile I am asking others. If you can after all, press or "
        f"type **I can** until {when(ends)}: as long as nobody else has it, it is yours.",
        (Button("I can", Can(offer_id)), _not_this_time(offer_id), SUPPORT),
    )


def _not_this_time(offer_id: str) -> Button:
    return Button("Not this time", NotThisTime(offer_id))


def yours(asker: Profile, sentence: str, *, many: int) -> Message:
    words = f"\nIn their words: “{quoted(sentence)}”" if sentence else ""
    others = "" if many == 1 else " and those who have said yes besides you"
    return Message(f"It is yours, thank you. I open a private place for you and {named(asker.name)}{others}.{words}")


def others_are_awaited(offer_id: str, until: datetime) -> Message:
    return Message(
        f"You have said yes, thank you. I wait for others until {when(until)}, and then open a private place for all "
        "of you. If something comes between, press or type **Not this time**.",
        (_not_this_time(offer_id),),
    )


MAY_KNOW = Message(
    "Thank you for saying so. It stays with you: to everybody else you had no time, and somebody else is asked. Please "
    "make no use of what you read."
)
KNOWN = Message("You have said that you may know who it is about, so this one stays with others.")


def reported(offer_id: str, *, named: bool) -> Message:
    """Whoever asked without their name cannot be kept apart here: the list of people would tell who it was."""
    apart = (
        " If you would rather not be matched with whoever asked, press or type **Not with them**; nobody is told."
        if named
        else " They asked without their name, so I cannot keep you two apart from here; **peers not with** shows the "
        "list of people."
    )
    return Message(
        "It is hidden from you, and to everybody else you had no time. Tend judges nothing and tells nobody: no "
        "moderator stands behind this button. What you can do: speak to whoever it was or to your group, or to "
        f"whoever runs this chat, who may still be able to read it.{apart}",
        (Button("Not with them", KeepApart(offer_id)),) if named else (),
    )


NOT_NAMED_YET = (
    "They asked without their name, and the list of people would tell you who it was, so nothing has changed. "
    "**peers not with** shows the list."
)
APART = Message(
    "You are not matched with them any more, in either direction; nobody is told. **peers not with** shows the list."
)
NOBODY_TO_KEEP_APART = Message(
    "That request is over, and Tend no longer knows whose it was. **peers not with** shows the list of people."
)
THANKS = Message("Thank you for answering. Nobody is told that it was you, and nothing more is asked of you.")
NO_LONGER_NEEDED = Message(
    "Somebody asked for a consult here. That is over, and nothing is asked of you; thank you for being there."
)
SOMEBODY_ELSE = Message(
    "How good of you. Somebody else has just said yes, so they are not alone with it, and you are free again."
)
REQUEST_OVER = Message("That request is over, so nothing more is needed. Thank you for being there.")
YOURS_ALREADY = Message(
    "You have said yes already, and there is a private place for it. When it is over, type **done** here."
)
NOT_ASKED_OF_YOU = "That was asked of somebody else, so nothing happened."
NOTHING_ASKED = Message("Nobody is asking you for a consult just now.")
CONSULT_WAS_HERE = Message("You gave a consult here. It is over; thank you.")
