"""A group moves to another room, and back."""

from dataclasses import replace

from tests.chat import ROOM, Chat
from tests.groups.scene import OTHER_ROOM, a_group, in_room, text, the_group


async def test_a_group_moves_where_a_member_says_so_and_both_rooms_hear(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    assert "Moved" in text(await chat.types("Ana", "move here", OTHER_ROOM))
    assert the_group(chat, OTHER_ROOM).id == group.id
    assert "has moved to another room" in in_room(chat)[0]
    assert "Ana has changed a setting" in in_room(chat)[-1]
    assert "type /tend join here" in in_room(chat, OTHER_ROOM)[0]
    assert "moved from one room to another" in in_room(chat, OTHER_ROOM)[-1]


async def test_one_press_moves_it_back(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    await chat.types("Ana", "move here", OTHER_ROOM)
    assert "back in the room" in text(await chat.presses("Ben", "Undo", ROOM))
    assert the_group(chat, ROOM).id == group.id
    assert "Join" not in in_room(chat, OTHER_ROOM)[0]
    assert "type /tend join here" in in_room(chat)[0]
    for room in (ROOM, OTHER_ROOM):
        assert "Ben has moved “Tuesday circle” back" in in_room(chat, room)[-1]
    assert "Ben has undone that already" in text(await chat.again(replace(chat.event, id="second")))
    assert "Agreement of" in text(await chat.presses("Cleo", "Join"))


async def test_a_room_that_has_a_group_takes_no_second(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await a_group(chat, "Ben", room=OTHER_ROOM)
    assert "Another group lives in that room" in text(await chat.types("Ana", "move here", OTHER_ROOM))
    assert "in this room already" in text(await chat.types("Ana", "move here", ROOM))


async def test_moving_back_stops_at_a_room_that_was_taken_meanwhile(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await chat.types("Ana", "move here", OTHER_ROOM)
    await a_group(chat, "Ben")
    assert "Another group lives in that room" in text(await chat.types("Ana", "undo"))
    assert "Another group lives in that room" in text(await chat.presses("Ana", "Undo", OTHER_ROOM))


async def test_moving_is_for_members_and_for_rooms(chat: Chat) -> None:
    await a_group(chat, "Ana")
    assert "not in a group yet" in text(await chat.types("Eve", "move here", OTHER_ROOM))
    assert "in the room where it should live" in text(await chat.types("Ana", "move here"))
    assert "in the room where it should live" in text(await chat.types("Ana", "move", OTHER_ROOM))
    assert the_group(chat).home == ROOM.id


async def test_somebody_in_two_groups_is_asked_which(chat: Chat) -> None:
    third = replace(ROOM, id="third-room")
    await a_group(chat, "Ana")
    await a_group(chat, "Ana", room=OTHER_ROOM, name="Other circle")
    assert "“Other circle”, “Tuesday circle”" in text(await chat.types("Ana", "move here", third))
    await chat.types("Ana", "Other circle", third)
    assert the_group(chat, third).name == "Other circle"
    assert "type that in the room" in text(await chat.types("Ana", "who"))
