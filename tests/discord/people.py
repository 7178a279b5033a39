"""People on a local Discord: what they type, press and fill in arrives as Discord delivers it; they read the rest."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from adapters.discord.chat import DiscordChat
from adapters.discord.places import Spot, person
from bot.app import App
from bot.port import Answers, Messenger, Person, Place, To
from tests.adapters.promises import Read, Trouble
from tests.discord.checks import BOXES, RADIO, TEXT
from tests.discord.reader import Reading, read
from tests.discord.server import Asked, Discord, Said
from tests.discord.shapes import APPLICATION, DIRECT, GUILD, ROOM, Json, No

AGAIN = "Open it again"
PATIENCE_SECONDS = 8


class People:
    """Ana, Ben and Cleo on one server, with Tend in it. Also the exam's harness."""

    def __init__(self, discord: Discord, chat: DiscordChat) -> None:
        self.discord, self.chat = discord, chat
        self.messenger: Messenger = chat.messenger
        self.room = Spot(GUILD, ROOM).place
        self.filled: dict[int, dict[str, str | list[str]]] = {}
        self.last: tuple[str, Json] = ("", {})
        self._running: asyncio.Task[None] | None = None

    async def connect(self, app: App) -> None:
        before = len(self.discord.identified)
        self._running = asyncio.create_task(self.chat.run(app))
        await self.until(lambda: len(self.discord.identified) > before or bool(self._running and self._running.done()))
        if self._running.done():
            self._running.result()

    async def leave(self) -> None:
        if self._running:
            self._running.cancel()
            await asyncio.wait([self._running])

    def id(self, name: str) -> int:
        return next(id for id, (called, *_) in self.discord.people.items() if called == name)

    @property
    def names(self) -> dict[str, str]:
        return {str(id): name for id, (name, *_) in self.discord.people.items()}

    def person(self, name: str) -> Person:
        return person(self.id(name))

    # what they do

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None:
        await (self.commands(name, words) if in_room else self.writes(name, words))

    async def commands(self, name: str, words: str, channel: int = ROOM) -> None:
        """`/tend …`"""
        await self.does(self.command(name, words, channel))

    def command(self, name: str, words: str, channel: int = ROOM, kind: int = 2) -> Json:
        options = [{"name": "words", "type": 3, "value": words}] if words else []
        data = {"id": "1", "name": "tend", "type": 1, "options": options}
        return self.interaction(name, kind, data, channel)

    async def writes(self, name: str, words: str) -> None:
        """A direct message to Tend; it always answers words."""
        if not self.discord.hears_direct_messages():
            return
        channel = DIRECT + self.id(name)
        before = len([said for said in self.discord.said if said.channel == channel])
        self.last = "MESSAGE_CREATE", self.message(name, words)
        await self.discord.tell(*self.last)
        await self.until(lambda: len([said for said in self.discord.said if said.channel == channel]) > before)

    def message(self, name: str, words: str, channel: int = 0) -> Json:
        said = Said(self.discord.id(), channel or DIRECT + self.id(name), {"content": words})
        return self.discord.message(said) | {"author": self.discord.user(self.id(name))}

    async def presses(self, name: str, label: str) -> None:
        await self.does(self.press(name, label))

    def press(self, name: str, label: str) -> Json:
        said, button = self._button(name, label)
        return self.press_on(name, button["custom_id"], said.channel, said)

    def press_on(self, name: str, carried: str, channel: int, said: Said | None) -> Json:
        return self.interaction(name, 3, {"component_type": 2, "custom_id": carried}, channel, said)

    async def fills_in(self, name: str, answers: Answers) -> None:
        """The form is closed by sending it; whoever is told that it was refused opens it again."""
        given = self.filled[self.id(name)]
        given |= {key: said if isinstance(said, str) else list(said) for key, said in answers.items()}
        await self.does(self.submission(name))
        if any(button["label"] == AGAIN for button in buttons(self.sees(name)[-1])):
            await self.presses(name, AGAIN)

    def submission(self, name: str) -> Json:
        modal = self.discord.modals.pop(self.id(name))
        data = {"custom_id": modal["custom_id"], "components": submitted(modal, self.filled.pop(self.id(name)))}
        where, on = self.opened[self.id(name)]
        return self.interaction(name, 5, data, where, on)

    async def repeats(self) -> None:
        before = self._callbacks()
        await self.discord.tell(*self.last)
        await self.until(lambda: self._callbacks() > before)

    def interaction(self, name: str, kind: int, data: Json, channel: int, on: Said | None = None) -> Json:
        """What the gateway delivers; from now on Discord waits for an answer."""
        id, who = self.discord.id(), self.id(name)
        token = f"token-{id}"
        self.discord.asked[token] = Asked(id, who, channel, on.id if on else 0)
        self.opened = {**getattr(self, "opened", {}), who: (channel, on)}
        about = {"id": str(id), "application_id": str(APPLICATION), "type": kind, "token": token, "version": 1}
        about |= {
            "channel_id": str(channel),
            "data": data,
            "locale": self.discord.people[who][1],
            "attachment_size_limit": 10485760,
        }
        about |= {"app_permissions": "0", "authorizing_integration_owners": {}, "entitlements": []}
        if on:
            about["message"] = self.discord.message(on)
        return about | self._from(who, channel)

    def _from(self, who: int, channel: int) -> Json:
        if channel == DIRECT + who:
            return {"user": self.discord.user(who), "channel": {"id": str(channel), "type": 1}, "context": 1}
        member: Json = {
            "user": self.discord.user(who),
            "roles": [],
            "joined_at": "2026-01-01T00:00:00+00:00",
            "permissions": "0",
        }
        member |= {"deaf": False, "mute": False, "flags": 0}
        where = self.discord._channel(channel)
        return {"member": member, "guild_id": str(GUILD), "channel": where, "context": 0}

    async def does(self, asked: Json) -> None:
        """Discord delivers it, and Tend has answered."""
        before = self._callbacks()
        self.last = "INTERACTION_CREATE", asked
        await self.discord.tell(*self.last)
        await self.until(lambda: self._callbacks() > before)
        for who, modal in self.discord.modals.items():
            if who not in self.filled:
                self.filled[who] = begun(modal)

    def _callbacks(self) -> int:
        return sum(count for route, count in self.discord.calls.items() if route.endswith("/callback"))

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not done():
                await asyncio.sleep(0.002)

    # what they see

    def sees(self, name: str) -> list[Said]:
        said = [one for one in self.discord.said if not one.deleted and not one.waits]
        return [one for one in said if self._can_read(self.id(name), one)]

    async def reads(self, name: str) -> list[Read]:
        return [self.read(name, said) for said in self.sees(name)]

    def read(self, name: str, said: Said) -> Read:
        reading = self.reading(name, said)
        text = "\n".join(filter(None, [reading.text, *said.alts]))
        labels = tuple(button["label"] for button in buttons(said))
        return Read(f"{said.channel}/{said.id}", text, tuple(reading.bold), labels, tuple(self.called(said)))

    def reading(self, name: str, said: Said) -> Reading:
        embeds = [embed["description"] for embed in said.body.get("embeds") or ()]
        whole = embeds[0] if embeds else said.body.get("content") or ""
        return read("\n".join([whole, *embeds[1:]]), self.discord.people[self.id(name)][2], self.names)

    def called(self, said: Said) -> list[str]:
        """Whom Discord notifies: who is called in the content, and may be."""
        users = said.body["allowed_mentions"].get("users", [])
        calls = read(said.body.get("content") or "", "", self.names).calls
        return [name for name in calls if self.id(name) in map(int, users)]

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        return self.filled[self.id(name)] if self.id(name) in self.discord.modals else None

    def trouble(self, to: To, kind: Trouble | None) -> None:
        assert isinstance(to, Place | Person)
        channel = DIRECT + int(to.id) if isinstance(to, Person) else int(to.id.rpartition(":")[2])
        gone = No(50278) if isinstance(to, Person) else No(10003, 404)
        answers = {"gone": gone, "closed": No(50007), "later": No(0, 429, after=60), None: None}
        self.discord.trouble[f"POST /channels/{channel}/messages"] = [answers[kind]]

    def _can_read(self, who: int, said: Said) -> bool:
        if said.reader:
            return said.reader == who
        thread = self.discord.threads.get(said.channel)
        if thread:
            return thread.people is None or who in thread.people
        return said.channel in (ROOM, DIRECT + who)

    def _button(self, name: str, label: str) -> tuple[Said, Json]:
        for said in reversed(self.sees(name)):
            for button in buttons(said):
                if button["label"] == label:
                    return said, button
        raise LookupError(f"{name} sees no button “{label}”")


