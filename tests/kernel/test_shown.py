"""What can be shown: limits, marks inside a text, and buttons as strings that outlive a release."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ui
from bot.actions import Action, OldAction, unpack
from bot.marks import Mention, Plain, Quoted, When, mention, quoted, spans, when
from bot.port import Person
from bot.spoken import render, spoken
from bot.ui import Button, Choice, Form, Message, Option, Picture, Text, TooLong, rating

NOON = datetime(2026, 12, 8, 17, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Pick(Action, name="shown.pick"):
    what: str
    number: int


@given(st.text(max_size=12), st.integers())
def test_an_action_comes_back_as_it_was(what: str, number: int) -> None:
    action = Pick(what, number % 10**6)
    try:
        packed = action.pack()
    except ValueError:
        return
    assert unpack(packed) == action


@pytest.mark.parametrize("packed", ["", "nothing", "shown.pick", "shown.pick:a", "shown.pick:a:b", "shown.pick:a:1:2"])
def test_what_is_no_action_is_an_old_button(packed: str) -> None:
    with pytest.raises(OldAction):
        unpack(packed)


def test_an_action_that_is_too_long_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="100 at most"):
        Button("Pick", Pick("x" * 100, 1))


def test_limits_are_checked_when_a_thing_is_built() -> None:
    with pytest.raises(TooLong):
        Message("x" * 2001)
    with pytest.raises(TooLong):
        Message("x", tuple(Button(str(n), Pick("a", n)) for n in range(11)))
    with pytest.raises(TooLong):
        Form("a title that is far too long", "a", ())
    with pytest.raises(TooLong):
        Choice("c", "One option is no choice", (Option("a", "A"),))
    with pytest.raises(ValueError, match="says something"):
        Message(" \n")


@given(st.text(max_size=200))
def test_quoted_words_come_back_to_the_letter_and_nothing_else_is_marked(words: str) -> None:
    ours = "".join(c for c in words if c not in "\ue000\ue001\ue002")
    runs = list(spans(f"**Ana** says {quoted(words)} today"))
    assert runs[0] == Plain("Ana", bold=True)
    assert (Quoted(ours) in runs) == bool(ours)  # an empty run is nothing that a platform would show
    assert not [run for run in runs if isinstance(run, When | Mention)]


def test_marks_know_instants_people_and_bold() -> None:
    runs = list(spans(f"**Hello {mention(Person('p', '1'), 'Ana')}**, at {when(NOON, 'time')}"))
    assert runs == [
        Plain("Hello ", bold=True),
        Mention("p", "1", "Ana", bold=True),
        Plain(", at "),
        When(NOON, "time"),
    ]


def test_an_instant_is_spoken_in_the_readers_zone() -> None:
    text = f"{when(NOON)} / {when(NOON, 'date')} / {when(NOON, 'time')}"
    assert spoken(text, "Asia/Kathmandu") == (
        "Tuesday 8 December 2026, 23:15 (Asia/Kathmandu) / Tuesday 8 December 2026 / 23:15 (Asia/Kathmandu)"
    )


def test_a_message_and_a_form_survive_being_kept() -> None:
    message = Message(f"Hi {quoted('x')}", (Button("Pick", Pick("a", 1), "primary"),), Picture("<svg/>", "a line"))
    form = Form("Title", Pick("a", 1), (Text("t", "Text"), Choice("c", "C", ui.options([("a", "A"), ("b", "B")]))))
    assert ui.load_message(ui.dump(message)) == message
    assert ui.load_form(ui.dump(form)) == form


def test_plain_text_numbers_the_buttons_and_says_the_picture() -> None:
    message = Message("How was it?", rating("hard", "easy", lambda n: Pick("r", n)), Picture("<svg/>", "A line."))
    assert render(message, "").splitlines() == [
        "How was it?",
        "A line.",
        "1. hard",
        "2.",
        "3.",
        "4.",
        "5. easy",
    ]
