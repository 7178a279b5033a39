"""Whatever can be built can be shown in Slack, and nothing that people wrote comes alive in it."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.form import again, answers, left_blank, modal
from adapters.slack.render import notification, payload
from bot.marks import mention, quoted, when
from bot.port import Person
from bot.ui import Button, Choice, File, Form, Message, Picture, Text, options
from tests.adapters.exam import ANSWERS, FORM, HOSTILE, Echo, fullest, hostile
from tests.slack.checks import check_message, check_view
from tests.slack.people import submitted as sent_in
from tests.slack.reader import read

BEN = Person("slack", "T1:U2")
NAMES = {"U2": "Ben"}
anything = st.text(min_size=1, max_size=2000).filter(str.strip)


def test_words_lists_and_bold_read_as_they_were_meant() -> None:
    made = payload(Message("Hello **Ana**,\n\n- one **and** more\n- two\nThat is all."))
    check_message(made)
    shown = read(made["blocks"], "", NAMES)
    assert shown.text == "Hello Ana,\n\n- one and more\n- two\nThat is all."
    assert shown.bold == ("Ana", "and")


def test_what_people_wrote_is_shown_to_the_letter() -> None:
    made = payload(hostile(BEN))
    check_message(made)
    shown = read(made["blocks"], "", NAMES)
    assert f"wrote: {HOSTILE} – Ben, see this." in shown.text
    assert shown.calls == ("Ben",)
    assert set(shown.bold) == {"Ana *B*", "this"}


@given(anything)
def test_s14_any_text_passes_and_stays_what_it_is(words: str) -> None:
    made = payload(Message(f"Ana: {quoted(words)}"))
    check_message(made)
    assert read(made["blocks"], "", {}).text.strip() == f"Ana: {quoted(words)[2:-1]}".strip()
    live = re.findall(r"<[^>]*>|&(?!amp;|lt;|gt;)", made["text"])
    assert live == []


def test_s14_the_longest_text_of_the_widest_letters_fits() -> None:
    check_message(payload(Message(quoted("&" * 2000))))
    assert notification(quoted("&" * 2000)).endswith("&amp;…")


def test_the_fullest_message_and_form_pass() -> None:
    message, form = fullest()
    check_message(payload(message))
    check_view(modal(form, "T1:C1"))


def test_an_instant_is_left_to_the_readers_clock() -> None:
    made = payload(Message(f"We meet {when(datetime(2026, 12, 8, 17, 30, tzinfo=UTC))}."))
    check_message(made)
    assert read(made["blocks"], "Europe/Berlin", {}).text == "We meet Tuesday, December 8, 2026 18:30."
    assert "<!date^1796751000^{date_long} {time}|Tuesday 8 December 2026, 17:30 (UTC)>" in made["text"]


def test_somebody_of_another_chat_is_named_and_not_called() -> None:
    made = payload(Message(f"Ask {mention(Person('elsewhere', 'x'), 'Cleo')}."))
    check_message(made)
    assert read(made["blocks"], "", {}).text == "Ask Cleo."


def test_picture_and_file_are_told_where_they_cannot_be_shown() -> None:
    message = Message("Yours.", picture=Picture("<svg/>", "It goes up."), file=File("a.ics", "text/calendar", "BEGIN"))
    check_message(payload(message))
    assert read(payload(message)["blocks"], "", {}).text == "Yours.\nIt goes up.\na.ics\n\nBEGIN"
    assert read(payload(message, ["F1"])["blocks"], "", {}).text == "Yours."


def test_buttons_stand_in_rows_of_five_and_carry_their_action() -> None:
    made = payload(Message("Choose.", tuple(Button(str(n), Echo("x", n), "primary") for n in range(7))))
    rows = [block["elements"] for block in made["blocks"] if block["type"] == "actions"]
    assert [len(row) for row in rows] == [5, 2]
    assert [one["value"] for row in rows for one in row] == [f"exam.echo:x:{n}" for n in range(7)]


# forms


def test_every_answer_returns_under_its_name() -> None:
    view = modal(FORM, "T1:D1")
    check_view(view)
    given = ANSWERS | {"kept": "as it was"}
    assert answers(sent_in(view, given)) == given
    assert answers(sent_in(view, {})) == {"short": "", "long": "", "one": "", "some": [], "kept": ""}


def test_s09_a_form_opened_again_holds_what_was_typed() -> None:
    view = again(sent_in(modal(FORM, "T1:D1"), ANSWERS | {"kept": ""}))
    check_view(view)
    begun = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert begun["long"]["initial_value"] == "two\nlines"
    assert begun["one"]["initial_option"]["value"] == "b:2"
    assert [o["value"] for o in begun["some"]["initial_options"]] == ["x", "z"]
    assert "initial_value" not in begun["kept"]


def test_what_stands_above_the_questions_is_shown_and_stays() -> None:
    view = modal(replace(FORM, note="Who could see this: nobody.", fields=FORM.fields[:4]), "T1:D1")
    check_view(view)
    assert "Who could see this: nobody." in str(view["blocks"][0])
    assert again(sent_in(view, ANSWERS))["blocks"][0] == view["blocks"][0]


@pytest.mark.parametrize("many", [False, True])
def test_a_choice_may_begin_with_nothing_or_something(many: bool) -> None:
    field = Choice("c", "Which", options([("a", "A"), ("b", "B")]), many=many)
    for value in ((), ("b",)):
        check_view(modal(Form("F", Echo("x", 1), (Choice(**{**vars(field), "value": value}),)), "T1:C1"))


def test_blanks_are_no_answer_to_what_is_needed() -> None:
    form = Form("F", Echo("x", 1), (Text("a", "A"), Text("b", "B", required=False)))
    assert left_blank(sent_in(modal(form, "T1:C1"), {"a": " \n", "b": ""})) == ["a"]
    assert left_blank(sent_in(modal(form, "T1:C1"), {"a": "x"})) == []
