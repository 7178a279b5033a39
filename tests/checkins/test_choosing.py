"""What a group is asked is the group's choice, one question stays the same, and nobody's line mixes two questions."""

import pytest

from bot.checkins.rules import ITEMS, Week, items_asked
from bot.checkins.screens.weeks import own
from bot.groups.reading import read_items
from bot.instruments.weekly import ANCHOR, FEWEST, MOST, USUAL, bank
from bot.rhythm import NotUnderstood
from tests.chat import Chat
from tests.checkins.people import found, join, setting


def test_the_bank_is_more_than_a_group_can_choose_and_the_anchor_is_not_in_it() -> None:
    assert len(bank()) > MOST
    assert FEWEST <= len(USUAL) <= MOST
    assert set(USUAL) < set(bank())
    assert set(ITEMS) == {*bank(), ANCHOR}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Energy, Rest", "energy,rest"),
        ("meaning and load and energy", "energy,load,meaning"),
        ("backing, leaving, rest, meaning", "rest,leaving,meaning,backing"),
        ("Leaving work, energy, energy", "energy,leaving"),
    ],
)
def test_two_to_four_are_chosen_by_name(typed: str, kept: str) -> None:
    assert read_items(typed) == kept
    assert items_asked(kept) == f"{kept},{ANCHOR}"


@pytest.mark.parametrize(
    "typed", ["", "energy", "energy, load, connection, rest, meaning", "energy, mood", "going, energy"]
)
def test_fewer_more_and_others_are_not(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_items(typed)
    assert "energy, rest, meaning" in str(refused.value)


async def test_the_next_check_in_asks_what_was_chosen_and_the_anchor_last(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    setting(chat, checkin_items="rest,backing")
    await chat.passes(days=7)
    for wanted in ("How rested do you feel", "How much backing do you have", "All in all, how is it going"):
        assert wanted in chat.last("Ana")
        assert "of 3" in chat.last("Ana")
        await chat.presses("Ana", "2")
    assert "all 3 questions are answered" in chat.last("Ana")


async def test_a_week_that_was_begun_keeps_its_questions(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    await chat.passes(days=7)
    await chat.presses("Ana", "2")
    setting(chat, checkin_items="rest,backing")
    assert "question 2 of 4" in chat.last("Ana")
    await chat.presses("Ana", "2")
    assert "How connected do you feel" in chat.last("Ana")


def test_no_line_of_the_trend_mixes_questions() -> None:
    weeks = [Week("2026-W45", {"energy": 1, "going": 5}), Week("2026-W46", {"rest": 2, "going": 4})]
    shown = own(weeks)
    assert shown.picture
    assert "Energy: 1, no answer." in shown.picture.alt
    assert "Rest: no answer, 2." in shown.picture.alt
    assert "How it is going: 5, 4." in shown.picture.alt


def test_a_year_of_every_question_lists_what_fits() -> None:
    shown = own([Week(f"2026-W{n:02}", dict.fromkeys(ITEMS, 5)) for n in range(30, 42)])
    assert len(shown.text) <= 2000
    assert "5 October: energy 5" in shown.text  # the latest; the earliest stands in the picture
    assert shown.picture
    assert shown.picture.alt.count(" 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5.") == len(ITEMS)
