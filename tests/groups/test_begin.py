"""A group begins: one form, the agreement, a door in the room."""

import pytest
from sqlalchemy import func, select

from bot.groups.tables import Group
from bot.people import Profile
from bot.ui import Form, Invalid, Message, Text
from tests.chat import ROOM, Chat
from tests.groups.scene import OTHER_ROOM, RULE, a_group, begin, in_room, join, text, the_group


def groups(chat: Chat) -> int:
    with chat.database.begin() as session:
        return session.scalar(select(func.count()).select_from(Group)) or 0


async def test_the_founder_reads_what_was_understood_and_joins_as_everybody_does(chat: Chat) -> None:
    chat.zones["Ana"] = "Europe/Berlin"
    read = text(await begin(chat))
    assert "second Tuesday of every month at 18:30 Europe/Berlin" in read
    assert "Tuesday 10 November 2026, 17:30 (UTC)" in read
    assert "Consultation is not supervision" in read
    assert "not in a group yet" in text(await chat.types("Ana", "who"))
    await chat.presses("Ana", "I accept and join")
    assert "one person is in" in text(await chat.types("Ana", "who"))


async def test_the_room_gets_a_door_that_says_how_to_join_by_typing(chat: Chat) -> None:
    await begin(chat)
    (door,) = in_room(chat)
    assert "Ana has begun a group" in door
    assert "type /tend join here" in door
    assert "every Friday at 09:00 in their own time zone" in door


async def test_a_group_is_kept_as_it_was_understood(chat: Chat) -> None:
    await begin(chat, zone="berlin", checkin_weekday="0", checkin_time="7.15 am")
    kept = the_group(chat)
    assert (kept.zone, kept.checkin_weekday, kept.checkin_time, kept.agreement) == ("Europe/Berlin", 0, "07:15", 1)
    assert kept.rhythm == "second Tuesday of every month at 18:30 Europe/Berlin from 2026-11-10"


async def test_the_form_is_filled_in_with_what_is_known(chat: Chat) -> None:
    chat.zones["Ana"] = "Australia/Perth"
    form = await chat.types("Ana", "create Wheatbelt peers", ROOM, forms="now")
    assert isinstance(form, Form)
    filled = {field.name: field.value for field in form.fields if isinstance(field, Text)}
    assert (filled["name"], filled["zone"], filled["checkin_time"]) == ("Wheatbelt peers", "Australia/Perth", "09:00")


async def test_a_group_can_be_begun_by_typing_alone(chat: Chat) -> None:
    for words in ("create", "Tuesday circle", "Berlin", RULE, "5", "="):
        await chat.types("Ana", words, ROOM)
    await chat.types("Ana", "I accept and join", ROOM)
    await chat.types("Ana", "Lisbon", ROOM)
    assert "You are in “Tuesday circle”" in chat.all_text("Ana")
    assert the_group(chat).checkin_weekday == 4


async def test_a_group_lives_in_a_room_not_in_a_private_conversation(chat: Chat) -> None:
    assert "lives in the room" in text(await chat.types("Ana", "create"))
    await chat.types("Ana", "create", ROOM, forms="now")
    chat._last_place["Ana"] = chat.messenger.shown[0].where
    assert "lives in the room" in text(await chat.sends("Ana", name="x", zone="Berlin", rhythm=RULE))
    assert groups(chat) == 0


async def test_a_room_has_one_group(chat: Chat) -> None:
    await a_group(chat, "Ana")
    reply = await chat.types("Ben", "create", ROOM, forms="now")
    assert "has a group already: “Tuesday circle”" in text(reply)
    assert "Agreement of “Tuesday circle”" in text(await chat.presses("Ben", "Join"))


async def test_a_form_that_is_sent_twice_makes_one_group(chat: Chat) -> None:
    await begin(chat)
    assert "has a group already" in text(await chat.sends("Ana", name="Other", zone="Berlin", rhythm=RULE))
    assert groups(chat) == 1
    assert the_group(chat).name == "Tuesday circle"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("zone", "Berlyn", "no time zone called “Berlyn”. Did you mean Europe/Berlin"),
        ("zone", "EST", "For example: Europe/Berlin"),
        ("rhythm", "second Tusday 18:30", "Did you mean Tuesday"),
        ("rhythm", "second Tuesday", "I understood: second Tuesday of every month. For example: second Tuesday 18:30"),
        ("rhythm", "Tuesday 18:30 from 1 March 2019 until 1 June 2019", "the last meeting has been already"),
        ("rhythm", "Tuesday 18:30 except " + ", ".join(f"{day} Dec" for day in range(1, 29)), "longer rule"),
        ("checkin_time", "25:00", "“25:00” is not a time of day"),
        ("checkin_time", "early", "For example: 18:30 or 8am"),
        ("name", "x" * 61, "That is 61 characters"),
    ],
)
async def test_what_cannot_be_read_is_answered_beside_its_field(chat: Chat, field: str, typed: str, said: str) -> None:
    reply = await begin(chat, "Ana", ROOM, **{field: typed})
    assert isinstance(reply, Invalid)
    assert list(reply.why) == [field]
    assert said in text(reply)
    assert groups(chat) == 0


async def test_every_field_that_is_wrong_is_told_at_once(chat: Chat) -> None:
    reply = await begin(chat, zone="Mars", rhythm="sometimes", checkin_time="dawn")
    assert isinstance(reply, Invalid)
    assert set(reply.why) == {"zone", "rhythm", "checkin_time"}


async def test_the_longest_group_that_can_be_typed_can_be_shown(chat: Chat) -> None:
    rule = "second Tuesday 18:30 America/Argentina/ComodRivadavia except " + ", ".join(f"{n} Dec" for n in range(1, 7))
    await begin(chat, name="N" * 60, zone="America/Argentina/ComodRivadavia", rhythm=rule)
    await join(chat, "Ana")
    for command in ("settings", "agreement", "who", "leave"):
        reply = await chat.types("Ana", command)
        assert isinstance(reply, Message), reply
        assert "went wrong" not in text(reply)
    assert "NNN" in text(await chat.types("Ana", "settings"))


async def test_two_rooms_have_two_groups_and_nothing_of_one_shows_in_the_other(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await a_group(chat, "Ben", room=OTHER_ROOM, name="Other circle")
    assert "Other circle" in text(await chat.types("Ben", "who"))
    assert "not in" in text(await chat.types("Ben", "who", ROOM))


async def test_a_founder_who_goes_away_is_not_kept(chat: Chat) -> None:
    await begin(chat)
    assert "nobody was told" in text(await chat.presses("Ana", "Not now"))
    with chat.database.begin() as session:
        assert session.scalars(select(Profile)).all() == []


async def test_whoever_is_in_several_groups_reads_which_they_could_mean(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await a_group(chat, "Ana", room=OTHER_ROOM, name="Night owls")
    said = text(await chat.types("Ana", "settings"))
    assert "in several groups: “" in said
    assert "“Tuesday circle”" in said
    assert "“Night owls”" in said
    assert "Settings of “Night owls”" in text(await chat.types("Ana", "settings", OTHER_ROOM))
