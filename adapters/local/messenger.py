"""What the bot asks of a platform, answered by the local chat's own memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.local.screens import ONLOOKERS
from adapters.local.store import Room, Store
from bot.clock import Clock
from bot.port import Circle, Gone, Person, Place, Sent, Unreachable
from bot.ui import Message

PLATFORM = "local"


class LocalMessenger:
    """Shows messages by writing them down; whoever has the page open hears of it from the store."""

    platform = PLATFORM
    onlookers = ONLOOKERS
    knows_keys = True

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        """The same key never shows twice, so `again` needs no looking back."""
        with _open_file():
            if self.store.room(to.id) is None:
                raise Gone
            id = self.store.add(to.id, message, key=f"tend/{key}", at=self.clock.now(), thread=thread)
            return sent(self.store, to.id, id)

    async def edit(self, sent: Sent, message: Message) -> None:
        with _open_file():
            if not self.store.change(int(sent.id), message):
                raise Gone("message")

    async def delete(self, sent: Sent) -> None:
        with _open_file():
            self.store.change(int(sent.id), None)

    async def direct(self, to: Person) -> Place:
        with _open_file():
            if self.store.person(to.id) is None:
                raise Gone
            return Place(PLATFORM, f"dm-{to.id}")

    async def gather(self, circle: Circle, *, key: str) -> Place:
        with _open_file():
            wanted = Room(f"circle-{self.store.next_room()}", "circle", circle.topic, open=False)
            made = self.store.add_room(wanted, seats=[person.id for person in circle.people], key=f"circle/{key}")
            return Place(PLATFORM, made.id)

    def workspace(self, id: str) -> str:
        """There is one for everybody, and Tend cannot be removed from it."""
        return ""


@contextmanager
def _open_file() -> Iterator[None]:
    """A file that is locked or full takes nothing now and may later; what failed was undone, so nothing is unclear."""
    try:
        yield
    except sqlite3.OperationalError as closed:
        raise Unreachable from closed


def sent(store: Store, room: str, id: int) -> Sent:
    """A message of ours as the bot knows it."""
    beneath = store.thread(id)
    return Sent(Place(PLATFORM, room), str(id), Place(PLATFORM, beneath.id) if beneath else None)
