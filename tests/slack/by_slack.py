"""A Driver that is Slack: the same documents, performed through Bolt and its SDK in a local workspace.

What people see is read back from Slack's own blocks, so a word that Slack would show otherwise differs from the page.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from adapters.slack.places import person
from adapters.slack.workspaces import Workspace
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.marks import Plain, Quoted, mention, quoted, spans, when
from bot.port import Event, Person, Place, Reply
from bot.rehearsal import settle
from bot.sealed import Vault
from bot.ui import Button, File, Form, Invalid, Message, Picture
from tests.chat import ROOM as THE_ROOM
from tests.chat import Chat, Shown, direct
from tests.conversations.acts import Door
from tests.conversations.by_chat import Pressing
from tests.conversations.by_platform import Answering, gathered
from tests.slack.people import People
from tests.slack.server import BOT, ROOM, TEAM, TOKEN, Json, No, Said, Slack

Names = Mapping[str, str]
"""What Slack shows for the ids of people."""
STYLES = {"{date_long} {time}": "moment", "{date_long}": "date", "{time}": "time"}


class InSlack(Chat):
    """What a Driver does and looks at, done and looked up in Slack."""

    app: Answering

    def __init__(self, people: People, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock, [])
        self.people = people
        self.messenger = Window(people)  # type: ignore[assignment]  # only looked at
        self.app = Answering(database, vault, clock, FEATURES, [people.messenger])

    def person(self, name: str) -> Person:
        return person(TEAM, self.people.id(name))

    async def _act(self, name: str, where: Place | None, **what: Any) -> Reply:
        user = self.people.id(name)
        self.app.reply = None
        if "text" in what:
            await self.people.commands(name, what["text"], ROOM if where == THE_ROOM else f"D{user}")
        elif "answers" in what:
            await self.people.fills_in(name, what["answers"])
        else:
            said = next((said for said in self.people.slack.said if what["on"] and _id(said) == what["on"].id), None)
            said = said or Said(f"D{user}", "0", [], "", url=f"{self.people.slack.address}/respond/D{user}.{user}")
            button = {"action_id": "tend-0", "value": what["action"], "text": {"text": ""}}
            await self.people.does("interactive", self.people.press_on(name, said, button))
        self.event = self.app.event
        return await self._after(name, where, self.app.reply)

    async def _after(self, name: str, where: Place | None, reply: Reply) -> Reply:
        self._last_place = {**getattr(self, "_last_place", {}), name: where or direct(self.person(name))}
        if isinstance(reply, Form):
            self.forms[name] = reply
            assert await self.people.form(name) is not None, "Slack shows the form"
        if isinstance(reply, Invalid):
            beneath = " ".join(self.people.acked["errors"].values())
            assert all(_plain(why) in beneath for why in (reply.sentence, *reply.why.values()))
        await settle(self.app)
        return reply

    async def again(self, event: Event) -> Reply:
        self.app.reply = None
        await self.people.repeats()
        return self.app.reply


class Window:
    """Everything that stands in Slack, as the tests' own chat would show it."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.said: dict[str, list[str]] = {}
        self.circles = gathered(people.messenger)

    @property
    def shown(self) -> list[Shown]:
        return [self._shown(said) for said in self.people.slack.said]

    def _shown(self, said: Said) -> Shown:
        names = {id: name for id, (name, _) in self.people.slack.people.items()}
        reader = names[said.reader] if said.reader else ""
        return Shown(
            self._place(said),
            _id(said),
            message(said.blocks, names),
            reader=reader,
            deleted=said.deleted,
        )

    def _place(self, said: Said) -> Place:
        if said.channel == ROOM and not said.thread:
            return THE_ROOM
        if said.channel.startswith("D"):
            return direct(person(TEAM, said.channel[1:]))
        return Place("slack", f"{TEAM}:{said.channel}")


def _id(said: Said) -> str:
    return f"{said.channel}/{said.ts}"


def _plain(text: str) -> str:
    return "".join(run.text for run in _spans(text))


def _spans(text: str) -> Sequence[Plain | Quoted]:
    return [run for run in spans(text) if isinstance(run, Plain | Quoted)]


def message(blocks: Sequence[Json], names: Names) -> Message:
    """Slack's blocks as the message that they were made from, as far as a reader can tell."""
    rich = [block for block in blocks if block["type"] == "rich_text"]
    text, *beside = rich
    buttons = tuple(
        Button(one["text"]["text"], one["value"])
        for block in blocks
        if block["type"] == "actions"
        for one in block["elements"]
    )
    picture = [Picture("<svg/>", _plain(_text(one, names))) for one in beside if not _is_file(one)]
    file = [_file(one) for one in beside if _is_file(one)]
    return Message(_text(text, names), buttons, picture[0] if picture else None, file[0] if file else None)


def _is_file(block: Json) -> bool:
    return any(element["type"] == "rich_text_preformatted" for element in block["elements"])


def _file(block: Json) -> File:
    name, _, text = block["elements"][0]["elements"][0]["text"].partition("\n\n")
    return File(str(name), "text/plain", str(text))


def _text(block: Json, names: Names) -> str:
    return "\n".join(_part(element, names) for element in block["elements"])


def _part(element: Json, names: Names) -> str:
    if element["type"] == "rich_text_list":
        return "\n".join(f"- {_part(point, names)}" for point in element["elements"])
    return "".join(_run(run, names) for run in element["elements"])


def _run(run: Json, names: Names) -> str:
    match run["type"]:
        case "date":
            shown = when(datetime.fromtimestamp(run["timestamp"]).astimezone(), STYLES[run["format"]])  # type: ignore[arg-type]  # noqa: DTZ006
        case "user":
            shown = mention(person(TEAM, run["user_id"]), names[run["user_id"]])
        case _:
            shown = run["text"] if run["text"].isspace() else quoted(run["text"])
    return f"**{shown}**" if run.get("style") else shown


class BySlack(Pressing):
    """People in Slack. `people` has nobody in it before the document says who there is."""

    def __init__(self, slack: Slack, people: People, database: Database, vault: Vault, clock: StoppedClock) -> None:
        super().__init__(database, vault, clock)
        self.slack, self.people = slack, people
        self.chat = InSlack(people, database, vault, clock)
        self.recorder = self.chat.messenger  # type: ignore[assignment]
        self.closes = None
        self.shuts = self._shuts

    async def _shuts(self, door: Door, shut: bool) -> None:
        if door != "workspace":
            code = {"room": "not_in_channel", "right": "restricted_action"}[door]
            for method in ("chat.postMessage", "chat.update", "chat.delete"):
                self.slack.trouble[f"{method} {ROOM}"] = [No(code) if shut else None]
        elif shut:
            await self.people.does("events_api", self.people.event("app_uninstalled", {}))
            await self.people.chat.listeners.settle()
        else:
            await self.people.chat.workspaces.install(Workspace(TEAM, TOKEN, BOT))
            await self.people.chat._joined(TEAM)

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        self.slack.people = {f"U{number}": (name, zone) for number, (name, zone) in enumerate(zones.items(), 1)}
        await super().begin(zones, at)
        await self.people.connect(self.chat.app)
