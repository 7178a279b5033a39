"""The questions, and what is said after each press. Only what somebody chooses to share is ever part of a text."""

from collections.abc import Mapping, Sequence
from math import ceil

from bot.instruments import Instrument, Item
from bot.marks import when
from bot.pulse.actions import (
    AskAgain,
    Begin,
    Drop,
    FillForm,
    OpenForm,
    Rate,
    ReconsiderFrom,
)
from bot.pulse.rules import FORM_MOST, WORDS_BELOW
from bot.pulse.screens import numbers
from bot.pulse.tables import Wave
from bot.support.actions import ShowSupport
from bot.ui import Button, Choice, Form, Message, Option

SUPPORT = Button("Get support now", ShowSupport())
PEERS = "nobody in your group. All are shown a word about everybody together, or nothing."
NO_SUCH = "That pulse is not there any more, so nothing was saved."
LATE = (
    "That pulse has closed, so nothing was saved and nobody is told. Thank you for coming to it all the same; there "
    "will be another. For yourself alone you can take such questions at any time: type **measure**."
)
ANSWERED_ALREADY = "That question is answered already; here is where you are."
NOTHING_NEW = "Nothing new was filled in, so everything is as it was; here is where you are."
IN_PRIVATE = Message("Your answers are for a private place: please look at your direct messages with Tend.")


def begin(wave: Wave) -> Button:
    return Button("Answer the pulse", Begin(wave.id), "primary")


def asked_of_everybody(wave: Wave, asked: Instrument, could_see: str) -> Message:
    """What each member is sent when a pulse opens: the same words for all."""
    return Message(
        f"**Your group's pulse is open until {when(wave.closes_at)}.**\n"
        f"{whole(asked)}{numbers.recalled(asked, ' about ')}{ways(asked)}; you can stop and go on later. Nobody is "
        f"told whether you answer.{credit(asked)}\n"
        f"{promise(wave)}\n{could_see}\n"
        "To begin, press **Answer the pulse** or type **pulse**.",
        (begin(wave), SUPPORT),
    )


def whole(asked: Instrument) -> str:
    return numbers.counted(asked).capitalize()


def ways(asked: Instrument) -> str:
    if len(asked.items) == 1:
        return ""
    return ", one at a time or several on a form" if next_on_a_form(asked, {}) else ", one at a time"


def credit(asked: Instrument) -> str:
    """Whose questions they are, where they are not Tend's own."""
    return "" if asked.wording == "ours" else f" The questions are those of **{asked.title}**, held by {asked.holder}."


def promise(wave: Wave) -> str:
    """What becomes of the answers, said beside the questions."""
    return (
        "Your answers are added to everybody's, and only the sums are kept. When it closes, your group is shown a "
        f"word for each topic (from {WORDS_BELOW} answers on, a number), if at least {wave.least} have answered and if "
        "comparing with an earlier pulse gives nobody away."
    )


def reminder(wave: Wave) -> Message:
    """The same words for everybody, whether or not they have answered."""
    return Message(
        f"Your group's pulse closes {when(wave.closes_at)}. Everybody gets this reminder, whether or not they have "
        "answered, and it is the only one. If you like to answer, press **Answer the pulse** or type **pulse**.",
        (begin(wave), SUPPORT),
    )


def invitation(wave: Wave) -> Message:
    return Message("Here, between you and Tend alone, you can answer your group's pulse.", (begin(wave), SUPPORT))


def question(
    wave: Wave,
    asked: Instrument,
    item: Item,
    note: str,
    could_see: str,
    *,
    first: bool,
    form: Sequence[Button],
) -> Message:
    """One question; what becomes of the answers stands beside the first, who could see this one beside each."""
    number = asked.items.index(item) + 1
    lines = [note] if note else []
    lines += [f"**Pulse, question {number} of {len(asked.items)}**"]
    lines += [*filter(None, [numbers.recalled(asked, "Over ", ":")]), f"**{item.text}**"]
    lines += ["Press an answer, or type it."]
    lines += [f"{promise(wave) if first else BETWEEN} {could_see}"]
    answers = (Button(one.label, Rate(wave.id, item.id, one.code)) for one in asked.choices(item.id))
    return Message("\n".join(lines), (*answers, *form, Button("Not this time", Drop(wave.id)), SUPPORT))


