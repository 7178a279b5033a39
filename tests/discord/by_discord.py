"""A Driver that is Discord: the same documents, performed through discord.py on a local server.

What people see is read back from what Discord was sent, as Discord's own app reads it, so a word that it would show
otherwise differs from the page.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.discord.places import person
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.marks import mention, quoted, when
from bot.one_by_one import OpenTyped
from bot.port import Event, Person, Place, Reply, Why, Workspace
from bot.rehearsal import settle
from bot.sealed import Vault
from bot.spoken import spoken
from bot.ui import Button, File, Form, Invalid, Message, Picture
from tests.chat import ROOM as THE_ROOM
from tests.chat import Chat, Shown, direct
from tests.conversations.acts import Door
from tests.conversations.by_chat import Pressing
from tests.conversations.by_platform import Answering, gathered
from tests.discord.people import AGAIN, People, buttons
from tests.discord.reader import INLINE, read
from tests.discord.server import Discord, Said
from tests.discord.shapes import DIRECT, GUILD, ROOM, No, guild

STYLES = {"F": "moment", "D": "date", "t": "time"}
PICTURE = "picture.png"


class OnDiscord(Chat):
    """What a Driver does and looks at, done and looked up on Discord."""

    app: "Listening"

    def __init__(self, people: People, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock, [])
        self.people = people
        self.messenger = Window(people)  # type: ignore[assignment]  # only looked at
        self.app = Listening(database, vault, clock, FEATURES, [people.messenger])

    def person(self, name: str) -> Person:
        return person(self.people.id(name))

    async def _act(self, name: str, where: Place | None, **what: Any) -> Reply:
        self.app.reply = self.app.refused = None
        private = DIRECT + self.people.id(name)
        if "text" in what:
            await self.people.commands(name, what["text"], ROOM if where == THE_ROOM else private)
        elif "answers" in what:
            self.people.filled[self.people.id(name)] |= what["answers"]
            await self.people.does(self.people.submission(name))
        else:
            said = next(
                (said for said in self.people.discord.said if what["on"] and str(said.id) == what["on"].id), None
            )
            channel = said.channel if said else private
            await self.people.does(self.people.press_on(name, what["action"], channel, said))
        return await self._after(name, where)

    async def _after(self, name: str, where: Place | None) -> Reply:
        self.event, reply = self.app.event, self.app.reply
        self._last_place = {**getattr(self, "_last_place", {}), name: where or direct(self.person(name))}
        if refused := self.app.refused:
            await self._opens_again(name, refused)
            reply = refused
        if isinstance(reply, Form):
            self.forms[name] = reply
            assert await self.people.form(name) is not None, "Discord shows the form"
        await settle(self.app)
        return reply

    async def _opens_again(self, name: str, refused: Invalid) -> None:
        """Discord has closed the form; a message says why, and opens it with everything in it."""
        said = self.people.sees(name)[-1]
        told = self.people.read(name, said)
        said_why = (spoken(why, "") for why in (refused.sentence, *refused.why.values()))
        assert all(why.replace("**", "") in told.text for why in said_why)
        sent = dict(self.app.event.answers or {})
        assert [button["custom_id"] for button in buttons(said)] == [OpenTyped().pack()]
        await self.people.presses(name, AGAIN)
        opened = await self.people.form(name)
        assert opened == {key: given if isinstance(given, str) else list(given) for key, given in sent.items()}
        said.deleted = True  # the page tells of the form, and not of the way back to it

    async def again(self, event: Event) -> Reply:
        self.app.reply = None
        await self.people.repeats()
        return self.app.reply


class Listening(Answering):
    """Remembers besides which form it refused last, and what it learned."""

    refused: Invalid | None = None

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.learned: list[Why | None] = []

    async def learn(self, about: Person | Place | Workspace, lost: Why | None) -> None:
        await super().learn(about, lost)
        self.learned.append(lost)

    async def _kept(self, event: Event, refused: Invalid) -> Reply:
        self.refused = refused
        return await super()._kept(event, refused)


class Window:
    """Everything that stands on Discord, as the tests' own chat would show it."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.said: dict[str, list[str]] = {}
        self.circles = gathered(people.messenger)

    @property
    def shown(self) -> list[Shown]:
        return [self._shown(said) for said in self.people.discord.said]

    def _shown(self, said: Said) -> Shown:
        reader = self.people.names[str(said.reader)] if said.reader else ""
        message = as_message(said, self.people.names)
        return Shown(self._place(said), str(said.id), message, reader=reader, deleted=said.deleted)

    def _place(self, said: Said) -> Place:
        if said.channel == ROOM:
            return THE_ROOM
        if said.channel - DIRECT in self.people.discord.people:
            return direct(person(said.channel - DIRECT))
        return Place("discord", f"{GUILD}:{said.channel}")


