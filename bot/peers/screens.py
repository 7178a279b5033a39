"""Every word about what somebody says of themselves to peers. Whom they keep apart stands in no text but their own."""

from collections.abc import Container, Sequence

from bot.marks import quoted
from bot.peers.actions import ChangeApart, ChangeWishes, SaveApart, SaveWishes
from bot.peers.rules import LONGEST, MOST, Hours, Wishes
from bot.people import Profile
from bot.rhythm import NotUnderstood, say_time
from bot.ui import Button, Choice, Form, Message, Text, options

CHANGE = Button("Change this", ChangeWishes())
APART = Button("Not with …", ChangeApart())
PEERS_SEE = "whoever is found for you sees that it fits, and nobody is shown a list."
NOBODY_SEES = "nobody in your groups, whoever it is about least of all."
IN_PRIVATE = Message("This is between you and Tend alone: please type **peers** in your direct messages with Tend.")
NO_GROUP = "Peers come with a group, and you are not in one yet. In your group's room, press Join."
NOBODY_ELSE = Message("Nobody else is in your groups yet, so there is nobody to be kept apart from.")
HOURS_EXAMPLE = "9:00 to 17:30"
ON_PAGE = 10
"""People in one field of the form."""
NOBODY = "nobody"
ALSO = {
    "languages": "the languages in which you can think with somebody: peers languages English, Deutsch",
    "topics": "what you know or would like to know more of: peers topics grief, couples",
    "hours": "when you can be asked: peers hours 9am to 5pm",
    "not with": "with whom you would rather not be matched, for you alone",
}
"""What can be typed after `peers`, and what it does."""


def card(said: Wishes, zone: str, sees: str, note: str = "") -> Message:
    """One's own page."""
    lines = [
        *([note] if note else []),
        "**How peers are found for you, and you for them**",
        f"- Languages: {_listed(said.languages) or 'not named, so the language of your group'}",
        f"- Topics that you know well: {_listed(said.topics) or 'none named, and none needed'}",
        f"- Hours in which you may be asked something: {spoken(said.hours)}{_by(zone)}",
        sees,
        "To change it, press, or type for example **peers languages English, Deutsch**, **peers topics grief** or "
        f"**peers hours {HOURS_EXAMPLE}**.",
        "If there is somebody with whom you would rather not be matched: **peers not with**.",
    ]
    return Message("\n".join(lines), (CHANGE, APART))


def bank(topics: Sequence[str]) -> Message:
    return Message(
        f"Topics that I know by several names: {', '.join(topics)}. Your own words do as well; they meet where "
        "somebody types the same. To say which you know well, type for example **peers topics grief, couples**; to "
        "look for one, name it when you ask for a **consult**.",
        (CHANGE,),
    )


def _by(zone: str) -> str:
    return f", by the clocks of {zone}" if zone else ""


def spoken(hours: Hours) -> str:
    return "at any hour" if hours.begins == hours.ends else f"{say_time(hours.begins)} to {say_time(hours.ends)}"


def _listed(words: Sequence[str]) -> str:
    return quoted(", ".join(words)) if words else ""


def form(said: Wishes) -> Form:
    many = f"Up to {MOST}, with commas between them"
    return Form(
        "For your peers",
        SaveWishes(),
        (
            Text(
                "languages",
                "Languages you can talk in",
                many,
                most=400,
                value=", ".join(said.languages),
                required=False,
            ),
            Text("topics", "Topics you know well", many, most=400, value=", ".join(said.topics), required=False),
            Text(
                "hours", "When may peers ask you something?", f"For example {HOURS_EXAMPLE}", most=40, value=_span(said)
            ),
        ),
        "Save",
    )


def _span(said: Wishes) -> str:
    return f"{say_time(said.hours.begins)} to {say_time(said.hours.ends)}"


SAVED = "Saved."
TOO_MANY = f"At most {MOST} fit here. Please leave out those that matter least."


def too_long(one: str) -> str:
    return (
        f"“{quoted(one[:60])}…” is longer than {LONGEST} characters. A word or two is enough, with commas between them."
    )


def not_hours(wrong: NotUnderstood | None) -> str:
    why = f"{wrong.problem} " if wrong else ""
    return f"{why}Please give two times, for example **{HOURS_EXAMPLE}**. Past midnight is fine: **20:00 to 1:00**."


def apart_form(people: Sequence[Profile], off: Container[str]) -> Form:
    """Everybody in one's groups, up to 50. A form, so that no name stands in the chat as an answer."""
    pages = [people[start : start + ON_PAGE] for start in range(0, min(len(people), 5 * ON_PAGE), ON_PAGE)]
    return Form("Not with …", SaveApart(), tuple(_page(number, page, off) for number, page in enumerate(pages)), "Save")


def _page(number: int, page: Sequence[Profile], off: Container[str]) -> Choice:
    choices = [(profile.id, profile.name[:75]) for profile in page]
    return Choice(
        f"who{number}",
        "With whom would you rather not be matched?",
        options(choices if len(choices) > 1 else [*choices, (NOBODY, "Nobody")]),
        "Nobody is told. To them it is as if you were busy.",
        many=True,
        value=tuple(profile.id for profile in page if profile.id in off),
        required=False,
        private=True,
    )


def apart_saved(sees: str) -> Message:
    return Message(
        "Saved. You are not matched with those whom you chose, for consults or as buddies, in either direction. Their "
        "names are not repeated here; **peers not with** opens the list again.\n" + sees
    )


def open_here(sees: str) -> Message:
    return Message(f"The list opens as a form that only you see.\n{sees}", (APART,))
