"""The page with scripts off: everything that can be done, and what goes wrong on the way."""

from adapters.local import LocalChat
from tests.local.visitor import Visitor


async def test_words_to_tend_are_answered_and_stay(ana: Visitor) -> None:
    await ana.writes("tea")
    assert ana.url == "/as/ana/in/dm-ana"
    assert ana.read[0] == "tea"
    assert "Tea, Ana? We drink it Monday 2 November, 12:00." in ana.read[1]


async def test_a_press_changes_its_message_and_twice_is_once(ana: Visitor, chat: LocalChat) -> None:
    await ana.writes("tea")
    await ana.presses("Yes, please")
    assert ana.read == ["tea", "Poured 1."]
    await ana.repeats()
    assert ana.read == ["tea", "Poured 1."]
