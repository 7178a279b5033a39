"""Weeks as they are lived: clocks change, people travel, settings change, servers sleep; each week is asked once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import spread
from bot.checkins import rules
from bot.checkins.actions import Ask
from bot.checkins.handlers.planning import plan_next
from bot.checkins.tables import Checkin
from bot.groups.actions import AwayChanged
from bot.ledger import Timer
from bot.people import Profile
from bot.rehearsal import settle
from bot.turn import Turn
from tests.chat import Chat
from tests.checkins.people import ask, do, found, join, leave, move, next_at, questions, setting, utc, weeks


async def test_clocks_change_in_berlin_and_later_in_new_york(chat: Chat) -> None:
    chat.clock.move(utc("2026-10-19 12:00"))  # Berlin goes back on 25 October, New York on 1 November
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    join(chat, "Joe", "America/New_York")
    berlin = [utc("2026-10-26 07:00"), utc("2026-11-02 07:00"), utc("2026-11-09 07:00")]
    new_york = [utc("2026-10-26 12:00"), utc("2026-11-02 13:00"), utc("2026-11-09 13:00")]
    for instant in sorted({*berlin, *new_york}):
        before = next_at(chat, "Ana"), next_at(chat, "Joe")
        assert min(before) == instant  # type: ignore[type-var]  # both are in a group
        await chat.until(instant)
    assert questions(chat, "Ana") == questions(chat, "Joe") == 3


async def test_spring_in_a_skipped_hour(chat: Chat) -> None:
    chat.clock.move(utc("2027-03-25 12:00"))  # Berlin has no 02:30 on Sunday 28 March 2027
    found(chat, weekday=6, hour="02:30")
    join(chat, "Ana", "Europe/Berlin")
    await chat.passes(days=11)
    assert weeks(chat, "Ana") == ["2027-W12", "2027-W13"]
    assert questions(chat, "Ana") == 2


async def test_each_in_their_own_morning_the_group_where_no_zone_is_known(chat: Chat) -> None:
    found(chat, zone="Europe/Berlin")
    for name, zone in (("Ana", "Asia/Kolkata"), ("Ben", ""), ("Cem", "Mars/Olympus")):
        join(chat, name, zone if zone != "Mars/Olympus" else "")
        move(chat, name, zone)
    assert next_at(chat, "Ana") == utc("2026-11-09 02:30")
    assert next_at(chat, "Ben") == next_at(chat, "Cem") == utc("2026-11-09 07:00")


async def test_one_check_in_for_a_person_in_two_groups(chat: Chat) -> None:
    found(chat)
    found(chat, "h", weekday=3, hour="18:00")
    join(chat, "Ana", "Europe/Berlin")
    chat.clock.move(chat.clock.now() + timedelta(minutes=1))
    join(chat, "Ana", group="h")
    await chat.passes(days=14)
    assert weeks(chat, "Ana") == ["2026-W46", "2026-W47"]
    assert questions(chat, "Ana") == 2
    leave(chat, "Ana")
    assert next_at(chat, "Ana") == utc("2026-11-26 17:00")  # the other group's hours; this week was asked on Monday
    await chat.passes(days=3)
    leave(chat, "Ana", "h")
    assert next_at(chat, "Ana") is None
    assert ask(chat, lambda session: session.scalars(select(Timer.key)).all()) == []
    await chat.passes(days=14)
    assert questions(chat, "Ana") == 2


async def test_a_member_who_changes_zone_in_the_middle_of_a_week_is_asked_once(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Pacific/Auckland")
    await chat.until(utc("2026-11-08 20:00"))
    assert weeks(chat, "Ana") == ["2026-W46"]  # Monday morning there, Sunday evening in London
    move(chat, "Ana", "America/Los_Angeles")
    await chat.until(utc("2026-11-16 15:00"))
    assert questions(chat, "Ana") == 1
    await chat.until(utc("2026-11-16 17:00"))
    assert weeks(chat, "Ana") == ["2026-W46", "2026-W47"]
    assert questions(chat, "Ana") == 2


async def test_flying_east_past_the_hour_loses_no_week(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    await chat.until(utc("2026-11-09 05:00"))
    move(chat, "Ana", "Asia/Tokyo")  # where it is Monday 14:00 already
    await chat.passes(hours=3)
    assert weeks(chat, "Ana") == ["2026-W46"]
    await chat.passes(days=6, hours=16)
    assert weeks(chat, "Ana") == ["2026-W46", "2026-W47"]


async def test_a_zone_that_only_the_platform_noticed_is_respected(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    move(chat, "Ana", "America/New_York", silently=True)
    await chat.until(utc("2026-11-09 12:59"))
    assert questions(chat, "Ana") == 0
    await chat.until(utc("2026-11-09 13:01"))
    assert questions(chat, "Ana") == 1


async def test_the_groups_setting_moves_everybody_but_those_with_their_own_hour(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    join(chat, "Ben", "Europe/Berlin")
    await chat.types("Ben", "checkin hour 7am")
    await chat.types("Ben", "checkin day monday")
    setting(chat, checkin_weekday=3, checkin_time="17:30")
    assert next_at(chat, "Ana") == utc("2026-11-05 16:30")
    assert next_at(chat, "Ben") == utc("2026-11-09 06:00")
    await chat.passes(days=21)
    assert weeks(chat, "Ana") == ["2026-W45", "2026-W46", "2026-W47"]
    assert weeks(chat, "Ben") == ["2026-W46", "2026-W47", "2026-W48"]
    setting(chat, name="Lighthouse")
    assert next_at(chat, "Ana") == utc("2026-11-26 16:30")


async def test_a_window_over_midnight_and_the_weekend(chat: Chat) -> None:
    found(chat, weekday=4, hour="23:00")
    join(chat, "Ana", "Europe/Berlin")
    await chat.until(utc("2026-11-06 22:00"))
    await chat.until(utc("2026-11-09 21:59"))
    await chat.presses("Ana", "4")
    assert "late" not in chat.all_text("Ana")
    await chat.until(utc("2026-11-09 22:01"))
    await chat.presses("Ana", "4")
    assert "it came late" in chat.all_text("Ana")


@pytest.mark.parametrize(("days", "asked"), [(2.9, 1), (3.1, 0)])
async def test_after_downtime_it_asks_once_inside_the_window_and_never_beyond(
    chat: Chat, days: float, asked: int
) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    chat.clock.move(utc("2026-11-09 07:00") + timedelta(days=days))  # nothing ran in between
    await settle(chat.app)
    assert questions(chat, "Ana") == asked
    assert next_at(chat, "Ana") == utc("2026-11-16 07:00")
    await chat.until(utc("2026-11-16 08:00"))
    assert questions(chat, "Ana") == asked + 1


async def test_a_change_that_comes_before_the_due_timer_takes_nothing_away(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    chat.clock.move(utc("2026-11-09 07:05"))  # the timer is due and has not fired
    setting(chat, checkin_time="07:30")
    setting(chat, zone="Asia/Tokyo")
    await settle(chat.app)
    assert weeks(chat, "Ana") == ["2026-W46"]
    assert next_at(chat, "Ana") == utc("2026-11-16 06:30")


async def test_after_weeks_of_downtime_only_the_latest_is_asked(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    chat.clock.move(utc("2026-11-24 09:00"))
    await settle(chat.app)
    assert weeks(chat, "Ana") == ["2026-W48"]
    assert questions(chat, "Ana") == 1


async def test_asked_late_it_stays_open_for_a_whole_window(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    chat.clock.move(utc("2026-11-11 08:00"))
    await settle(chat.app)
    await chat.passes(hours=71)
    await chat.presses("Ana", "4")
    assert "it came late" not in chat.all_text("Ana")


async def test_nobody_is_asked_while_away(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    do(chat, lambda turn: setattr(turn.session.get_one(Profile, "Ana"), "away_until", utc("2026-11-18 23:00")))
    await chat.passes(days=10)
    assert questions(chat, "Ana") == 0
    do(chat, lambda turn: turn.happened(AwayChanged("Ana")))
    assert next_at(chat, "Ana") == utc("2026-11-23 07:00")
    do(chat, lambda turn: setattr(turn.session.get_one(Profile, "Ana"), "away_until", None))
    do(chat, lambda turn: turn.happened(AwayChanged("Ana")))
    assert next_at(chat, "Ana") == utc("2026-11-16 07:00")


async def test_a_stale_timer_does_nothing(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    planned = next_at(chat, "Ana")
    for stale in (Ask("Ana", 1), Ask("Nobody", 1)):
        do(chat, lambda turn, stale=stale: turn.at(f"stale/{stale.profile}", turn.now, stale))  # type: ignore[misc]
    await chat.passes(minutes=1)
    assert questions(chat, "Ana") == 0
    assert next_at(chat, "Ana") == planned


async def test_a_question_that_cannot_be_delivered_in_its_window_is_dropped(chat: Chat) -> None:
    from bot.port import Unreachable

    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    chat.messenger.trouble["ana"] = Unreachable(timedelta(hours=6))
    await chat.until(utc("2026-11-12 08:00"))
    chat.messenger.trouble.clear()
    await chat.until(utc("2026-11-15 08:00"))
    assert questions(chat, "Ana") == 0
    await chat.until(utc("2026-11-16 08:00"))
    assert questions(chat, "Ana") == 1


def _all(these: Select[datetime], session: Session) -> Sequence[datetime]:
    return session.scalars(these).all()


async def test_everybody_in_the_same_two_minutes_and_told_the_same_hour(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "SPREAD", timedelta(minutes=2))
    chat.clock.move(utc("2026-10-24 12:00"))  # Berlin goes back on the 25th
    found(chat)
    people = [f"P{number}" for number in range(5)]
    for name in people:
        join(chat, name, "Europe/Berlin")
    for monday in (utc("2026-10-26 07:00"), utc("2026-11-02 07:00")):
        asked = sum(questions(chat, name) for name in people)
        assert {next_at(chat, name) for name in people} == {monday}
        await chat.until(monday - timedelta(seconds=1))
        assert sum(questions(chat, name) for name in people) == asked
        await chat.until(monday + timedelta(minutes=2))
        assert sum(questions(chat, name) for name in people) == asked + len(people)
        closes = select(Checkin.closes_at).where(Checkin.closes_at > chat.clock.now())
        assert set(ask(chat, partial(_all, closes))) == {monday + rules.WINDOW}


async def test_whoever_is_asked_at_the_end_of_their_hours_is_asked_that_day(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def may_be_asked(name: str, turn: Turn) -> None:
        profile = turn.session.get_one(Profile, name)
        profile.asked_from, profile.asked_until = "07:00", "08:00"
        turn.session.flush()
        plan_next(turn, profile)

    monkeypatch.setattr(spread, "SPREAD", timedelta(minutes=2))
    found(chat)
    people = [f"P{number}" for number in range(5)]
    for name in people:
        join(chat, name, "Europe/Berlin")
        do(chat, partial(may_be_asked, name))
    await chat.until(utc("2026-11-09 07:02"))
    assert [questions(chat, name) for name in people] == [1] * len(people)


async def test_whoever_begins_while_the_others_are_asked_is_not_asked_again(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.turn.spread", lambda vault, due, id: due + timedelta(minutes=2))
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    await chat.until(utc("2026-11-09 07:01"))
    await chat.types("Ana", "checkin")
    assert next_at(chat, "Ana") == utc("2026-11-16 07:00")
    await chat.until(utc("2026-11-15 07:00"))
    assert weeks(chat, "Ana") == ["2026-W46"]
    assert questions(chat, "Ana") == 0
