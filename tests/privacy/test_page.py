"""The privacy page: true to what the slices do, short enough to show, and there for strangers too."""

from bot.checkins.rules import ANSWERS_KEPT, SENTENCES_KEPT
from bot.meetings.rules import KEPT
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text


async def test_the_page_says_what_is_kept_and_who_could_see_it(chat: Chat) -> None:
    await a_group(chat, "Ana")
    said = text(await chat.types("Ana", "privacy"))
    for who in ("Your group:", "Whoever runs Tend here:", "The owner of this chat:"):
        assert who in said
    for word in ("export", "forget me", "leave"):
        assert word in said


async def test_the_days_are_those_that_the_slices_go_by(chat: Chat) -> None:
    await a_group(chat, "Ana")
    said = text(await chat.types("Ana", "privacy"))
    assert f"your answers (kept {ANSWERS_KEPT.days} days)" in said
    assert f"your sentences (kept {SENTENCES_KEPT.days} days)" in said
    assert f"your turns (kept {KEPT.days} days)" in said


async def test_a_stranger_reads_that_nothing_is_kept(chat: Chat) -> None:
    assert "Tend keeps nothing about you" in text(await chat.types("Eve", "privacy", ROOM))
    assert "Tend keeps nothing about you" in text(await chat.types("Eve", "export"))
    assert "Tend keeps nothing about you" in text(await chat.types("Eve", "forget me"))
