"""Taking a measure: what there is, one question at a time or all on one form. An answer is never part of a text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.instruments import Answer, Instrument, Item
from bot.marks import when
from bot.measures.actions import AskAgain, Begin, FillField, FillForm, Later, OpenField, OpenForm, Pick, SkipItem
from bot.measures.rules import BUTTONS_MOST, FORM_MOST, next_time
from bot.measures.screens import MY_RESULTS, SUPPORT, titled
from bot.ui import Button, Choice, Form, Message, Option, Text

SHORT = 40
"""Characters of an answer that still reads well on a button; longer ones stand in the text."""
OFFERED = 6
"""Measures with a button of their own; the others can be typed."""


@dataclass(frozen=True)
class Standing:
    """Where somebody stands with an instrument: whether they have begun, and when they last ended."""

    begun: bool
    last: datetime | None


def menu(offered: Sequence[Instrument], standing: Mapping[str, Standing], now: datetime, who: str) -> Message:
    """What one can take. `who` is who could see it."""
    lines = ["**Measures, for yourself alone.** Take one when you wish; nobody asks you to.", who]
    lines += [f"- {titled(one)}: {_about(one)} {_stands(one, standing[one.id], now)}".rstrip() for one in offered]
    lines += [f"Press one, or type for example **measure {offered[0].id}**. **results** shows your own."]
    open_ = [one for one in offered if _can(one, standing[one.id], now)]
    begin = [_begin(one, standing[one.id]) for one in open_[:OFFERED]]
    return Message("\n".join(lines), (*begin, MY_RESULTS, SUPPORT))


def _about(one: Instrument) -> str:
    questions = "one question" if len(one.items) == 1 else f"{len(one.items)} questions"
    return f"{questions}, about {one.recall}." if one.recall.startswith(("the ", "this ")) else f"{questions}."


def _stands(one: Instrument, stands: Standing, now: datetime) -> str:
    if stands.begun:
        return "You have begun it."
    due = next_time(one, stands.last)
    return f"You took it; again from {when(due, 'date')}." if due and now < due else ""


def _can(one: Instrument, stands: Standing, now: datetime) -> bool:
    due = next_time(one, stands.last)
    return stands.begun or due is None or now >= due


def _begin(one: Instrument, stands: Standing) -> Button:
    return Button(f"{'Go on with' if stands.begun else 'Take'} {one.title}"[:75], Begin(one.id))


def offer(one: Instrument) -> Message:
    return Message(f"Here, between you and Tend alone: {titled(one)}.", (Button("Begin", Begin(one.id)),))


def not_yet(one: Instrument, last: datetime, due: datetime) -> Message:
    """Too early for another time."""
    asks = f"It asks about {one.recall}, so" if one.recall.startswith(("the ", "this ")) else "Scores move slowly, so"
    return Message(
        f"You took {titled(one)} on {when(last, 'date')}. {asks} another time makes sense from {when(due, 'date')}.",
        (MY_RESULTS, SUPPORT),
    )


def question(taking: str, one: Instrument, item: Item, who: str, note: str = "") -> Message:
    """One question; its number says how far one is. `who` is who could see the answer."""
    number, choices = one.items.index(item) + 1, one.choices(item.id)
    about = f"About {one.recall}." if one.recall.startswith(("the ", "this ")) else ""
    lines = [note] if note else []
    lines += [f"{titled(one)}, question {number} of {len(one.items)}. {about}".strip(), f"**{item.text}**"]
    lines += [_only_for(one, item), *_spoken(choices), who]
    back = [Button("One question back", AskAgain(taking, one.items[number - 2].id))] if number > 1 else []
    form = [Button("All on one form", OpenForm(taking))] if number == 1 and fits_a_form(one) else []
    last = (Button("Skip this question", SkipItem(taking, item.id)), Button("Later", Later(taking)), SUPPORT)
    room = 10 - len(last) - len(_pressed(taking, item, choices))
    text = "\n".join(filter(None, lines))
    return Message(text, (*_pressed(taking, item, choices), *[*back, *form][:room], *last))


def _only_for(one: Instrument, item: Item) -> str:
    only = [scale.only for scale in one.scales if scale.only and item.id in scale.items]
    return f"This one is only for {only[0]}; otherwise skip it." if only else ""


def _spoken(choices: Sequence[Answer]) -> list[str]:
    """The answers in words, where they are too long or too many for buttons."""
    if len(choices) > BUTTONS_MOST:
        return [f"From {choices[0].label} to {choices[-1].label}. Press **Answer**, or type it."]
    if _long(choices):
        return [*(f"- {n}: {answer.label}" for n, answer in enumerate(choices, 1)), "Press a number or type it."]
    return ["Press an answer, or type it or its number."]


def _long(choices: Sequence[Answer]) -> bool:
    return any(len(answer.label) > SHORT for answer in choices)


def _pressed(taking: str, item: Item, choices: Sequence[Answer]) -> list[Button]:
    if len(choices) > BUTTONS_MOST:
        return [Button("Answer", OpenField(taking, item.id), "primary")]
    labels = [str(n) if _long(choices) else answer.label for n, answer in enumerate(choices, 1)]
    return [Button(label, Pick(taking, item.id, answer.code)) for label, answer in zip(labels, choices, strict=True)]


def one_field(taking: str, one: Instrument, item: Item) -> Form:
    choices = one.choices(item.id)
    ends = f"From {choices[0].label} to {choices[-1].label}"[:100]
    return Form(
        "Answer", FillField(taking, item.id), (Text("answer", "Which number?", ends, most=60, private=True),), "Save"
    )


def read_answer(one: Instrument, item: str, typed: str) -> str:
    """The code of the answer whose label somebody typed, in any case; empty when it is none."""
    wanted = typed.strip().casefold()
    found = [answer.code for answer in one.choices(item) if answer.label.casefold().split(" ")[0] == wanted]
    exact = [answer.code for answer in one.choices(item) if answer.label.casefold() == wanted]
    return (exact or (found if len(found) == 1 else [""]))[0]


def pick_one(one: Instrument, item: str) -> str:
    choices = one.choices(item)
    return f"Please type one of the answers, from {choices[0].label} to {choices[-1].label}."


def fits_a_form(one: Instrument) -> bool:
    """Whether every question fits on one form, with its answers."""
    choices = [one.choices(item.id) for item in one.items]
    return (
        1 < len(one.items) <= FORM_MOST
        and all(len(item.text) <= 100 for item in one.items)
        and all(len(some) <= 10 and all(len(answer.label) <= 75 for answer in some) for some in choices)
    )


def whole_form(taking: str, one: Instrument) -> Form:
    return Form(
        "All questions",
        FillForm(taking),
        tuple(
            Choice(
                item.id,
                f"Question {number}",
                tuple(Option(answer.code, answer.label) for answer in one.choices(item.id)),
                item.text,
                required=False,
            )
            for number, item in enumerate(one.items, 1)
        ),
        "Save",
    )


def waits(one: Instrument, until: datetime) -> Message:
    return Message(
        f"It waits for you until {when(until, 'date')}. What you have answered is saved, for you alone. "
        f"To go on, press **Go on** or type **measure {one.id}**.",
        (Button("Go on", Begin(one.id)), SUPPORT),
    )
