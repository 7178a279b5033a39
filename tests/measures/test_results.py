"""One's own results: the honest band, no labels, one's own threshold, and messages that always fit."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.instruments import Instrument, instruments
from bot.instruments.wording import FOLDER, Shelf, blank, read
from bot.measures import rules
from bot.measures.rules import Measured, Says, Threshold, compared, number, read_number
from bot.measures.screens import asking, results
from bot.measures.screens.wishes import threshold_form
from bot.ui import Form, Message
from tests.chat import Chat
from tests.measures.conftest import takes, took

AT = datetime(2026, 11, 2, 8, tzinfo=UTC)
EVERY = [one for one in instruments().values() if one.alone]
JUDGING = re.compile(
    r"\b(low|high|mild|moderate|severe|normal(?! wobble)|improv\w+|better|worse|well done|congratulat\w+|burnt out"
    r"|at risk|score is good|positive|diagnos\w+)\b",
    re.IGNORECASE,
)


def personal(level: int) -> tuple[str, ...]:
    return (*[f"frequency-{level}"] * 6, *["-"] * 13)


async def test_a_change_within_the_wobble_is_said_to_be_so(chat: Chat) -> None:
    took(chat, "Ana", "cbi", *personal(50)[:5], "frequency-100", *["-"] * 13)
    await chat.passes(days=28)
    took(chat, "Ana", "cbi", *personal(50))
    await chat.types("Ana", "results")
    assert "Personal burnout: 8.3 lower than the time before; within the normal wobble of 16.5 points either way." in (
        chat.last("Ana")
    )


async def test_a_change_beyond_it_is_said_to_be_more_and_nothing_else(chat: Chat) -> None:
    took(chat, "Ana", "cbi", *personal(75))
    await chat.types("Ana", "results")
    await chat.passes(days=28)
    took(chat, "Ana", "cbi", *personal(25))
    await chat.types("Ana", "results")
    said = chat.last("Ana")
    assert (
        "Personal burnout: 50 lower than the time before; more than the normal wobble of 16.5 points either way."
        in said
    )
    assert not JUDGING.search(said)


async def test_other_questions_are_not_compared(chat: Chat) -> None:
    took(chat, "Ana", "cbi", *personal(75))
    await chat.types("Ana", "results")
    await chat.passes(days=28)
    took(chat, "Ana", "cbi", *personal(25)[:5], *["-"] * 14)
    await chat.types("Ana", "results")
    assert "Personal burnout: other questions were answered that time." in chat.last("Ana")


async def test_a_published_number_of_points_is_the_band_where_there_is_one(chat: Chat) -> None:
    took(chat, "Ana", "who5", *["time-3"] * 5)
    await chat.passes(days=14)
    took(chat, "Ana", "who5", *["time-3"] * 3, *["time-2"] * 2)
    await chat.types("Ana", "results")
    assert "8 lower than the time before; within the normal wobble of 10 points either way" in chat.last("Ana")


async def test_ones_own_threshold_offers_something_to_its_owner_alone(chat: Chat) -> None:
    await takes(chat, "Ana", "single-item-burnout", "answer statement-2")
    assert "You asked to be offered" not in chat.last("Ana")
    form = await chat.presses("Ana", "Set a threshold")
    assert isinstance(form, Form)
    refused = await chat.sends("Ana", way="up", number="6")
    assert "from 1 to 5" in str(refused)
    await chat.sends("Ana", way="up", number="3,0")
    assert "When burnout is at 3 or above" in chat.last("Ana")
    await chat.passes(days=28)
    said = len(chat.messenger.shown)
    await takes(chat, "Ana", "single-item-burnout", "answer statement-3")
    assert "You asked to be offered something when burnout is at 3 or above" in chat.last("Ana")
    assert {"Ask a peer for a consult", "Get support now"} <= {b.label for b in chat.sees("Ana")[-1].message.buttons}
    assert all(shown.key == "" for shown in chat.messenger.shown[said:])
    assert chat.all_text("Ben") == ""


async def test_a_threshold_that_is_gone_offers_nothing(chat: Chat) -> None:
    await takes(chat, "Ana", "single-item-burnout", "answer statement-2")
    await chat.presses("Ana", "Set a threshold")
    await chat.sends("Ana", way="up", number="3")
    await chat.presses("Ana", "No threshold")
    await chat.passes(days=28)
    await takes(chat, "Ana", "single-item-burnout", "answer statement-4")
    assert "You asked to be offered" not in chat.last("Ana")


@given(st.floats(0, 100), st.floats(0, 100), st.sampled_from(sorted(rules.WAYS)))
def test_a_threshold_holds_at_its_number_and_beyond(score: float, at: float, way: str) -> None:
    passed = Threshold("s", way, at).passed({"s": score})
    assert passed == (score >= at if way == "up" else score <= at)
    assert not Threshold("s", way, at).passed({"s": None})
    assert not Threshold("s", way, at).passed({})


def long_words(one: Instrument, folder: Path) -> Instrument:
    if one.ready:
        return one
    empty = yaml.safe_load(blank(one))
    words = {
        "items": {name: f"{name} " + "word " * 30 for name in empty["items"]},
        "answers": {code: f"{code} " + "word " * (3 if len(empty["answers"]) > 6 else 20) for code in empty["answers"]},
    }
    shelf = Shelf(folder / FOLDER)
    shelf.keep(one, read(one, yaml.safe_dump(words)), AT)
    return shelf.with_words(one)


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_every_question_and_every_result_fits_into_a_message(one: Instrument, tmp_path: Path) -> None:
    """Construction checks the limits; the wording is as long as any questionnaire's."""
    worded = long_words(one, tmp_path)
    for item in worded.items:
        assert item.text in asking.question("abcdefghijkl", worded, item, "who " * 60, "").text
    if asking.fits_a_form(worded):
        asking.whole_form("abcdefghijkl", worded)
    threshold_form(worded, None, "")
    scores = {scale.id: one.range(scale)[1] for scale in one.scales}
    times = [Measured(str(n), AT + timedelta(days=28 * n), scores, frozenset()) for n in range(20)]
    wish = Threshold(next(scale.id for scale in one.scales if scale.shown), "up", 0)
    for shown in (results.result(one, times[:1]), results.result(one, times, taking="abcdefghijkl", passed=wish)):
        assert isinstance(shown, Message)
        assert shown.picture
        ElementTree.fromstring(shown.picture.svg)  # noqa: S314 -- our own drawing
        assert not JUDGING.search(shown.text + shown.picture.alt)


