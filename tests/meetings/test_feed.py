"""An address of one's own at which a calendar finds the meetings, and what else stands there: nothing."""

import logging
from datetime import timedelta
from functools import partial

import pytest
from aiohttp import ClientSession
from icalendar import Calendar
from sqlalchemy import select

from adapters import feeds, health
from bot.health import Health
from bot.meetings.handlers import meetings
from bot.meetings.handlers.own_calendar import published
from bot.meetings.tables.own_calendar import CalendarFeed
from bot.people import Profile
from bot.port import Reply
from tests.chat import ROOM, Chat
from tests.groups.scene import OTHER_ROOM, a_group, text
from tests.meetings.scene import GROUP_OF_THREE, meetings_of, starts

OUTSIDE = "https://tend.example/calendar/"


@pytest.fixture
def reached(chat: Chat) -> Chat:
    """A Tend that calendars reach."""
    chat.app.feeds = OUTSIDE
    return chat


def token_in(reply: Reply) -> str:
    [line] = [line for line in text(reply).splitlines() if line.startswith(OUTSIDE)]
    token = line.removeprefix(OUTSIDE).removesuffix(".ics")
    assert len(token) == 48
    assert token.isalnum()
    return token


async def found(chat: Chat, token: str) -> str | None:
    return await chat.app.read(partial(published, token=token))


async def read(chat: Chat, token: str) -> Calendar:
    given = await found(chat, token)
    assert given
    return calendar_of(given)


def calendar_of(given: str) -> Calendar:
    made = Calendar.from_ical(given)
    assert isinstance(made, Calendar)
    return made


