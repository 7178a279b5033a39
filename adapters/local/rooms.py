"""People that one can be, and the rooms that they can enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from adapters.local.file import File

Kind = Literal["room", "direct", "circle", "thread"]
SEES = "(r.open or exists (select 1 from seats s where s.room = r.id and s.person = p.id))"
"""SQL for whether person `p` can enter room `r`."""


@dataclass(frozen=True)
class Someone:
    """A person that whoever sits at this computer can be. `zone` is an IANA name."""

    id: str
    name: str
    zone: str
    about: str = ""


@dataclass(frozen=True)
class Room:
    """Everybody can enter an `open` one. A thread hangs in the room `above`, `beneath` a message there."""

    id: str
    kind: Kind
    title: str
    open: bool
    above: str | None = None
    beneath: int | None = None


class Rooms(File):
    """Nobody and nothing is ever removed: a rehearsal is thrown away as a whole."""

    def add_person(self, person: Someone) -> None:
        """Once for each id; their conversation with Tend comes with them."""
        with self.at_once():
            self.db.execute(
                "insert into people values (?, ?, ?, ?) on conflict do nothing",
                (person.id, person.name, person.zone, person.about),
            )
            self._add_room(Room(f"dm-{person.id}", "direct", "Tend", open=False), seats=[person.id])

    def people(self) -> list[Someone]:
        return [Someone(**row) for row in self.db.execute("select * from people order by rowid")]

    def person(self, id: str) -> Someone | None:
        row = self.db.execute("select * from people where id = ?", (id,)).fetchone()
        return Someone(**row) if row else None

    def add_room(self, room: Room, *, seats: Sequence[str] = (), key: str | None = None) -> Room:
        """Once for each id and each key; the room that was there before is the answer then."""
        with self.at_once():
            self._add_room(room, seats, key)
        row = self.db.execute("select * from rooms where id = ? or key = ?", (room.id, key)).fetchone()
        return room_of(row)

    def _add_room(self, room: Room, seats: Sequence[str] = (), key: str | None = None) -> None:
        added = self.db.execute(
            "insert into rooms values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            (room.id, room.kind, room.title, room.open, room.above, room.beneath, key, self.next_room()),
        )
        if added.rowcount:
            self.db.executemany("insert into seats values (?, ?)", [(room.id, person) for person in seats])

    def room(self, id: str) -> Room | None:
        row = self.db.execute("select * from rooms where id = ?", (id,)).fetchone()
        return room_of(row) if row else None

    def rooms(self, person: str) -> list[Room]:
        """Every room that this person can enter, oldest first."""
        found = self.db.execute(
            f"select r.* from rooms r, people p where p.id = ? and {SEES} order by r.made",  # noqa: S608 -- ours
            (person,),
        )
        return [room_of(row) for row in found]

    def next_room(self) -> int:
        """A number that no room has yet."""
        return int(self.db.execute("select coalesce(max(made), 0) + 1 from rooms").fetchone()[0])

    def seated(self, room: Room) -> list[Someone]:
        """Who can read here."""
        ids = {row["person"] for row in self.db.execute("select person from seats where room = ?", (room.id,))}
        return [person for person in self.people() if room.open or person.id in ids]

    def thread(self, message: int) -> Room | None:
        """The thread under a message."""
        row = self.db.execute("select * from rooms where beneath = ?", (message,)).fetchone()
        return room_of(row) if row else None


def room_of(row: Any) -> Room:
    return Room(row["id"], row["kind"], row["title"], bool(row["open"]), row["above"], row["beneath"])
