"""The help fits, however much Tend learns to do, and every word of it can be reached by pressing and by typing."""

import re

import pytest

from bot import sayings
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.features import FEATURES
from bot.sayings import DOES, SHOWS
from bot.screens import EVERYDAY, WORDS_ON_A_PAGE, help_pages
from bot.sealed import Vault
from bot.ui import Message
from tests.chat import Chat
from tests.groups.scene import a_group, text

COMMANDS = [command for feature in FEATURES for command in feature.commands.values()]
WORD = re.compile(r"^- (?:\*\*)?(\w+)(?:\*\*)? –", re.MULTILINE)


def test_every_word_stands_on_one_page_and_every_page_fits() -> None:
    pages = help_pages(COMMANDS)
    shown = [word for page in pages for word in WORD.findall(page.text)]
    assert sorted(shown) == sorted(command.word for command in COMMANDS)
    assert shown[: len(EVERYDAY)] == EVERYDAY
    assert all(len(WORD.findall(page.text)) <= WORDS_ON_A_PAGE for page in pages)


def test_a_short_help_is_one_page_without_a_word_about_pages() -> None:
    few = Feature("few")
    few.command("tea", "put the kettle on")(lambda turn, words: None)
    (page,) = help_pages(list(few.commands.values()))
    assert "age 1" not in page.text