async def test_the_address_has_the_meetings_of_all_groups_and_nobodys_name(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    alone = await read(reached, token_in(await reached.types("Ben", "calendar feed")))
    assert str(alone["NAME"]) == "Tuesday circle"
    assert "METHOD" not in alone
    assert [event.start for event in alone.events] == starts(reached)
    await a_group(reached, "Ben", "Dora", room=OTHER_ROOM, name="Away days", rhythm="every Monday 09:00")
    reply = await reached.types("Ben", "calendar feed")
    assert "your 2 groups" in text(reply)
    given = await found(reached, token_in(reply))
    assert given
    both = calendar_of(given)
    assert {event.start for event in both.events} == set(starts(reached))
    assert {str(event["SUMMARY"]) for event in both.events} == {"Tuesday circle", "Away days"}
    assert len(both.timezones) == 1
    assert not [name for name in (*GROUP_OF_THREE, "Dora") if name in given]


async def test_it_follows_what_becomes_of_meetings_and_keeps_the_recent_ones(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    token = token_in(await reached.types("Ben", "calendar feed"))
    first, second, third = meetings_of(reached)[:3]
    before = await found(reached, token)
    await reached.passes(hours=3)
    assert await found(reached, token) == before, "the same to the letter as long as nothing changes"
    await reached.types("Ana", "meeting move 8 December to 15 December 19:00", ROOM)
    await reached.types("Ana", "meeting cancel 12 January", ROOM)
    await reached.until(first.end + timedelta(days=1))
    entries = {str(event["UID"]): event for event in (await read(reached, token)).events}
    assert entries[f"{first.id}@tend"].start == first.start
    assert entries[f"{second.id}@tend"].start == second.start + timedelta(days=7, minutes=30)
    assert entries[f"{second.id}@tend"]["SEQUENCE"] == 1
    assert entries[f"{third.id}@tend"]["STATUS"] == "CANCELLED"
    await reached.until(first.start + timedelta(days=63))
    assert f"{first.id}@tend" not in {str(event["UID"]) for event in (await read(reached, token)).events}


async def test_a_meeting_from_before_somebody_joined_is_not_theirs(reached: Chat) -> None:
    await a_group(reached, "Ana", "Ben")
    [first, second, *_] = meetings_of(reached)
    await reached.until(first.end + timedelta(days=1))
    reached.zones["Cleo"] = "Europe/Berlin"
    await reached.types("Cleo", "join", ROOM)
    await reached.presses("Cleo", "I accept and join")
    theirs = [
        event.start for event in (await read(reached, token_in(await reached.types("Cleo", "calendar feed")))).events
    ]
    assert theirs[0] == second.start


async def test_asking_again_shows_the_same_and_a_new_one_ends_the_old(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    old = token_in(await reached.types("Ben", "calendar feed"))
    assert token_in(await reached.types("Ben", "calendar feed")) == old
    assert token_in(await reached.types("Ana", "calendar feed")) != old
    new = token_in(await reached.presses("Ben", "Another address"))
    assert await found(reached, old) is None
    assert await found(reached, new)
    assert "has ended" in text(await reached.presses("Ben", "End it"))
    assert await found(reached, new) is None
    assert "nothing changed" in text(await reached.types("Ben", "calendar feed off"))
    assert "calendar feed new" in text(await reached.types("Ben", "calendar feed soon"))


async def test_it_ends_with_the_last_group(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    await a_group(reached, "Ben", "Dora", room=OTHER_ROOM, name="Away days")
    token = token_in(await reached.types("Ben", "calendar feed"))
    await reached.types("Ben", "leave", ROOM)
    await reached.presses("Ben", "Leave the group")
    assert {str(event["SUMMARY"]) for event in (await read(reached, token)).events} == {"Away days"}
    await reached.types("Ben", "leave", OTHER_ROOM)
    await reached.presses("Ben", "Leave the group")
    assert await found(reached, token) is None
    with reached.database.begin() as session:
        assert session.scalars(select(CalendarFeed)).first() is None
    assert "not in a group" in text(await reached.types("Ben", "calendar feed"))


@pytest.mark.sqlite
async def test_the_database_alone_does_not_give_the_address(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    token = token_in(await reached.types("Ben", "calendar feed"))
    raw = reached.database.engine.raw_connection()
    dump = "\n".join(raw.driver_connection.iterdump())  # type: ignore[union-attr]
    raw.close()
    assert "calendar_feeds" in dump
    assert token not in dump
    assert token.encode().hex() not in dump.lower()


async def test_without_an_address_there_is_the_file_instead(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    reply = await chat.types("Ben", "calendar feed")
    assert "There is the file instead" in text(reply)
    assert "feed" not in text(await chat.presses("Ben", "Calendar file"))


async def test_calendars_are_answered_as_the_web_wants_it(reached: Chat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await a_group(reached, *GROUP_OF_THREE)
    token = token_in(await reached.types("Ben", "calendar feed"))
    routes = feeds.routes(reached.app)
    async with (
        health.answering(Health(reached.app, []), "127.0.0.1", 0, routes) as here,
        ClientSession(f"{here}/calendar/") as web,
    ):
        given = await web.get(f"{token}.ics")
        assert (given.status, given.content_type, given.charset) == (200, "text/calendar", "utf-8")
        assert given.headers["Cache-Control"] == "private, max-age=900"
        assert len(calendar_of(await given.text()).events) == 12
        again = await web.get(f"{token}.ics", headers={"If-None-Match": given.headers["ETag"]})
        assert (again.status, await again.text()) == (304, "")
        assert (await web.head(f"{token}.ics")).status == 200
        refused = [await web.get(f"{other}") for other in ("0" * 48 + ".ics", "", "x" * 3000, f"{token}/..", "%00%ff")]
        heads = {(one.status, await one.text(), one.headers["Cache-Control"], len(one.headers)) for one in refused}
        assert heads == {(404, "There is no calendar here.\n", "no-store", 7)}
        await reached.types("Ben", "calendar feed off")
        assert (await web.get(f"{token}.ics")).status == 404
    assert token not in caplog.text


async def test_while_the_database_is_out_of_reach_calendars_keep_what_they_have(
    reached: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("no database")

    monkeypatch.setattr(reached.app, "read", broken)
    async with (
        health.answering(Health(reached.app, []), "127.0.0.1", 0, feeds.routes(reached.app)) as here,
        ClientSession() as web,
    ):
        assert (await web.get(f"{here}/calendar/secret.ics")).status == 503
    assert "secret" not in caplog.text


async def test_it_is_silent_while_an_account_is_gone_and_ends_when_somebody_is_forgotten(reached: Chat) -> None:
    await a_group(reached, *GROUP_OF_THREE)
    token = token_in(await reached.types("Ben", "calendar feed"))
    with reached.database.begin() as session:
        ben = session.scalars(select(Profile).filter_by(handle="ben")).one()
        ben.gone_at = reached.clock.now()
    assert await found(reached, token) is None
    with reached.database.begin() as session:
        ben = session.get_one(Profile, ben.id)
        ben.gone_at = None
    assert await found(reached, token)
    await reached.app.read(lambda turn: meetings.erasures[0](turn, turn.session.get_one(Profile, ben.id)))
    assert await found(reached, token) is None
