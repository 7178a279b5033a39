"""What all of a consult read: the place that is theirs, what holds there, and that it is over."""

from collections.abc import Sequence

from bot.consults import rules
from bot.consults.actions import Close, Done
from bot.consults.screens import IT_HELPS, NUMBERS, SUPPORT
from bot.groups.screens import named
from bot.marks import mention, quoted
from bot.people import Profile
from bot.rhythm.vocabulary import listed
from bot.ui import Button, Form, Message, Text


def topic(day: str) -> str:
    return f"Consult, {day}"


def _you(peers: Sequence[Profile]) -> str:
    return "the two of you" if len(peers) == 1 else f"the {NUMBERS[len(peers) + 1]} of you"


GROUND = (
    "- This is consultation and not supervision: the one whose client it is decides, and may refuse advice.\n"
    "- Say only as much as the question needs, and nothing that identifies a client. Whoever thinks they know who "
    "it is says so, and you stop.\n"
    "- It stays between you, within the law. Whether something must be reported is each one's own judgement.\n"
    "- If a note is needed, it belongs in your own records.\n"
)
GROUND_AFTER = (
    "- Nothing has to be solved, decided or told. Being there is enough, by voice if you like.\n"
    "- Advice only where it is asked for, and no looking for what went wrong: that has its time and place, later.\n"
    "- What is said names no client. It stays between you, within the law; nothing of it needs to be written down.\n"
    "- Whoever is beside somebody may need somebody too, afterwards: **Get support now** is there for both.\n"
)
"""After something terrible. What is to be reported, and to whom, is not for this hour."""


def welcome(consult_id: str, asker: Profile, peers: Sequence[Profile], kind: str, sentence: str) -> Message:
    words = f" In their words: “{quoted(sentence)}”" if sentence else ""
    people = ", ".join(mention(one.person, one.name) for one in (asker, *peers))
    return Message(
        f"{people}, this place is for {_you(peers)}. {named(asker.name)} would like {IT_HELPS[kind]}.{words}\n"
        f"What holds here:\n{GROUND_AFTER if kind == rules.BESIDE else GROUND}"
        "Tend does not read this place; whoever runs this chat may be able to. When it is over, one of you presses "
        "or types **/tend done**. Of it all, Tend then keeps the date and the minutes, for each of you alone.",
        (Button("Done", Done(consult_id)), SUPPORT),
    )


def no_place(consult_id: str, others: Sequence[Profile]) -> Message:
    names = listed([named(other.name) for other in others])
    return Message(
        f"I could not make a private place for you and {names}. Please write to "
        f"{listed([mention(other.person, other.name) for other in others])} directly. When it is over, press or type "
        "**Done**.",
        (Button("Done", Done(consult_id)),),
    )


def minutes_form(consult_id: str) -> Form:
    about = "For your own hours; kept for each of you alone, without the other's name."
    return Form(
        "Done",
        Close(consult_id),
        (Text("minutes", "About how many minutes? (If you like)", help=about, most=20, required=False),),
        submit="Done",
    )


def not_minutes(typed: str) -> str:
    return (
        f"I could not read “{quoted(typed)}” as minutes. A number from 1 to {rules.LONGEST} is right, for example 40."
    )


def closed(minutes: int | None) -> Message:
    kept = f"the date and {minutes} minutes" if minutes else "the date"
    return Message(
        f"This consult is done. Tend keeps {kept}, for each of you alone, and nothing else; what was written when "
        "asking is erased. What you wrote to each other stays with this chat."
    )


def which_done(others: Sequence[tuple[str, str]]) -> Message:
    buttons = tuple(Button(f"Done with {name}"[:75], Done(id)) for id, name in others[:10])
    return Message("Which consult is done? Press or type it.", buttons)


DONE = Message("Thank you. It is closed.")
CLOSED_ALREADY = Message("That consult is closed already.")
NO_CONSULT = Message("You have no consult that is under way.")
NOT_YOURS = "That consult is between other people, so nothing happened."
ONE_LEFT = Message("One of you has left the group, so Tend has closed this consult and erased what was written to ask.")
PLACE_CLOSED = Message("The consult that began here is over.")
LET_GO = Message(
    f"Nobody has called this consult done for {rules.LEFT_OPEN.days} days, so Tend has closed it. No minutes are kept."
)
