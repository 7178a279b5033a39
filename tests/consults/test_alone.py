"""Not alone, privately: one's own weeks, what one gave and got, and one message after as many as one chose."""

import pytest
from sqlalchemy import select

from bot.buddies.tables import Round, Seat, Together
from bot.consults.actions import LookIn
from bot.consults.tables import NotAlone
from bot.groups.tables import memberships
from bot.people import known
from tests.chat import Chat
from tests.consults.conftest import LONDON, a_group, asks
from tests.groups.scene import forgotten


@pytest.fixture
def two(chat: Chat) -> Chat:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    return chat


async def consult(chat: Chat) -> None:
    await asks(chat)
    await chat.presses("Ben", "I can")
    await chat.types("Ben", "done 30")


async def test_weeks_and_both_directions_are_shown_to_oneself(two: Chat) -> None:
    await two.types("Ana", "alone")
    assert "none that Tend still knows of" in two.last("Ana")
    await consult(two)
    await two.passes(days=15)
    await two.types("Ana", "alone")
    assert "buddy: 2 weeks" in two.last("Ana")
    assert "0 given, 1 received" in two.last("Ana")
    await two.types("Ben", "alone")
    assert "1 given, 0 received" in two.last("Ben")
    assert "Ana" not in two.last("Ben")


async def test_a_meeting_with_a_buddy_counts(two: Chat) -> None:
    with two.database.begin() as session:
        ((member, group),) = memberships(session, two.person("Ana"))
        now = two.clock.now()
        session.add(Round(id="r", group_id=group.id, number=0, begins=now, ends=now))
        session.flush()
        session.add(Together(id="t", round_id="r", over_at=None))
        session.flush()
        session.add(Seat(pair_id="t", member_id=member.id, met_at=now))
    await two.passes(days=8)
    await two.types("Ana", "alone")
    assert "buddy: one week" in two.last("Ana")


async def test_it_is_off_until_somebody_chooses_and_then_says_so_once(two: Chat) -> None:
    await consult(two)
    before = len(two.sees("Ana"))
    await two.passes(days=200)
    assert len(two.sees("Ana")) == before
    await two.types("Ana", "alone 4")
    assert "once after 4 weeks" in two.last("Ana")
    await two.passes(days=27)
    assert "have gone by" not in two.all_text("Ana")
    await two.passes(days=1)
    assert "4 weeks have gone by without a consult or a buddy" in two.last("Ana")
    await two.passes(days=200)
    assert two.all_text("Ana").count("have gone by") == 1
    assert "have gone by" not in two.all_text("Ben")
    await two.presses("Ana", "Ask a peer")
    await two.sends("Ana", kind="tell", soon="now")
    await two.presses("Ben", "I can")
    await two.types("Ben", "done")
    await two.types("Ben", "-")
    await two.passes(days=29)
    assert two.all_text("Ana").count("have gone by") == 2


async def test_it_can_be_turned_off_by_word_and_press(two: Chat) -> None:
    await two.types("Ana", "alone 1")
    await two.types("Ana", "alone off")
    assert "Tend does not write about it" in two.last("Ana")
    await two.presses("Ana", "Write after 8 weeks")
    await two.presses("Ana", "Never write")
    await two.passes(days=90)
    assert "have gone by" not in two.all_text("Ana")


@pytest.mark.parametrize("words", ["0", "53", "soon", "-3"])
async def test_what_is_no_number_of_weeks_is_not_guessed(two: Chat, words: str) -> None:
    assert "for example **alone 6**" in str(await two.types("Ana", f"alone {words}"))


async def test_a_press_of_its_timer_does_nothing_and_whoever_is_forgotten_hears_nothing(two: Chat) -> None:
    await two.types("Ana", "alone 1")
    with two.database.begin() as session:
        ana = known(session, two.person("Ana"))
        assert ana
    two.clock.move(two.clock.now())
    before = len(two.sees("Ana"))
    await two._act("Ben", None, action=LookIn(ana.id).pack())
    assert len(two.sees("Ana")) == before
    await forgotten(two, "Ana")
    await two.passes(days=30)
    assert "have gone by" not in two.all_text("Ana")
    with two.database.begin() as session:
        assert session.scalars(select(NotAlone)).all() == []
