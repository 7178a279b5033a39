"""What the local chat itself remembers: its people, its rooms, every message and what was read, apart from Tend.

Every change of a message takes the next number of one sequence. Whoever has seen 41 asks for what came after it, which
is how a page that lost its line catches up. A key that is there already is not shown again, whoever died in between.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.local.rooms import SEES, Room, Rooms, Someone
from bot.ui import Message, dump, load_message

__all__ = ["TEND", "Post", "Room", "Someone", "Store"]

TEND = ""
"""The author of what Tend says."""
PAGE = 100
"""Messages that are shown at once; the others are a link away."""
_NEXT = "(select coalesce(max(changed), 0) + 1 from messages)"
_ABOVE = (
    "(select {} from messages b where b.room = m.room and b.id < m.id and b.reader in ('', :me) and b.body is not null"
    " order by b.id desc limit 1)"
)
_ABOVE_AT, _ABOVE_BY = _ABOVE.format("at"), _ABOVE.format("author || '/' || reader")
_POSTS = (
    f"select m.*, {_ABOVE_AT} before_at, {_ABOVE_BY} before_by from messages m"  # noqa: S608 -- ours
    " where m.room = :room and m.reader in ('', :me)"
)


@dataclass(frozen=True)
class Post:
    """A message as it stands. `message` is None once it was taken back; `reader` is set when one person alone sees it.

    `before_at` and `before_by`: when and by whom (and for whom alone) the message above it was written, as its reader
    sees the room, as "author/reader".
    """

    id: int
    room: str
    author: str
    reader: str
    message: Message | None
    at: datetime
    changed: int
    before_at: datetime | None = None
    before_by: str | None = None


class Store(Rooms):
    """The whole memory. It only grows; a message that was taken back keeps its number and loses its words."""

    def add(
        self,
        room: str,
        message: Message,
        *,
        key: str,
        at: datetime,
        author: str = TEND,
        reader: str = "",
        thread: str = "",
    ) -> int:
        """The id of the message with this key, which is shown now unless it was shown before."""
        with self.at_once():
            self.db.execute(
                "insert into messages (key, room, author, reader, body, at, changed)"  # noqa: S608 -- ours
                f" values (?, ?, ?, ?, ?, ?, {_NEXT}) on conflict (key) do nothing",
                (key, room, author, reader, dump(message), int(at.timestamp())),
            )
            id = int(self.db.execute("select id from messages where key = ?", (key,)).fetchone()["id"])
            if thread:
                self._add_thread(room, id, thread)
        self.tell()
        return id

    def _add_thread(self, above: str, message: int, title: str) -> None:
        room = self.room(above)
        seats = [row["person"] for row in self.db.execute("select person from seats where room = ?", (above,))]
        is_open = bool(room and room.open)
        self._add_room(Room(f"thread-{message}", "thread", title, is_open, above, message), seats)

    def change(self, id: int, message: Message | None) -> bool:
        """The message becomes this one, or is gone when None. False when there is no such message."""
        done = self.db.execute(
            f"update messages set body = ?, changed = {_NEXT} where id = ? and body is not null",  # noqa: S608 -- ours
            (message and dump(message), id),
        )
        self.tell()
        return bool(done.rowcount)

    def posts(self, person: str, room: str, before: int | None = None) -> list[Post]:
        """The last messages that this person can read in a room, up to PAGE, oldest first; or those before an id."""
        sought = {"me": person, "room": room, "before": before or 1 << 60}
        found = self.db.execute(f"{_POSTS} and body is not null and id < :before order by id desc limit {PAGE}", sought)
        return [_post(row) for row in found][::-1]

    def changes(self, person: str, room: str, since: int) -> list[Post]:
        """What changed for this person in a room after that number, in the order of the changes."""
        sought = {"me": person, "room": room, "since": since}
        found = self.db.execute(f"{_POSTS} and changed > :since order by changed", sought)
        return [_post(row) for row in found]

    def post(self, person: str, id: int) -> Post | None:
        """One message, if this person can read it."""
        row = self.db.execute(
            "select m.*, null before_at, null before_by from messages m join rooms r on r.id = m.room, people p"  # noqa: S608
            f" where m.id = ? and p.id = ? and m.body is not null and m.reader in ('', p.id) and {SEES}",
            (id, person),
        ).fetchone()
        return _post(row) if row else None

    def newest(self) -> int:
        """The number of the latest change."""
        return int(self.db.execute("select coalesce(max(changed), 0) from messages").fetchone()[0])

    def last_post(self) -> int:
        """The id of the latest message."""
        return int(self.db.execute("select coalesce(max(id), 0) from messages").fetchone()[0])

    def said_between(self, first: int, last: int) -> dict[str, int]:
        """How many messages each room got above the first id and up to the last."""
        found = self.db.execute(
            "select room, count(*) n from messages where id > ? and id <= ? and body is not null group by room",
            (first, last),
        )
        return {row["room"]: row["n"] for row in found}

    # what was read

    def unread(self) -> dict[tuple[str, str], int]:
        """How many messages each (person, room) has not read, where there are any."""
        found = self.db.execute(
            "select p.id person, r.id room, count(*) n from people p join rooms r join messages m on m.room = r.id"  # noqa: S608
            " left join reads d on d.person = p.id and d.room = r.id"
            f" where {SEES} and m.body is not null and m.reader in ('', p.id) and m.author <> p.id"
            " and m.id > coalesce(d.upto, 0) group by 1, 2"
        )
        return {(row["person"], row["room"]): row["n"] for row in found}

    def read_upto(self, person: str, room: str) -> int:
        """The id of the last message that this person has read here."""
        row = self.db.execute("select upto from reads where person = ? and room = ?", (person, room)).fetchone()
        return int(row["upto"]) if row else 0

    def read(self, person: str, room: str) -> bool:
        """This person has read everything in the room. Says whether there was anything to read."""
        done = self.db.execute(
            "insert into reads select ?, ?, max(id) from messages where room = ? having max(id) is not null"
            " on conflict do update set upto = excluded.upto where upto < excluded.upto",
            (person, room, room),
        )
        if done.rowcount > 0:
            self.tell()
        return done.rowcount > 0


def _post(row: Any) -> Post:
    return Post(
        row["id"],
        row["room"],
        row["author"],
        row["reader"],
        load_message(row["body"]) if row["body"] else None,
        datetime.fromtimestamp(row["at"], UTC),
        row["changed"],
        datetime.fromtimestamp(row["before_at"], UTC) if row["before_at"] is not None else None,
        row["before_by"],
    )
