"""Which questions a group's pulse asks, and why not others."""

from collections.abc import Sequence

from bot.groups.screens import named, titled
from bot.groups.tables import Group
from bot.instruments import Instrument
from bot.marks import quoted
from bot.pulse.actions import AskQuestions, SetQuestions
from bot.pulse.rules import LEAST
from bot.pulse.screens.numbers import counted, often
from bot.pulse.screens.questions import SUPPORT
from bot.ui import Button, Message

LABEL = 75
"""Characters of an answer that fit on a button."""
OFFERED = 6
"""Instruments with a button of their own; the others can be typed."""
THE_SAME = Message("Your group's pulse asks that already, so nothing changed and nobody was told.")


def choose(group: Group) -> Button:
    return Button("Other questions", AskQuestions(group.id))


def spoken(one: Instrument) -> str:
    """Its name, with what has to stand beside it and whose it is."""
    whose = one.note or f"held by {one.holder}"
    return f"**{one.title}** ({whose}; {counted(one)})"


def page(group: Group, now: Instrument, ready: Sequence[Instrument], lacking: Sequence[Instrument]) -> Message:
    """`ready` can be chosen now, `lacking` once their wording is loaded."""
    others = [one for one in ready if one.id != now.id]
    lines = [f"**What the pulse of {titled(group.name)} asks**", f"It asks: {spoken(now)}."]
    lines += [f"- It could ask: {spoken(one)}. Type **pulse questions {one.id}**." for one in others]
    if lacking:
        titles = ", ".join(f"{one.title} ({one.id})" for one in lacking)
        lines += [
            f"Once whoever runs Tend has loaded the wording from the holder's own copy, it could also ask: {titles}."
        ]
    lines += [
        "What is not named here is shown only to whoever answered it: **measure** lists what each can take alone. "
        "Whatever it asks, the group is shown the same: one word for each topic, from at least "
        f"{LEAST} people, or nothing."
    ]
    buttons = [Button(one.title[:LABEL], SetQuestions(group.id, one.id)) for one in others[:OFFERED]]
    return Message("\n".join(lines), (*buttons, SUPPORT))


def decided(who: str, group: Group, one: Instrument) -> Message:
    """Told to the room."""
    return Message(
        f"{named(who)} has changed the pulse of {titled(group.name)}: from the next one on, it asks {spoken(one)}. "
        "What the group is shown stays one word for each topic, or nothing. Anybody in the group can change that."
    )


def unknown(words: str) -> str:
    return (
        f"There are no questions called {quoted(words[:60])} for a pulse. To see which there are: **pulse questions**."
    )


def owner_alone(one: Instrument) -> str:
    return (
        f"{one.title} is shown only to whoever answered it, so it cannot be a group's pulse. Whoever wishes can take "
        "it alone: **measure** lists what there is."
    )


def too_many_answers(one: Instrument) -> str:
    return f"{one.title} has more answers to a question than a pulse can put on buttons, so it cannot be one."


def too_long(one: Instrument) -> str:
    return f"The answers of {one.title}, as they were loaded here, are too long for buttons, so it cannot be a pulse."


def not_ready(one: Instrument, why: str) -> str:
    return f"{one.title} cannot be asked here. {why}"


def rhythm_too_often(one: Instrument) -> str:
    return (
        f"Your group's pulse opens more often than {one.title} can be asked: every {often(one)} at most. Give it a "
        "rarer rhythm first, for example **pulse first Monday 09:00**, or **pulse off**."
    )
