"""What is special about one terminal: who and where you are, one clock for each reader, nothing printed twice."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest

from adapters.terminal import Terminal, lines
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.marks import quoted, when
from bot.people import Profile
from bot.port import Circle, Event, Person, Place, Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import File, Message

ROOM, ANA, BEN = Place("terminal", "room"), Person("terminal", "ana"), Person("terminal", "ben")
MOMENT = datetime(2026, 12, 8, 17, 30, tzinfo=UTC)


class Here:
    """A terminal in a folder, with a feature that remembers what it hears."""

    def __init__(self, folder: Path, database: Database, vault: Vault, clock: StoppedClock) -> None:
        self.folder, self.heard = folder, list[Event]()
        feature = Feature("listen")
        feature.command("listen", "hears you")(self._listen)
        self.house = database, vault, clock, [feature]
        self.begin()

    def begin(self) -> None:
        """As after a restart."""
        self.out, self.typed = StringIO(), list[str]()
        self.terminal = Terminal(self.folder, "Ana", "Europe/Berlin", self._lines(), self.out)
        self.app = App(*self.house, [self.terminal])

    async def _lines(self) -> AsyncIterator[str]:
        for line in self.typed:
            yield line

    def _listen(self, turn: Turn, words: str) -> Reply:
        self.heard.append(turn.heard)
        return Message("Yes?")

    async def type(self, *typed: str) -> str:
        self.typed += typed
        await self.terminal.run(self.app)
        return self.out.getvalue()


@pytest.fixture
def here(tmp_path: Path, database: Database, vault: Vault, clock: StoppedClock) -> Here:
    return Here(tmp_path / "terminal", database, vault, clock)


async def test_one_is_who_and_where_one_says(here: Here) -> None:
    await here.type("listen", "/as Ben", "/room", "listen", "/room ana and ben", "listen", "/dm", "listen")
    assert [(e.name, e.who.id, e.where.id, e.private) for e in here.heard] == [
        ("Ana", "ana", "with Tend: ana", True),
        ("Ben", "ben", "room", False),
        ("Ben", "ben", "ana and ben", False),
        ("Ben", "ben", "with Tend: ben", True),
    ]
    assert {event.zone for event in here.heard} == {"Europe/Berlin"}
    assert len({event.id for event in here.heard}) == 4


async def test_an_answer_in_a_room_is_for_who_asked(here: Here) -> None:
    assert "[room, only to ana]\nYes?" in await here.type("/room", "listen")


async def test_times_are_on_the_readers_clock(here: Here, database: Database) -> None:
    with database.begin() as session:
        session.add(Profile(id="b", platform="terminal", handle="ben", name="Ben", zone="Asia/Tokyo", met_at=MOMENT))
    await here.type()
    for number, to in enumerate([await here.terminal.direct(ANA), await here.terminal.direct(BEN), ROOM]):
        await here.terminal.send(to, Message(f"We meet {when(MOMENT, 'time')}."), key=str(number), again=False)
    said = here.out.getvalue()
    assert "[ana alone]\nWe meet 18:30 (Europe/Berlin)." in said
    assert "[ben alone]\nWe meet 02:30 (Asia/Tokyo)." in said
    assert "[room]\nWe meet 18:30 (Europe/Berlin)." in said


async def test_a_key_is_printed_once_also_after_a_restart(here: Here) -> None:
    first = await here.terminal.send(ROOM, Message("Once."), key="a", again=False)
    here.begin()
    assert await here.terminal.send(ROOM, Message("Once."), key="a", again=True) == first
    await here.terminal.send(ROOM, Message("Twice."), key="b", again=False)
    assert "Once." not in here.out.getvalue()
    assert "Twice." in here.out.getvalue()


async def test_a_change_is_printed_below(here: Here) -> None:
    sent = await here.terminal.send(ROOM, Message("Before."), key="a", again=False)
    await here.terminal.edit(sent, Message("After."))
    await here.terminal.delete(sent)
    assert here.out.getvalue().endswith("[room, changed]\nAfter.\n\n[room] A message was taken back.\n")


async def test_a_thread_and_a_circle_are_places_to_go_to(here: Here) -> None:
    sent = await here.terminal.send(ROOM, Message("A case."), key="a", again=False, thread="Case: sleep")
    assert sent.beneath == Place("terminal", "room / Case: sleep")
    two = await here.terminal.gather(Circle((BEN, ANA), ROOM, "Consult"), key="k")
    assert two == Place("terminal", "ana and ben")
    await here.type(f"/room {sent.beneath.id}", "listen")
    assert here.heard[0].where == sent.beneath


async def test_a_file_is_kept_in_the_folder_and_nowhere_else(here: Here, tmp_path: Path) -> None:
    calendar = File("../../meeting.ics", "text/calendar", "BEGIN:VCALENDAR\r\n")
    await here.terminal.send(ROOM, Message("Your calendar.", file=calendar), key="a", again=False)
    kept = tmp_path / "terminal" / "files" / "meeting.ics"
    assert kept.read_bytes() == b"BEGIN:VCALENDAR\r\n"
    assert f"The file is here: {kept}" in here.out.getvalue()


async def test_words_cannot_give_the_terminal_orders(here: Here) -> None:
    words = "\x1b]0;owned\x07\x1b[2J\rYes"
    await here.terminal.send(ROOM, Message(f"Ana wrote {quoted(words)}."), key="a", again=False)
    assert here.out.getvalue() == "\n[room]\nAna wrote ]0;owned[2JYes.\n"


@pytest.mark.parametrize("typed", ["one\r\ntwo\\\n and more\nlast", "one\ntwo\\\n and more\nlast\\\n"])
async def test_lines_come_from_a_file_or_a_pipe_alike(tmp_path: Path, typed: str) -> None:
    (tmp_path / "typed").write_text(typed, newline="")
    file = os.open(tmp_path / "typed", os.O_RDONLY)
    out, into = os.pipe()
    os.write(into, typed.encode())
    os.close(into)
    for handle in (file, out):
        assert [line.strip("\n") async for line in lines(handle)] == ["one", "two\n and more", "last"]
        os.close(handle)
