"""One terminal as a platform: what Tend says is printed with where it stands, what is typed becomes events.

Everybody's messages are printed, since everybody sits here. Keys of what was printed stand in a small file, so that
nothing is printed twice after a restart.
"""

import os
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TextIO

from adapters.terminal import screens
from bot.app import App
from bot.port import Circle, Event, Person, Place, Sent
from bot.rehearsal import settle
from bot.spoken import render
from bot.ui import File, Message, Update

PLATFORM = "terminal"
DIRECT, TOGETHER = "with Tend: ", " and "


class Terminal:
    """`folder` keeps the keys and the files that Tend gives away; `zone` is a hint for people who never said theirs."""

    platform = PLATFORM
    onlookers = screens.ONLOOKERS
    knows_keys = True

    def __init__(self, folder: Path, name: str, zone: str, typed: AsyncIterator[str], out: TextIO) -> None:
        self.folder, self.zone, self.typed, self.out = folder, zone, typed, out
        folder.mkdir(parents=True, exist_ok=True)
        self.keys = folder / "printed"
        self.printed = set(self.keys.read_text("utf-8").splitlines()) if self.keys.exists() else set()
        self.app: App | None = None
        self._become(name)

    @property
    def messenger(self) -> "Terminal":
        return self

    def trouble(self) -> str:
        """None: whoever sits here is there."""
        return ""

    # what is typed

    async def run(self, app: App) -> None:
        """Until the input ends; what was typed before that is answered first."""
        self.app = app
        self._print(screens.welcome(self.name))
        await settle(app)
        self._ask()
        async for line in self.typed:
            if line.strip() and not self._moved(line.strip()):
                await self._say(app, line)
            self._ask()

    def _moved(self, line: str) -> bool:
        """Whether the line was for the terminal itself: another person, or another place."""
        word, _, rest = line.partition(" ")
        match word, rest.strip():
            case "/as", name if name:
                self._become(name)
            case "/room", room:
                self.where = Place(PLATFORM, room or "room")
            case "/dm", "":
                self.where = direct(self.me)
            case _:
                return False
        return True

    def _become(self, name: str) -> None:
        self.name, self.me = name, Person(PLATFORM, name.casefold())
        self.where = direct(self.me)

    async def _say(self, app: App, line: str) -> None:
        event = Event(
            id=secrets.token_hex(8),
            who=self.me,
            where=self.where,
            text=line,
            private=self.where == direct(self.me),
            forms="never",
            name=self.name,
            zone=self.zone,
        )
        reply = await app.handle(event)
        shown = reply.message if isinstance(reply, Update) else reply
        if isinstance(shown, Message):
            await self._show(self.where, screens.only_to(self.name, self._called(self.where)), shown)
        await settle(app)

    # what is said

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        if key not in self.printed:
            await self._show(to, self._called(to), message)
            self._remember(key)
        return Sent(to, key, Place(PLATFORM, f"{to.id} / {thread}") if thread else None)

    async def edit(self, sent: Sent, message: Message) -> None:
        await self._show(sent.where, screens.changed(self._called(sent.where)), message)

    async def delete(self, sent: Sent) -> None:
        self._print(screens.taken_back(self._called(sent.where)))

    async def direct(self, to: Person) -> Place:
        return direct(to)

    async def gather(self, circle: Circle, *, key: str) -> Place:
        return Place(PLATFORM, TOGETHER.join(sorted(person.id for person in circle.people)))

    def workspace(self, id: str) -> str:
        """There is one for everybody, and Tend cannot be removed from it."""
        return ""

    def _called(self, place: Place) -> str:
        return screens.alone(place.id.removeprefix(DIRECT)) if place.id.startswith(DIRECT) else place.id

    async def _show(self, place: Place, where: str, message: Message) -> None:
        text = render(message, await self._zone(self._reader(place)))
        self._print("\n".join([f"[{where}]", text, *([self._kept(message.file)] if message.file else [])]))
        self._ask()

    def _reader(self, place: Place) -> Person:
        """Whose clock counts: whose conversation it is, elsewhere that of whoever sits here."""
        return Person(PLATFORM, place.id.removeprefix(DIRECT)) if place.id.startswith(DIRECT) else self.me

    async def _zone(self, reader: Person) -> str:
        return (await self.app.zone_of(reader) if self.app else "") or self.zone

    def _kept(self, file: File) -> str:
        path = self.folder / "files" / Path(file.name).name
        path.parent.mkdir(exist_ok=True)
        path.write_text(file.text, "utf-8", newline="")
        return screens.kept(path)

    def _remember(self, key: str) -> None:
        self.printed.add(key)
        with self.keys.open("a", encoding="utf-8") as file:
            file.write(f"{key}\n")
            file.flush()
            os.fsync(file.fileno())

    def _print(self, text: str) -> None:
        """Words of others may hold what a terminal takes for commands; only what can be read is printed."""
        readable = "".join(char for char in text if char == "\n" or char.isprintable())
        print(f"\n{readable}", file=self.out, flush=True)

    def _ask(self) -> None:
        if self.out.isatty():
            print(f"\n{screens.prompt(self.name, self._called(self.where))}", end="", file=self.out, flush=True)


def direct(to: Person) -> Place:
    """The conversation of this person and Tend."""
    return Place(PLATFORM, f"{DIRECT}{to.id}")
