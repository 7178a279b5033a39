"""What many have at the same minute: each begins at an instant of their own, and nobody's hours are broken for it."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bot import spread
from bot.clock import StoppedClock
from bot.db import Database
from bot.people import Profile
from bot.sealed import Vault, new_root_key
from bot.spread import ON_TIME, counted_from
from bot.turn import Turn
from bot.ui import Message
from tests.chat import PLATFORM, Chat

MORNING = datetime(2026, 11, 3, 7, tzinfo=UTC)
SPREAD = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def spreading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "SPREAD", SPREAD)


def person(number: int, asked_from: str | None = None, asked_until: str | None = None) -> Profile:
    who = {"platform": PLATFORM, "handle": f"p{number}", "name": "Ana", "zone": "Europe/Berlin", "met_at": MORNING}
    return Profile(id=f"p{number}", asked_from=asked_from, asked_until=asked_until, **who)


def test_a_whole_workspace_comes_evenly_over_the_two_minutes(vault: Vault) -> None:
    later = [spread.spread(vault, MORNING, f"p{number}") - MORNING for number in range(12_000)]
    assert min(later) >= timedelta()
    assert max(later) < SPREAD
    assert all(750 < many < 1250 for many in Counter(one // timedelta(seconds=10) for one in later).values())
    assert max(Counter(one // timedelta(seconds=1) for one in later).values()) < 200


def test_everybody_has_the_same_instant_each_week_and_only_the_key_tells_which(vault: Vault) -> None:
    ids, week = [f"p{number}" for number in range(50)], timedelta(weeks=1)
    now = [spread.spread(vault, MORNING, id) for id in ids]
    assert [spread.spread(vault, MORNING + week, id) for id in ids] == [one + week for one in now]
    assert [spread.spread(Vault(new_root_key()), MORNING, id) for id in ids] != now


@pytest.mark.parametrize("due", ["2026-11-03 07:00", "2027-03-28 00:59", "2027-03-28 01:00", "2026-10-25 00:59"])
@pytest.mark.parametrize("until", ["08:00", "08:01", "01:59", "03:00", "02:59"])
def test_nobody_is_put_off_by_it_past_the_hours_at_which_they_may_be_asked(
    database: Database, vault: Vault, due: str, until: str
) -> None:
    """Also in the nights in which Berlin changes its clocks."""
    at = datetime.fromisoformat(due).replace(tzinfo=UTC)
    with database.begin() as session:
        turn = Turn(at, session, vault)
        for one in (person(number, "20:00", until) for number in range(100)):
            if one.opens(at) == at:
                assert one.opens(turn.spread(at, one)) == turn.spread(at, one)


def test_whoever_may_be_asked_to_a_minute_may_be_until_it_is_over() -> None:
    ana = person(1, "08:00", "09:00")
    assert ana.opens(last := MORNING + timedelta(minutes=60, seconds=59)) == last
    assert ana.opens(MORNING + timedelta(minutes=61)) == MORNING + timedelta(days=1)


async def test_the_end_of_everybodys_quiet_hours(database: Database, vault: Vault, clock: StoppedClock) -> None:
    chat = Chat(database, vault, clock, [])
    clock.move(MORNING - timedelta(hours=9))
    with database.begin() as session:
        for one in (person(number, "08:00", "20:00") for number in range(40)):
            session.add(one)
            session.flush()
            Turn(clock.now(), session, vault).ask(one, Message(one.id), key=one.id, scope="")
    await chat.until(MORNING - timedelta(seconds=1))
    assert not chat.messenger.shown
    await chat.until(MORNING + SPREAD / 2)
    assert 5 < len(chat.messenger.shown) < 35
    await chat.until(MORNING + SPREAD)
    assert sorted(shown.key for shown in chat.messenger.shown) == sorted(f"p{number}" for number in range(40))


def test_what_comes_soon_after_its_plan_is_counted_from_the_plan() -> None:
    assert counted_from(MORNING, MORNING + SPREAD) == counted_from(MORNING, MORNING + ON_TIME) == MORNING
    late = MORNING + ON_TIME + timedelta(seconds=1)
    assert counted_from(MORNING, late) == late
    early = MORNING - timedelta(seconds=1)
    assert counted_from(MORNING, early) == early
