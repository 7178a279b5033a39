"""Messages as somebody on Discord reads them: words of others to the letter, ours as we meant them."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord import form, render
from bot.actions import Action
from bot.marks import mention, quoted, when
from bot.port import Person
from bot.ui import Button, Choice, File, Form, Message, Picture, Text, options
from tests.adapters.exam import HOSTILE, MOMENT, Echo, fullest
from tests.discord.checks import check_message, check_modal
from tests.discord.reader import Reading, read

NAMES = {"101": "Ana", "102": "Ben"}
SIGNS = [*"*_~|`<>[]()@#-+.:/\\!&1 a\n", "http://x.test", "<@101>", "@everyone", "<t:1:F>", "[a](http://b)"]
MARKUP = st.lists(st.sampled_from(SIGNS), max_size=30).map("".join)


def as_read(text: str) -> Reading:
    return read(render.markdown(text), "Europe/Berlin", NAMES)


@settings(max_examples=300, deadline=None)
@given(MARKUP.filter(str.strip))
@example(HOSTILE)
@example("- a\n# b\n-# c\n> d\n>>> e\n1. f\n* g\n+ h\n  - i\n12. j")
@example(
    "<@101> <@&5> <#6> </cmd:7> <:smile:8> ||x|| ```\ny``` **z** ***a*** __b__ ~~c~~ \\*d\\* www.x.test http://e.f/_g_"
)
@example("trailing backslash \\")
def test_what_people_wrote_is_read_to_the_letter(words: str) -> None:
    for text, whole in (
        (quoted(words), words),
        (f"She wrote: {quoted(words)}.", f"She wrote: {words}."),
        (f"**{quoted(words)}** wrote", f"{words} wrote"),
        (f"One line\n{quoted(words)}\nand another", f"One line\n{words}\nand another"),
        (f"{quoted(words)}{quoted(words)}", f"{words}{words}"),
    ):
        reading = as_read(text)
        assert reading.text == whole
        assert reading.live == []
        assert reading.calls == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\ue000\ue001\ue002"), max_size=2000).filter(str.strip))
@example("*" * 2000)
@example("\\" * 2000)
def test_a_text_that_can_be_built_can_be_shown(words: str) -> None:
    body = sent(Message(quoted(words)))
    check_message(body)
    whole = body["content"] or body["embeds"][0]["description"]
    assert read(whole, "", {}).text == words


def sent(message: Message) -> dict[str, Any]:
    """What Discord is sent, but for files."""
    made = render.shown(message)
    about = {"content": made.content, "embeds": [one.to_dict() for one in made.embeds]}
    return about | {"components": made.view.to_components(), "allowed_mentions": made.mentions.to_dict()}


def test_our_own_marks_are_marks() -> None:
    ben = mention(Person("discord", "102"), "Ben")
    reading = as_read(f"**Next meeting**: {when(MOMENT)}, with {ben}.\n- bring **tea**\n- be kind")
    assert reading.text == "Next meeting: Tuesday, 08 December 2026 18:30, with Ben.\n- bring tea\n- be kind"
    assert (reading.bold, reading.calls, reading.lists) == (["Next meeting", "tea"], ["Ben"], ["bring tea", "be kind"])
    assert reading.live == []


def test_only_who_is_called_by_us_is_notified() -> None:
    message = Message(f"{mention(Person('discord', '102'), 'Ben')} and {quoted('<@101> @everyone')}")
    assert sent(message)["allowed_mentions"] == {"parse": [], "users": [102]}


def test_somebody_of_another_chat_is_named() -> None:
    assert as_read(f"Ask {mention(Person('slack', 'T1:U1'), '@here *Bo*')}").text == "Ask @here *Bo*"


def test_who_is_called_in_a_text_that_grew_too_long_still_hears_it() -> None:
    made = render.shown(Message(f"{mention(Person('discord', '102'), 'Ben')} {quoted('*' * 1900)}"))
    assert made.content == "<@102>"
    assert made.called == [102]
    assert made.embeds[0].description is not None
    assert made.embeds[0].description.startswith("<@102> ")


async def test_buttons_stand_in_rows_and_carry_their_actions() -> None:
    most, _ = fullest()
    view = render.rows(most.buttons)
    rows = view.to_components()
    assert [len(row["components"]) for row in rows] == [5, 5]
    carried = [button["custom_id"] for row in rows for button in row["components"]]
    assert [render.carried(id) for id in carried] == [button.action for button in most.buttons]
    assert view.is_finished(), "the library must not wait for a press"


def test_two_buttons_that_do_the_same_are_told_apart() -> None:
    does: Action = Echo("x", 1)
    message = Message("Two.", (Button("One", does), Button("Other", does)))
    check_message(sent(message))
    ids = [button["custom_id"] for button in render.rows(message.buttons).to_components()[0]["components"]]
    assert {render.carried(id) for id in ids} == {does.pack()}


@pytest.mark.parametrize("length", [1024, 1025])
def test_the_words_for_a_picture_are_all_there(length: int) -> None:
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9 9 0"/></svg>'
    made = render.shown(Message("Weeks.", picture=Picture(drawn, "w" * length)))
    (picture,) = made.files
    told = [picture.description or "", *(embed.description or "" for embed in made.embeds)]
    assert "w" * length in told
    assert len(picture.description or "") <= 1024
    assert picture.fp.read(4) == b"\x89PNG"


def test_a_file_is_a_file() -> None:
    (file,) = render.shown(Message("Yours.", file=File("own.json", "application/json", "{}"))).files
    assert (file.filename, file.fp.read()) == ("own.json", b"{}")


def test_every_kind_of_field_is_one_that_discord_takes() -> None:
    _, most = fullest()
    check_modal(form.modal(most).to_dict())
    boxes = Choice("many", "Several", options([("a", "A"), ("b", "B")]), many=True, required=False, value=("b",))
    radios = Choice("one", "One", options([("a", "A"), ("b", "B")]), value=("a",))
    asked = Form("T", Echo("x", 1), (boxes, radios, Text("t", "Words", private=True, value="mine")))
    given = form.modal(asked).to_dict()
    check_modal(given)
    assert [label["component"].get("required") for label in given["components"]] == [False, True, True]


def test_what_stands_above_the_questions_is_shown_and_is_no_answer() -> None:
    asked = Form("T", Echo("x", 1), (Text("t", "Words"),), note="Who could see this: nobody.")
    given = form.modal(asked).to_dict()
    check_modal(given)
    assert given["components"][0]["content"] == asked.note
    field = {"type": 18, "component": {"type": 4, "custom_id": "t", "value": "mine"}}
    assert form.answers({"components": [{"type": 10, "id": 1}, field]}) == {"t": "mine"}


def test_a_private_field_comes_back_under_its_name_and_is_not_repeated() -> None:
    fields = [{"type": 4, "custom_id": ".t", "value": "mine"}, {"type": 4, "custom_id": "u", "value": "ours"}]
    submitted = {"components": [{"type": 18, "component": one} for one in fields]}
    assert form.answers(submitted) == {"t": "mine", "u": "ours"}
    assert form.not_private(submitted) == ["ours"]