def next_on_a_form(asked: Instrument, answers: Mapping[str, str]) -> list[Item]:
    """The next questions without an answer, in forms of about one size; none where one would not help, or not fit."""
    left = [item for item in asked.items if item.id not in answers]
    forms = ceil(len(left) / FORM_MOST)
    there = left[: ceil(len(left) / forms)] if forms else []
    return there if len(there) > 1 and all(len(item.text) <= LONGEST for item in there) else []


LONGEST = 100
"""Characters of a question that fit on a form."""
_COUNTED = ("none", "one", "two", "three", "four", "five")


def on_a_form(wave: Wave, items: Sequence[Item]) -> list[Button]:
    return [Button(f"Answer {_COUNTED[len(items)]} on a form", OpenForm(wave.id))] if items else []


def form(wave: Wave, asked: Instrument, items: Sequence[Item], could_see: str) -> Form:
    """Who could see the answers stands above."""
    fields = tuple(
        Choice(
            item.id,
            f"Question {asked.items.index(item) + 1} of {len(asked.items)}",
            tuple(Option(one.code, one.label) for one in asked.choices(item.id)),
            item.text,
            required=False,
            private=True,
        )
        for item in items
    )
    return Form("Pulse", FillForm(wave.id), fields, "Save", could_see)


def part_done(wave: Wave, asked: Instrument, left: int, items: Sequence[Item], could_see: str) -> Message:
    """After a form, while questions are left: how many, and both ways to go on."""
    done = len(asked.items) - left
    form = on_a_form(wave, items)
    how = f"Press **{form[0].label}** or **One at a time**" if form else "Press **One at a time**"
    return Message(
        f"**{done} of {len(asked.items)} questions are answered. {_left(left)} left.**\n"
        f"{BETWEEN} {could_see}\n{how}, or go on later: type **pulse**.",
        (*form, Button("One at a time", Begin(wave.id)), Button("Not this time", Drop(wave.id)), SUPPORT),
    )


def _left(left: int) -> str:
    return _COUNTED[left].capitalize() if left < len(_COUNTED) else str(left)


def with_card(wave: Wave, card: str) -> Message:
    """After an answer beside which its instrument wants support to stand. Nothing else follows from it."""
    return Message(
        f"{card}\n\nYour answer is kept, for you alone. To go on, press **Go on** or type **pulse**.",
        (Button("Go on", Begin(wave.id), "primary"), Button("Not this time", Drop(wave.id)), SUPPORT),
    )


BETWEEN = "You can change your answers until you hand in."


AT_ONCE = 9
"""Questions in a list of which each has a button."""


def which_answer(wave: Wave, asked: Instrument, first: int = 1) -> Message:
    """The questions with their numbers, from the `first` on; the buttons say the numbers."""
    most = AT_ONCE if len(asked.items) <= AT_ONCE else AT_ONCE - 1
    listed = list(enumerate(asked.items, 1))[first - 1 : first - 1 + most]
    lines = ["Which question would you like to answer anew? Press its button, or type for example **question 3**."]
    lines += [f"{number}. {shortened(item.text)}" for number, item in listed]
    items = [Button(f"Question {n}", AskAgain(wave.id, item.id)) for n, item in listed]
    after = first + most
    more = after if after <= len(asked.items) else 1
    others = [Button("More questions", ReconsiderFrom(wave.id, more))] if most < AT_ONCE else []
    return Message("\n".join(lines), (*items, *others, Button("Leave them as they are", Begin(wave.id))))


def shortened(text: str, most: int = 160) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def dropped(wave: Wave) -> Message:
    return Message(
        "Good. What you had answered is deleted, and nobody is told. If you change your mind before "
        f"{when(wave.closes_at)}, press **Answer the pulse** or type **pulse**.",
        (begin(wave), SUPPORT),
    )
