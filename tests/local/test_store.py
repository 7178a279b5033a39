"""The chat's memory: once for each key, numbers that only grow, and nobody reads what is not theirs."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.local.store import Room, Someone, Store
from bot.ui import Message

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "chat.sqlite3")
    for name in ("Ana", "Ben"):
        made.add_person(Someone(name.casefold(), name, "UTC"))
    made.add_room(Room("room", "room", "Room", open=True))
    yield made
    made.close()


def add(store: Store, words: str, *, key: str = "", room: str = "room", author: str = "", reader: str = "") -> int:
    return store.add(room, Message(words), key=key or words, at=NOON, author=author, reader=reader)


def words(store: Store, person: str, room: str = "room") -> list[str]:
    return [post.message.text for post in store.posts(person, room) if post.message]


def test_a_key_is_shown_once(store: Store) -> None:
    assert add(store, "Once.", key="k") == add(store, "Twice.", key="k")
    assert words(store, "ana") == ["Once."]


def test_a_key_is_shown_once_after_a_new_start(store: Store, tmp_path: Path) -> None:
    add(store, "Once.", key="k")
    again = Store(tmp_path / "chat.sqlite3")
    add(again, "Twice.", key="k")
    assert words(again, "ana") == ["Once."]
    again.close()


def test_who_has_seen_a_number_is_told_what_changed_after_it(store: Store) -> None:
    first, second = add(store, "One."), add(store, "Two.")
    seen = store.newest()
    store.change(first, Message("One, changed."))
    store.change(second, None)
    third = add(store, "Three.")
    changes = store.changes("ana", "room", seen)
    assert [(post.id, post.message and post.message.text) for post in changes] == [
        (first, "One, changed."),
        (second, None),
        (third, "Three."),
    ]
    assert store.changes("ana", "room", store.newest()) == []


def test_what_was_taken_back_loses_its_words(store: Store) -> None:
    id = add(store, "A secret.", key="k")
    assert store.change(id, None)
    assert not store.change(id, Message("Back again."))
    assert words(store, "ana") == []
    assert "A secret." not in "".join(store.db.iterdump())


def test_what_one_person_alone_may_read(store: Store) -> None:
    id = add(store, "For Ana.", reader="ana")
    assert words(store, "ana") == ["For Ana."]
    assert words(store, "ben") == []
    assert store.post("ben", id) is None
    assert store.changes("ben", "room", 0) == []


def test_a_direct_conversation_is_nobody_elses(store: Store) -> None:
    id = add(store, "For Ana.", room="dm-ana")
    assert [room.id for room in store.rooms("ben")] == ["dm-ben", "room"]
    assert store.post("ben", id) is None
    assert store.post("ana", id)


def test_a_circle_is_made_once_and_belongs_to_its_people(store: Store) -> None:
    made = [store.add_room(Room(f"c{n}", "circle", "Two", open=False), seats=["ana"], key="k") for n in range(2)]
    assert made[0] == made[1]
    assert "c0" in [room.id for room in store.rooms("ana")]
    assert "c0" not in [room.id for room in store.rooms("ben")]


def test_a_thread_is_open_to_whoever_is_above_it(store: Store) -> None:
    store.add_room(Room("c", "circle", "Ana's", open=False), seats=["ana"])
    for room in ("room", "c"):
        store.add(room, Message("Look."), key=room, at=NOON, thread="Beneath")
        store.add(room, Message("Look."), key=room, at=NOON, thread="Beneath")
    assert [room.title for room in store.rooms("ana")].count("Beneath") == 2
    assert [room.title for room in store.rooms("ben")].count("Beneath") == 1


def test_what_is_unread_is_what_others_said_since(store: Store) -> None:
    add(store, "One.")
    assert store.unread() == {("ana", "room"): 1, ("ben", "room"): 1}
    assert store.read("ana", "room")
    assert not store.read("ana", "room")
    add(store, "Two.", author="ana")
    assert store.unread() == {("ben", "room"): 2}


def test_everybody_who_listens_is_told(store: Store) -> None:
    told: list[int] = []
    store.told.append(lambda: told.append(store.newest()))
    store.change(add(store, "One."), Message("Two."))
    assert told == [1, 2]


def test_a_message_knows_what_stands_above_it_for_its_reader(store: Store) -> None:
    add(store, "One.", author="ana")
    add(store, "For Ben.", reader="ben")
    add(store, "Two.", author="ana")
    assert [post.before_by for post in store.posts("ana", "room")] == [None, "ana/"]
    assert [post.before_by for post in store.posts("ben", "room")] == [None, "ana/", "/ben"]