def buttons(said: Said) -> list[Json]:
    return [button for row in said.body.get("components") or () for button in row["components"]]


def begun(modal: Json) -> dict[str, str | list[str]]:
    """What stands in a form before anybody typed."""
    return {label["component"]["custom_id"].lstrip("."): _begun(label["component"]) for label in asked(modal)}


def asked(modal: Json) -> list[Json]:
    """Its questions, without the words above them."""
    return [one for one in modal["components"] if "component" in one]


def _begun(field: Json) -> str | list[str]:
    chosen = [one["value"] for one in field.get("options", ()) if one.get("default")]
    if field["type"] == BOXES:
        return chosen
    return "".join(chosen) if field["type"] == RADIO else str(field.get("value") or "")


def submitted(modal: Json, given: Mapping[str, object]) -> list[Json]:
    """The form as Discord sends it back: values without questions."""
    sent: list[Any] = []
    for number, label in enumerate(asked(modal)):
        field = label["component"]
        value = given[field["custom_id"].lstrip(".")]
        assert value or not field["required"], "Discord does not send a form in which something needed is missing"
        about = {"type": field["type"], "id": number, "custom_id": field["custom_id"]}
        answer = (
            {"values": value} if field["type"] == BOXES else {"value": value or ("" if field["type"] == TEXT else None)}
        )
        sent.append({"type": 18, "id": 10 + number, "component": about | answer})
    return sent