def test_the_menu_of_everything_there_is_fits_into_a_message() -> None:
    shown = asking.menu(EVERY, {one.id: asking.Standing(True, AT) for one in EVERY}, AT, "who " * 60)
    assert all(one.title in shown.text for one in EVERY)


@given(st.data())
def test_within_the_band_nothing_is_ever_called_more(data: st.DataObject) -> None:
    scale = data.draw(st.sampled_from(instruments()["cbi"].scales))
    before, after = data.draw(st.floats(0, 100)), data.draw(st.floats(0, 100))
    all_ = frozenset(scale.items)
    found = compared(scale, [Measured("a", AT, {scale.id: before}, all_), Measured("b", AT, {scale.id: after}, all_)])
    assert found
    assert found.band
    if abs(abs(after - before) - found.band) > 1e-6:
        assert found.says is (Says.BEYOND if abs(after - before) > found.band else Says.WOBBLE)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("3", 3.0),
        (" 2,5 ", 2.5),
        ("2.5", 2.5),
        ("-1", -1.0),
        ("", None),
        ("many", None),
        ("1.2.3", None),
        (".", None),
        ("²", None),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, read_as: float | None) -> None:
    assert read_number(typed) == read_as


def test_a_number_is_said_as_people_say_it() -> None:
    assert [number(n) for n in (3.0, 8 / 3, 41.666, -0.01, -2.0, 100)] == ["3", "2.7", "41.7", "0", "-2", "100"]
