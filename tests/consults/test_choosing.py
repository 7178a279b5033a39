"""Own hours, languages and topics: who is asked first, and that nobody is told why."""

from datetime import UTC, datetime, time

from bot.peers.rules import Hours
from tests.chat import Chat
from tests.consults.conftest import LONDON, PEERS, a_group, asks, being_asked, says, the_one_asked


async def test_a_language_that_is_looked_for_is_found_by_any_of_its_names(four: Chat) -> None:
    says(four, "Dev", languages=("English", "Deutsch"))
    for _ in range(3):  # however often: nobody else speaks it
        await asks(four, seeks="german, attachment")
        assert the_one_asked(four) == "Dev"
        assert "They look for: “german, attachment”" in four.last("Dev").replace("\\", "")
        await four.presses("Ana", "Stop asking")
        await four.passes(hours=1)


async def test_who_has_no_language_in_common_with_the_asker_comes_last(four: Chat) -> None:
    says(four, "Ana", languages=("English",))
    says(four, "Ben", languages=("Türkçe",))
    says(four, "Cleo", languages=("Deutsch", "english"))
    await asks(four)
    for _ in range(2):
        assert the_one_asked(four) != "Ben"
        await four.presses(the_one_asked(four), "Not this time")
    assert the_one_asked(four) == "Ben"


async def test_who_knows_a_topic_is_asked_first_and_then_the_others_have_their_turn(four: Chat) -> None:
    says(four, "Cleo", topics=("Grief",))
    first = []
    for _ in range(3):
        await asks(four, seeks="grief")
        first.append(the_one_asked(four))
        await four.presses("Ana", "Stop asking")
        await four.passes(hours=1)
    assert first[0] == "Cleo"
    assert sorted(first) == sorted(PEERS)


async def test_what_is_looked_for_is_read_or_the_form_stays_open(four: Chat) -> None:
    reply = await asks(four, seeks=", ".join(f"topic {number}" for number in range(9)))
    assert "Up to eight" in str(reply)
    assert being_asked(four) == []


async def test_own_hours_say_when_somebody_is_asked_today(chat: Chat) -> None:
    a_group(chat, {"Ana": LONDON, "Ben": LONDON})
    says(chat, "Ben", hours=Hours(time(18), time(1)))
    await asks(chat, soon="today")
    assert "outside the usual hours of everybody" in chat.last("Ana")
    await chat.until(datetime(2026, 11, 2, 17, 59, tzinfo=UTC))
    assert chat.sees("Ben") == []
    await chat.until(datetime(2026, 11, 2, 18, tzinfo=UTC))
    assert the_one_asked(chat, ["Ben"]) == "Ben"


async def test_for_now_those_in_their_own_hours_come_first(four: Chat) -> None:
    for name in ("Ben", "Cleo"):
        says(four, name, hours=Hours(time(14), time(20)))
    await asks(four)
    assert the_one_asked(four) == "Dev"