def as_message(said: Said, names: Mapping[str, str]) -> Message:
    """What Discord shows as the message that it was made from, as far as a reader can tell."""
    embeds = said.body.get("embeds") or []
    text = marked(embeds[0]["description"] if embeds else said.body["content"], names)
    pressed = tuple(Button(button["label"], button["custom_id"]) for button in buttons(said))
    pictures = [Picture("<svg/>", alt) for alt, name in zip(said.alts, said.files, strict=True) if name == PICTURE]
    files = [File(name, "text/plain", content.decode()) for name, content in said.files.items() if name != PICTURE]
    return Message(text, pressed, next(iter(pictures), None), next(iter(files), None))


def marked(markdown: str, names: Mapping[str, str]) -> str:
    """With the marks of `bot.marks`. Everything that is no mark is words; nothing else may have a meaning."""
    assert read(markdown, "", names).live == []
    return "\n".join(_line(line, names) for line in markdown.split("\n"))


def _line(line: str, names: Mapping[str, str]) -> str:
    bullet = "- " if line.startswith("- ") else ""
    return bullet + _inline(line.removeprefix(bullet), names)


def _inline(words: str, names: Mapping[str, str]) -> str:
    said, at = "", 0
    for found in INLINE.finditer(words):
        said += _words(words[at : found.start()]) + _run(found, names)
        at = found.end()
    return said + _words(words[at:])


def _run(found: Any, names: Mapping[str, str]) -> str:
    match found.lastgroup:
        case "sign":
            return quoted(found["sign"])
        case "user":
            return mention(person(int(found["user"])), names[found["user"]])
        case "at" | "style":
            return when(datetime.fromtimestamp(int(found["at"]), UTC), STYLES[found["style"]])  # type: ignore[arg-type]
        case _:
            return f"**{_inline(found['bold'], names)}**"


def _words(words: str) -> str:
    return words if not words or words.isspace() else quoted(words)


class ByDiscord(Pressing):
    """People on Discord. `people` has nobody in it before the document says who there is."""

    def __init__(self, discord: Discord, people: People, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock)
        self.discord, self.people = discord, people
        self.chat = on_discord = OnDiscord(people, database, vault, clock)
        self.listening = on_discord.app
        self.recorder = self.chat.messenger  # type: ignore[assignment]
        self.shuts = self._shuts

    def _closes(self, who: str, closed: bool) -> None:
        channel = DIRECT + self.people.id(who)
        self.discord.trouble[f"POST /channels/{channel}/messages"] = [No(50007) if closed else None]

    async def _shuts(self, door: Door, shut: bool) -> None:
        if door == "workspace":
            learned = self.listening.learned
            told = len(learned)
            await self.discord.tell(*(("GUILD_DELETE", {"id": str(GUILD)}) if shut else ("GUILD_CREATE", guild())))
            await self.people.until(lambda: len(learned) > told)
        else:
            code = {"room": 50001, "right": 50013}[door]
            said = [str(one.id) for one in self.discord.said if one.channel == ROOM]
            for call in (f"POST /channels/{ROOM}/messages", *said):
                self.discord.trouble[call] = [No(code) if shut else None]

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        self.discord.people = {101 + n: (name, LANGUAGES[n], zone) for n, (name, zone) in enumerate(zones.items())}
        await super().begin(zones, at)
        await self.people.connect(self.chat.app)


LANGUAGES = ("de", "en-GB", "fr", "it", "nl", "pl", "sv-SE", "cs", "da", "fi", "hu", "no")
"""One for each person of a document; see the test for what they guess."""
