"""The help fits into one message however much Tend can do, and tells more about a word when asked."""

from bot.features import FEATURES
from bot.screens import help_page
from tests.chat import Chat


async def test_every_word_is_in_the_help(chat: Chat) -> None:
    words = [word for one in FEATURES for word in one.commands]
    await chat.types("Ana", "help")
    assert [word for word in words if f"- {word} – " not in chat.last("Ana")] == []
    assert len(help_page([c for one in FEATURES for c in one.commands.values()]).text) <= 2000


async def test_more_about_one_word(chat: Chat) -> None:
    await chat.types("Ana", "help checkin")
    assert "for example: checkin Thursday 8am" in chat.last("Ana")