async def test_the_pages_go_round_by_pressing_and_by_typing(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    await chat.types("Ana", "help")
    pressed = set(WORD.findall(chat.last("Ana")))
    for _ in range(len(help_pages(COMMANDS)) - 1):
        await chat.presses("Ana", "More words")
        pressed |= set(WORD.findall(chat.last("Ana")))
    assert pressed == {command.word for command in COMMANDS}
    assert await chat.types("Ana", "help 2") == await chat.types("Ana", "help 2")
    assert isinstance(await chat.types("Ana", "help 99"), Message)


async def test_somebody_new_is_told_first_how_to_begin(database: Database, vault: Vault, clock: StoppedClock) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    await chat.types("Ana", "help")
    assert WORD.findall(chat.last("Ana"))[:2] == ["create", "join"]
    await a_group(chat, "Ana")
    await chat.types("Ana", "help")
    assert WORD.findall(chat.last("Ana"))[0] == "meeting"


async def test_help_and_a_word_say_the_whole(database: Database, vault: Vault, clock: StoppedClock) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    await chat.types("Ana", "help pause")
    assert "14 Dec" in chat.last("Ana")


async def test_a_sentence_is_not_said_back_and_names_support(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    said = text(await chat.types("Ana", "I do not know how to go on with Sarah Whitcombe"))
    assert "Whitcombe" not in said
    assert "support" in said
    assert "Whitcombe" not in text(await chat.types("Ana", "Whitcombe" * 9))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("swap Ben", ["turns swap"]),
        ("cancel the meeting", ["meeting cancel"]),
        ("please cancel our meeting", ["meeting cancel"]),
        ("pass", ["turns pass"]),
        ("no", ["meeting no", "turns no"]),
        ("meetnig today", ["meeting"]),
        ("hlep", ["help"]),
        ("we can't on thursday", ["meeting not coming", "meeting move"]),
        ("How do I start a group?", ["create"]),
        ("no meeting in december", ["meeting cancel", "holiday"]),
        ("Sarah Whitcombe", []),
        ("keep thinking of last night", []),
    ],
)
async def test_what_was_meant_is_offered_and_nothing_is_said_back(
    database: Database, vault: Vault, clock: StoppedClock, typed: str, offered: list[str]
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    said = await chat.types("Ana", typed)
    assert isinstance(said, Message)
    assert re.findall(r"\*\*([^*]+)\*\* \(", said.text) == offered
    assert said.buttons == ()
    assert "Sarah" not in said.text
    assert "“" not in said.text


@pytest.mark.parametrize(
    ("typed", "is_typed"),
    [
        ("when is our meeting", "meeting"),
        ("show me the agenda", "agenda"),
        ("who facilitates?", "turns"),
        ("my trend", "weeks"),
        ("emergency", "support"),
        ("help meetings", "help meeting"),
        ("help me", "help"),
        ("what can you do?", "help"),
        ("help!", "help"),
        ("?", "help"),
        ("Who?", "who"),
        ("check-in", "checkin"),
        ("follow ups", "followups"),
        ("buddy", "buddies"),
    ],
)
async def test_a_command_may_be_spelt_otherwise(
    database: Database, vault: Vault, clock: StoppedClock, typed: str, is_typed: str
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    assert text(await chat.types("Ana", typed)) == text(await chat.types("Ben", is_typed))


def test_what_people_say_leads_to_words_that_there_are() -> None:
    also = {(one.word, phrase) for one in COMMANDS for every in one.also for phrase in every.split(" / ")}
    known = {(one.word, "") for one in COMMANDS} | also | {("help", "")}
    assert {tuple(one.partition(" ")[::2]) for one in (*SHOWS, *DOES)} <= known


@pytest.mark.parametrize("changing", ["undo", "leave", "back", "forget", "stop", "done", "resume", "join"])
def test_what_changes_something_is_never_done_by_a_saying(changing: str) -> None:
    every = {one.word: one for one in COMMANDS}
    assert sayings.shows(f"show me the {changing}", every) == ""
    assert changing not in SHOWS


@pytest.mark.parametrize("typed", ["help zzzz", "help Whitcombe", "help meetnig"])
async def test_help_about_a_word_that_there_is_not_says_so(
    database: Database, vault: Vault, clock: StoppedClock, typed: str
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    said = text(await chat.types("Ana", typed))
    assert said.startswith("Tend has no such word")
    assert "Whitcombe" not in said
    assert ("Did you mean meeting" in said) is (typed == "help meetnig")


async def test_a_sentence_about_oneself_that_was_guessed_names_support_all_the_same(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    for typed in ("I can't make it anymore", "I had a bad week"):
        assert "If it is about a hard time of your own" in text(await chat.types("Ana", typed))


async def test_small_talk_is_answered_and_a_short_hard_sentence_names_support(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    assert text(await chat.types("Ana", "Good morning!")).startswith("Hello.")
    assert text(await chat.types("Ana", "thank you")) == "You are welcome."
    assert "**support**" in str(await chat.types("Ana", "I feel like giving up"))


async def test_who_slips_amid_buttons_is_told_which_were_meant(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    """By their words, since they are still there: nothing is pressed by a guess, and no number means another one."""
    chat = Chat(database, vault, clock, FEATURES)
    await a_group(chat, "Ana")
    await chat.types("Ana", "meeting")
    for typed, label in (("comming", "Coming"), ("late", "Coming late"), ("Cant I", "")):
        said = text(await chat.types("Ana", typed))
        assert (f"Did you mean {label}?" in said) is bool(label), said
    assert "a number from 1 to 5, or by the words" in text(await chat.types("Ana", "idk"))
    assert "Did you mean Coming?" in text(await chat.types("Ana", "yes"))
    assert "Did you mean Not coming?" in text(await chat.types("Ana", "no"))
    await chat.types("Ana", "forget me")
    for typed in ("no", "sure", "idk"):
        said = text(await chat.types("Ana", typed))
        assert "with Delete everything of mine or Keep everything" in said
    await chat.passes(days=2)
    assert "shown last" not in text(await chat.types("Ana", "idk")), "by then it is another day's"


@pytest.mark.parametrize("typed", ["3", "3.", " #3", "three", "3)", "3\ufe0f\u20e3"])
async def test_a_number_may_be_typed_in_many_ways(
    database: Database, vault: Vault, clock: StoppedClock, typed: str
) -> None:
    chat = Chat(database, vault, clock, FEATURES)
    await chat.types("Ana", "help")
    assert "one button, which is 1" in text(await chat.types("Ana", typed))
    await chat.types("Ana", typed.replace("3", "1").replace("three", "One"))
    assert "Page 2" in chat.last("Ana")
