"""Coming and going: the agreement first, a zone if nobody gave one, and every second press."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.groups.tables import Member
from bot.people import Profile
from bot.ui import Form, Invalid
from tests.chat import ROOM, Chat, direct
from tests.groups.scene import OTHER_ROOM, ZONE, a_group, begin, in_room, join, text, the_group, unquoted

pytestmark = pytest.mark.storage


async def test_the_agreement_comes_before_anything_is_kept(chat: Chat) -> None:
    await begin(chat)
    chat.zones["Ben"] = ZONE
    read = text(await chat.presses("Ben", "Join"))
    assert "What is said here stays here" in read
    assert "version 1" in read
    with chat.database.begin() as session:
        assert session.scalars(select(Profile)).all() == []


async def test_whoever_accepts_is_in_and_the_room_is_told(chat: Chat) -> None:
    await begin(chat)
    chat.zones["Ben"] = "America/New_York"
    await chat.presses("Ben", "Join")
    welcome = text(await chat.presses("Ben", "I accept and join"))
    assert "Your time zone is America/New_York, where it is Monday 03:00 now" in welcome
    assert in_room(chat)[-1] == "Ben has joined “Tuesday circle”."


async def test_not_now_keeps_nobody_and_tells_nobody(chat: Chat) -> None:
    await begin(chat)
    await chat.presses("Ben", "Join")
    assert "You are not in" in text(await chat.presses("Ben", "Not now"))
    assert len(in_room(chat)) == 1


async def test_a_missing_zone_is_asked_for_and_is_theirs(chat: Chat) -> None:
    await begin(chat)
    await chat.presses("Ben", "Join")
    form = await chat.presses("Ben", "I accept and join")
    assert isinstance(form, Form)
    assert "no time zone called “Lisbonn”" in text(await chat.sends("Ben", zone="Lisbonn"))
    assert "Europe/Lisbon" in text(await chat.sends("Ben", zone="lisbon"))
    chat.zones["Ben"] = "Asia/Tokyo"
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    await join(chat, "Ben")
    with chat.database.begin() as session:
        assert session.scalars(select(Profile.zone)).all() == ["Europe/Lisbon"]


async def test_a_zone_that_the_platform_made_up_is_asked_for(chat: Chat) -> None:
    await begin(chat)
    await chat.presses("Ben", "Join")
    shown, action = chat._button("Ben", "I accept and join")
    reply = await chat.app.handle(replace(chat.event, id="odd", zone="Mars/Olympus", action=action, where=shown.where))
    assert isinstance(reply, Form)


async def test_nobody_is_in_before_the_zone_was_given(chat: Chat) -> None:
    await begin(chat)
    await chat.presses("Ben", "Join")
    await chat.presses("Ben", "I accept and join")
    assert isinstance(await chat.sends("Ben", zone="nowhere"), Invalid)
    with chat.database.begin() as session:
        assert session.scalars(select(Profile)).all() == []


async def test_a_second_press_says_that_it_stands(chat: Chat) -> None:
    await begin(chat)
    chat.zones["Ben"] = ZONE
    await chat.presses("Ben", "Join")
    await chat.presses("Ben", "I accept and join")
    again = await chat.again(replace(chat.event, id="second"))
    assert "already" in text(again)
    assert "already" in text(await chat.presses("Ben", "Join"))
    assert "already" in text(await chat.types("Ben", "join", ROOM))
    assert in_room(chat).count("Ben has joined “Tuesday circle”.") == 1
    with chat.database.begin() as session:
        assert len(session.scalars(select(Member)).all()) == 1


async def test_only_the_text_that_was_shown_can_be_accepted(chat: Chat) -> None:
    await a_group(chat, "Ana")
    chat.zones["Ben"] = ZONE
    await chat.presses("Ben", "Join")
    await chat.types("Ana", "settings")
    await chat.presses("Ana", "Change the agreement")
    await chat.sends("Ana", value="We are kind.")
    reply = await chat.presses("Ben", "I accept and join")
    assert "has changed since you were shown it" in text(reply)
    assert "We are kind." in text(reply)
    await chat.presses("Ben", "I accept and join")
    assert in_room(chat)[-1] == "Ben has joined “Tuesday circle”."


async def test_joining_is_refused_kindly_where_there_is_no_group(chat: Chat) -> None:
    assert "type **/tend create**" in str(await chat.types("Ben", "join", ROOM))
    assert "in its room" in text(await chat.types("Ben", "join"))


async def test_a_door_that_reached_another_room_does_not_open(chat: Chat) -> None:
    await begin(chat)
    assert "lives in another room" in text(await chat.presses("Eve", "Join", OTHER_ROOM))
    assert "lives in another room" in text(await chat.presses("Eve", "Join", direct(chat.person("Eve"))))


async def test_leaving_says_what_happens_and_takes_one_more_press(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    asked = text(await chat.types("Ben", "leave"))
    assert "forget me" in asked
    assert "Its room is told" in asked
    await chat.presses("Ben", "Stay")
    assert "2 people are in" in text(await chat.types("Ana", "who"))
    await chat.types("Ben", "leave")
    assert "You have left “Tuesday circle”" in text(await chat.presses("Ben", "Leave the group"))
    assert in_room(chat)[-1] == "Ben is no longer in “Tuesday circle”."
    again = await chat.again(replace(chat.event, id="second"))
    assert "left this group already" in text(again)
    assert in_room(chat).count("Ben is no longer in “Tuesday circle”.") == 1


async def test_whoever_left_sees_nothing_and_can_come_back_as_the_same_member(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    with chat.database.begin() as session:
        before = set(session.scalars(select(Member.id)))
    await chat.types("Ben", "leave")
    await chat.types("Ben", "leave the group")
    assert "not in" in text(await chat.types("Ben", "who", ROOM))
    await join(chat, "Ben")
    assert in_room(chat).count("Ben has joined “Tuesday circle”.") == 2
    with chat.database.begin() as session:
        assert set(session.scalars(select(Member.id))) == before


async def test_somebody_outside_sees_nothing(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    for word in ("who", "settings", "leave", "agreement", "undo"):
        assert "not in" in text(await chat.types("Eve", word, ROOM))
        assert "not in a group yet" in text(await chat.types("Eve", word))
    assert "Ben" not in text(await chat.types("Eve", "who", ROOM))


async def test_who_shows_each_clock_and_who_is_away(chat: Chat) -> None:
    chat.zones = {"Ben": "Australia/Perth", "Cleo": "America/Los_Angeles"}
    await a_group(chat, "Ana", "Ben", "Cleo")
    await chat.types("Cleo", "away until 14 December")
    lines = text(await chat.types("Ana", "who")).splitlines()
    assert lines == [
        "“Tuesday circle”: 3 people are in.",
        "- Ana: Monday 09:00 (Europe/Berlin)",
        "- Ben: Monday 16:00 (Australia/Perth)",
        "- Cleo: Monday 00:00 (America/Los_Angeles); away until Monday 14 December 2026",
    ]


async def test_a_crowd_is_counted_where_it_does_not_fit(chat: Chat) -> None:
    names = [f"{n:02d} {'x' * 70}" for n in range(30)]
    await a_group(chat, *names)
    shown = text(await chat.types(names[0], "who"))
    assert "30 people are in" in shown
    assert shown.splitlines()[-1].endswith("more")


async def test_names_are_shown_to_the_letter(chat: Chat) -> None:
    hostile = "<!channel> **x** @everyone"
    await a_group(chat, hostile, name="**<!here>** [x](http://x)")
    assert hostile in text(await chat.types(hostile, "who"))
    assert "everyone" not in unquoted(chat)
    assert "<!here>" not in unquoted(chat)
    assert the_group(chat).name == "**<!here>** [x](http://x)"
