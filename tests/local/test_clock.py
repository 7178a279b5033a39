"""Tend's time in the rehearsal room: moved from the page, kept over restarts, told on everybody's own clock."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.local import LocalChat
from adapters.local.clock import KeptClock
from adapters.local.screens import skipped
from adapters.local.store import Store
from bot.app import App
from bot.clock import SystemClock
from bot.timers import set_timer
from tests.local.toy import Nothing, Remind
from tests.local.visitor import Visitor


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "chat.sqlite3")
    yield made
    made.close()


def test_time_goes_on_where_it_was_left(store: Store) -> None:
    clock = KeptClock(store)
    to = clock.now() + timedelta(weeks=3)
    clock.move(to)
    assert to <= KeptClock(store).now() < to + timedelta(seconds=5)


def test_time_never_goes_back(store: Store) -> None:
    clock = KeptClock(store)
    clock.move(clock.now() + timedelta(days=1))
    clock.move(datetime(2020, 1, 1, tzinfo=UTC))
    assert clock.ahead > timedelta(hours=23)
    assert KeptClock(store).ahead == clock.ahead


async def skip(visitor: Visitor, far: str, room: str = "room") -> None:
    await visitor.goes(room)
    await visitor.submits(visitor.page.one("form", kind="skips"), {"far": [far]})


async def test_to_the_next_thing_and_what_was_said_on_the_way(ana: Visitor) -> None:
    await ana.writes("tea")
    await ana.presses("Yes, please")
    await skip(ana, "next")
    assert ana.page.one("p", kind="now").text.startswith("Monday 2 November, 10:00")
    told = ana.page.one("div", kind="skipped")
    assert " ".join(told.text.split()) == "Skipped 1 hour: Ana 1 Tea room 1"
    assert [link["href"] for link in told.all("a")] == ["/as/ana/in/dm-ana#latest", "/as/ana/in/room#latest"]
    assert ana.read == ["The tea of 10:00 is cold."]


async def test_a_day_a_week_and_twice_is_once(ana: Visitor) -> None:
    await skip(ana, "day")
    await ana.repeats()
    assert ana.page.one("p", kind="now").text.startswith("Tuesday 3 November, 09:00")
    assert "Skipped 1 day, nothing was said." in ana.page.one("div", kind="skipped").text
    await skip(ana, "week")
    assert ana.page.one("p", kind="now").text.startswith("Tuesday 10 November, 09:00")


async def test_nothing_planned_moves_nothing(ana: Visitor) -> None:
    await skip(ana, "next")
    assert ana.page.one("p", kind="now").text.startswith("Monday 2 November, 09:00")
    assert "Nothing is planned" in ana.page.one("div", kind="skipped").text


async def test_the_machines_own_clock_is_nobodys_to_move(app: App, chat: LocalChat, ana: Visitor) -> None:
    await ana.goes("room")
    form = ana.page.one("form", kind="skips")
    app.clock = chat.messenger.clock = SystemClock()
    before = app.clock.now()
    await ana.submits(form, {"far": ["week"]})
    assert app.clock.now() < before + timedelta(days=1)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.2, "1 minute"),
        (59, "59 minutes"),
        (59.9, "1 hour"),
        (60, "1 hour"),
        (200, "3 hours"),
        (1440, "1 day"),
        (10080, "7 days"),
    ],
)
def test_how_far_in_words(minutes: float, words: str) -> None:
    assert skipped(minutes) == f"Skipped {words}"


async def test_what_nobody_sees_is_passed_on_the_way(app: App, ana: Visitor) -> None:
    with app.database.begin() as session:
        for hours in (1, 2):
            set_timer(session, f"unseen/{hours}", app.clock.now() + timedelta(hours=hours), Nothing())
        set_timer(session, "seen", app.clock.now() + timedelta(hours=3), Remind())
    await skip(ana, "next")
    assert ana.page.one("p", kind="now").text.startswith("Monday 2 November, 12:00")
    assert " ".join(ana.page.one("div", kind="skipped").text.split()) == "Skipped 3 hours: Ana 1 Tea room 1"
