"""One's own hour, pauses and returns: by words, by form, and what is said to words that cannot be read."""

import pytest
from sqlalchemy import select

from bot.ledger import Timer
from bot.people import Profile
from bot.screens import OLD_BUTTON
from bot.ui import Form, Invalid, Message
from tests.chat import Chat
from tests.checkins.people import ask, do, found, join, next_at, questions, utc, weeks


@pytest.fixture
def ana(chat: Chat) -> Chat:
    found(chat)
    join(chat, "Ana", "America/New_York")
    return chat


async def test_an_hour_and_a_day_of_ones_own_by_words(ana: Chat) -> None:
    await ana.types("Ana", "checkin hour 7:30am")
    assert "every Monday at 07:30, by the clocks of America/New_York" in ana.last("Ana")
    assert "Monday 2 November 2026, 07:30" in ana.last("Ana")
    await ana.types("Ana", "checkin day thursday")
    assert "every Thursday at 07:30" in ana.last("Ana")
    assert next_at(ana, "Ana") == utc("2026-11-05 12:30")
    await ana.types("Ana", "checkin default")
    assert "every Monday at 08:00" in ana.last("Ana")


async def test_an_hour_of_ones_own_by_form(ana: Chat) -> None:
    await ana.passes(days=7, hours=8)
    await ana.presses("Ana", "Pause or change the hour")
    form = await ana.presses("Ana", "Change the hour")
    assert isinstance(form, Form)
    await ana.sends("Ana", day="4", time="6 pm")
    assert "every Friday at 18:00" in ana.last("Ana")
    assert "Friday 20 November 2026, 18:00" in ana.last("Ana")
    await ana.presses("Ana", "Follow the group again")
    assert "every Monday at 08:00" in ana.last("Ana")


async def test_the_same_form_by_typing(ana: Chat) -> None:
    await ana.types("Ana", "checkin hour")
    for words in ("Friday", "half past lots"):
        await ana.types("Ana", words)
    assert "“half past lots” is not a time of day" in ana.last("Ana")
    await ana.types("Ana", "18:15")
    assert "every Friday at 18:15" in ana.last("Ana")


async def test_a_change_whose_hour_has_passed_leaves_this_weeks_where_it_was(ana: Chat) -> None:
    await ana.types("Ana", "checkin friday")
    await ana.passes(days=2)
    await ana.types("Ana", "checkin tuesday")
    assert "The next check-in comes Friday 6 November" in ana.last("Ana")
    assert "This week's stays at its old hour" in ana.last("Ana")
    timer = ask(ana, lambda session: session.scalars(select(Timer.action)).one())
    assert await ana._act("Ana", None, action=timer) == OLD_BUTTON
    assert questions(ana, "Ana") == 0
    await ana.passes(days=9)
    assert weeks(ana, "Ana") == ["2026-W45", "2026-W46"]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("checkin hour soon", ["“soon” is not a time of day", "checkin hour 8am"]),
        ("checkin thursday 26:00", ["“26:00” is not a time of day", "I understood: Thursday"]),
        ("checkin day thrusday", ["“thrusday” is not a day", "Did you mean Thursday?"]),
        ("checkin bananas", ["“bananas” is not a time", "checkin Thursday 8am"]),
        ("pause until whenever", ["I could not read", "14 December"]),
        ("pause until 2 Nov", ["That is today", "pause until 14 Dec"]),
        ("pause until 1.11.2026", ["That day has passed"]),
    ],
)
async def test_what_cannot_be_read_is_answered_with_an_example(ana: Chat, words: str, parts: list[str]) -> None:
    before = next_at(ana, "Ana")
    await ana.types("Ana", words)
    for part in parts:
        assert part in ana.last("Ana")
    assert next_at(ana, "Ana") == before


async def test_a_form_with_words_that_cannot_be_read_stays_open(ana: Chat) -> None:
    await ana.types("Ana", "checkin hour", forms="now")
    assert isinstance(await ana.sends("Ana", day="9", time="8"), Invalid)
    assert "not a time" in str(await ana.sends("Ana", time="soon"))
    await ana.types("Ana", "pause", forms="now")
    assert "could not read" in str(await ana.sends("Ana", until="whenever"))


async def test_a_pause_ends_by_itself(ana: Chat) -> None:
    await ana.types("Ana", "pause until 23 Nov")
    assert "no check-ins before Monday 23 November 2026" in ana.last("Ana")
    assert "The next check-in comes Monday 23 November 2026, 08:00" in ana.last("Ana")
    await ana.passes(days=20)
    assert questions(ana, "Ana") == 0
    await ana.passes(days=2)
    assert weeks(ana, "Ana") == ["2026-W48"]
    await ana.types("Ana", "resume")
    assert "not paused" in ana.last("Ana")


async def test_a_pause_by_form_and_an_early_return(ana: Chat) -> None:
    await ana.types("Ana", "pause", forms="now")
    await ana.sends("Ana", until="in 3 weeks")
    await ana.presses("Ana", "Resume")
    assert "on again" in ana.last("Ana")
    assert "Monday 2 November" in ana.last("Ana")
    await ana.types("Ana", "checkin pause until 14 Dec")
    assert "before Monday 14 December 2026" in ana.last("Ana")
    await ana.types("Ana", "checkin resume")
    assert "on again" in ana.last("Ana")
    await ana.passes(days=6)
    assert questions(ana, "Ana") == 1


async def test_a_pause_keeps_this_weeks_hour_for_a_return_before_it(ana: Chat) -> None:
    await ana.types("Ana", "checkin friday 9am")
    await ana.types("Ana", "pause until 14 Dec")
    await ana.types("Ana", "resume")
    assert next_at(ana, "Ana") == utc("2026-11-06 14:00")


async def test_the_options_say_what_holds(ana: Chat) -> None:
    await ana.types("Ana", "pause until 14 Dec")
    reply = await ana._act("Ana", None, action="checkins.options")
    assert isinstance(reply, Message)
    assert "It is paused until Monday 14 December 2026." in reply.text
    labels = [button.label for button in reply.buttons]
    assert labels == [
        "Change the hour",
        "Remind me once",
        "Quiet hours",
        "Resume",
        "What the group is asked",
        "My weeks",
        "Get support now",
    ]


async def test_resuming_while_away_says_so(ana: Chat) -> None:
    do(ana, lambda turn: setattr(turn.session.get_one(Profile, "Ana"), "away_until", utc("2026-11-20 05:00")))
    await ana.types("Ana", "resume")
    assert "You are away until Friday 20 November 2026" in ana.last("Ana")
    assert "Monday 23 November" in ana.last("Ana")


async def test_paused_one_can_still_answer_when_one_wants_to(ana: Chat) -> None:
    await ana.types("Ana", "pause until 14 Dec")
    await ana.types("Ana", "checkin")
    await ana.types("Ana", "4")
    assert weeks(ana, "Ana") == ["2026-W45"]
