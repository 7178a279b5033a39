"""The agreement changes: everybody is asked again, privately, and nobody is thrown out."""

from dataclasses import replace

from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.features import FEATURES
from bot.groups import membership
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import Chat, direct
from tests.groups.scene import a_group, in_room, text, the_group, unquoted

NEW = "We are kind to each other."


async def rewrite(chat: Chat, name: str, words: str) -> object:
    await chat.types(name, "settings")
    await chat.presses(name, "Change the agreement")
    return await chat.sends(name, value=words)


def asked(chat: Chat, name: str) -> list[str]:
    """What they were asked in private about the agreement, beyond what they typed there themselves."""
    mine = direct(chat.person(name))
    return [
        s.message.text
        for s in chat.messenger.shown
        if s.where == mine and not s.reader and "agreement" in s.message.text
    ]


async def test_everybody_is_asked_again_in_private_with_the_whole_text(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    for name in ("Ana", "Ben"):
        (ask,) = asked(chat, name)
        assert NEW in ask
        assert "version 2" in ask
        assert "press or type **I accept**" in ask
    assert "Agreement: from version 1 to version 2." in in_room(chat)[-1]
    assert NEW not in "\n".join(in_room(chat))


async def test_accepting_stands_and_a_second_press_says_so(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    assert "You have accepted version 2" in text(await chat.presses("Ben", "I accept"))
    assert "accepted that already" in text(await chat.again(replace(chat.event, id="second")))
    assert "You have accepted this version" in text(await chat.types("Ben", "agreement"))


async def test_accepting_works_by_typing(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    assert "You have accepted version 2" in text(await chat.types("Ben", "i accept"))


async def test_whoever_has_not_accepted_is_reminded_kindly_and_stays_in(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    assert "You are still in" in text(await chat.types("Ben", "who"))
    assert "You are still in" in text(await chat.types("Ben", "settings"))
    assert "You are still in" in text(await chat.presses("Ben", "Not now"))
    assert "2 people are in" in text(await chat.types("Ben", "who"))
    await chat.types("Ben", "agreement")
    await chat.presses("Ben", "I accept")
    assert "still in" not in text(await chat.types("Ben", "who"))


async def test_only_the_latest_text_can_be_accepted(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    _, first = chat._button("Ben", "I accept")
    await chat.passes(minutes=1)
    await rewrite(chat, "Ana", "We are on time.")
    reply = await chat._act("Ben", None, action=first)
    assert "We are on time." in text(reply)
    assert "You have accepted version 3" in text(await chat.presses("Ben", "I accept"))


async def test_undoing_brings_the_old_text_back_and_asks_only_who_accepted_the_other(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await rewrite(chat, "Ana", NEW)
    await chat.presses("Ben", "I accept")
    await chat.presses("Ana", "Undo")
    assert the_group(chat).agreement == 1
    assert len(asked(chat, "Ana")) == 1
    assert "version 1" in asked(chat, "Ben")[-1]
    await chat.passes(minutes=1)
    await rewrite(chat, "Ana", "Something else.")
    assert the_group(chat).agreement == 3


async def test_whoever_is_away_is_asked_when_they_are_back(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben", "Cleo")
    await chat.types("Ben", "away 2 weeks")
    await chat.types("Cleo", "away 1 week")
    await rewrite(chat, "Ana", NEW)
    assert asked(chat, "Ben") == asked(chat, "Cleo") == []
    await chat.types("Cleo", "away 3 weeks")
    await chat.passes(days=3)
    await chat.types("Ben", "back")
    assert len(asked(chat, "Ben")) == 1
    await chat.passes(days=17)
    assert asked(chat, "Cleo") == []
    await chat.passes(days=2)
    assert len(asked(chat, "Cleo")) == 1
    assert len(asked(chat, "Ben")) == 1


async def test_whoever_left_while_away_is_not_asked(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await chat.types("Ben", "away 1 week")
    await rewrite(chat, "Ana", NEW)
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    await chat.passes(days=8)
    assert asked(chat, "Ben") == []


async def test_a_text_that_is_too_long_is_answered_and_the_longest_fits(chat: Chat) -> None:
    await a_group(chat, "Ana", name="N" * 60)
    assert "1501 characters" in text(await rewrite(chat, "Ana", "x" * 1501))
    assert "Saved" in text(await rewrite(chat, "Ana", "x" * 1500))
    assert "x" * 1500 in text(await chat.types("Ana", "agreement"))
    assert "x" * 1500 in asked(chat, "Ana")[0]


async def test_the_text_is_shown_to_the_letter(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await rewrite(chat, "Ana", "**Shout** <!channel>\n- @everyone")
    await chat.types("Ana", "agreement")
    assert "everyone" not in unquoted(chat)
    assert "Shout" not in unquoted(chat)


async def test_any_slice_can_remind(database: Database, vault: Vault, clock: StoppedClock) -> None:
    other = Feature("other")

    @other.command("other", "a flow of another slice")
    def act(turn: Turn, words: str) -> Reply:
        member, group = membership.here(turn)
        return membership.reminded(Message(f"Accepted: {membership.has_accepted(member, group)}."), member, group)

    chat = Chat(database, vault, clock, [*FEATURES, other])
    await a_group(chat, "Ana", "Ben")
    assert text(await chat.types("Ben", "other")) == "Accepted: True."
    await rewrite(chat, "Ana", NEW)
    assert text(await chat.types("Ben", "other")).startswith("Accepted: False.\n\nYour group has changed its agreement")
