"""People in a local Slack: what they type, press and fill in arrives as Slack delivers it, and they read the rest."""

import asyncio
from collections.abc import Mapping
from itertools import count
from typing import Any

from adapters.slack.chat import SlackChat
from adapters.slack.places import Spot, person
from bot.app import App
from bot.port import Answers, Messenger, Person, Place, To
from tests.adapters.promises import Read, Trouble
from tests.slack.reader import buttons, read
from tests.slack.server import ROOM, TEAM, Json, No, Said, Slack


class People:
    """Ana, Ben and Cleo in one workspace, with Tend in it. Also the exam's harness."""

    def __init__(self, slack: Slack, chat: SlackChat) -> None:
        self.slack, self.chat = slack, chat
        self.messenger: Messenger = chat.messenger
        self.room = Spot(TEAM, ROOM).place
        self.filled: dict[str, dict[str, str | list[str]]] = {}
        self.last: tuple[str, Json] = ("", {})
        self.acked: Json = {}
        self._count = count(1)
        self._running: asyncio.Task[None] | None = None

    async def connect(self, app: App) -> None:
        self._running = asyncio.create_task(self.chat.run(app))
        while not (self.chat.socket and self.chat.socket.hears) and not self.chat.address:
            await asyncio.sleep(0.01)
            if self._running.done():
                self._running.result()

    async def leave(self) -> None:
        if self._running:
            self._running.cancel()
            await asyncio.wait([self._running])

    def id(self, name: str) -> str:
        """Slack's id of somebody."""
        return next(id for id, (shown, _) in self.slack.people.items() if shown == name)

    def person(self, name: str) -> Person:
        return person(TEAM, self.id(name))

    # what they do

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None:
        await (self.commands(name, words) if in_room else self.writes(name, words))

    async def commands(self, name: str, words: str, channel: str = ROOM, trigger: str = "command") -> None:
        """`/tend …`"""
        await self.does("slash_commands", self.command(name, words, channel, trigger))

    def command(self, name: str, words: str, channel: str = ROOM, trigger: str = "command") -> Json:
        user = self.id(name)
        return {
            "command": "/tend",
            "text": words,
            "team_id": TEAM,
            "user_id": user,
            "channel_id": channel,
            "trigger_id": f"{trigger}.{user}.{next(self._count)}",
            "response_url": f"{self.slack.address}/respond/{channel}.{user}",
            "api_app_id": "A1",
        }

    async def writes(self, name: str, words: str, **more: Any) -> None:
        """A direct message to Tend."""
        await self.does("events_api", self.event("message", self.message(name, words) | more))

    def message(self, name: str, words: str) -> Json:
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        user, ts = self.id(name), self.slack.ts()
        return {"channel": f"D{user}", "channel_type": "im", "user": user, "text": escaped, "ts": ts, "team": TEAM}

    def event(self, kind: str, event: Json, team: str = TEAM) -> Json:
        id = f"Ev{next(self._count)}"
        return {"type": "event_callback", "team_id": team, "event_id": id, "event": {"type": kind} | event}

    async def presses(self, name: str, label: str) -> None:
        await self.does("interactive", self.press(name, label))

    def press(self, name: str, label: str, trigger: str = "press") -> Json:
        said, button = self._button(name, label)
        return self.press_on(name, said, button, trigger)

    def press_on(self, name: str, said: Said, button: Json, trigger: str = "press") -> Json:
        user = self.id(name)
        message = {"ts": said.ts, "blocks": said.blocks} | ({"thread_ts": said.thread} if said.thread else {})
        return {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "peers"},
            "user": {"id": user, "team_id": TEAM, "name": name.lower()},
            "container": {"type": "message", "message_ts": said.ts, "channel_id": said.channel},
            "channel": {"id": said.channel},
            "message": {} if said.reader else message,
            "trigger_id": f"{trigger}.{user}.{next(self._count)}",
            "response_url": f"{said.url}?user={user}",
            "actions": [dict(button) | {"type": "button", "action_ts": f"17.{next(self._count)}"}],
        }

    async def fills_in(self, name: str, answers: Answers) -> None:
        user = self.id(name)
        self.filled[user] |= {key: said if isinstance(said, str) else list(said) for key, said in answers.items()}
        await self.does("interactive", self.submission(name))
        match self.acked:
            case {"response_action": "errors"}:
                pass
            case {"response_action": "update", "view": view}:
                self.slack.modals[user] = dict(view) | {"id": self.slack.modals[user]["id"]}
            case _:
                self.slack.modals.pop(user, None)

    def submission(self, name: str) -> Json:
        user = self.id(name)
        view = self.slack.modals[user]
        return {
            "type": "view_submission",
            "team": {"id": TEAM, "domain": "peers"},
            "user": {"id": user, "team_id": TEAM, "name": name.lower()},
            "trigger_id": f"submit.{user}.{next(self._count)}",
            "view": submitted(view, self.filled[user]) | {"hash": "1", "app_id": "A1", "team_id": TEAM},
        }

    async def repeats(self) -> None:
        await self.does(*self.last)

    async def does(self, kind: str, payload: Json) -> None:
        """Slack delivers it, and Tend has answered."""
        self.last = kind, payload
        self.acked = await self.slack.deliver(kind, payload)
        await self.chat.listeners.settle()
        self._opened()

    def _opened(self) -> None:
        for user, view in self.slack.modals.items():
            if view.get("shown") is None:
                view["shown"] = True
                self.filled[user] = begun(view)

    # what they see

    def sees(self, name: str) -> list[Said]:
        return [said for said in self.slack.said if not said.deleted and self._can_read(self.id(name), said)]

    async def reads(self, name: str) -> list[Read]:
        return [self.read(name, said) for said in self.sees(name)]

    def read(self, name: str, said: Said) -> Read:
        names = {id: shown for id, (shown, _) in self.slack.people.items()}
        shown = read(said.blocks, self.slack.people[self.id(name)][1], names)
        return Read(f"{said.channel}/{said.ts}", shown.text, shown.bold, shown.buttons, shown.calls)

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        return self.filled[self.id(name)] if self.id(name) in self.slack.modals else None

    def trouble(self, to: To, kind: Trouble | None) -> None:
        assert isinstance(to, Place | Person)
        channel = to.id.split(":")[1]
        gone = No("is_archived" if channel == ROOM else "user_not_found")
        closed = No("messages_tab_disabled")  # what there is of it: Tend's own conversations, switched off for all
        answers = {"gone": gone, "closed": closed, "later": No("ratelimited", 429, {"Retry-After": "30"}), None: None}
        self.slack.trouble[f"chat.postMessage {channel}"] = [answers[kind]]

    def _can_read(self, user: str, said: Said) -> bool:
        if said.reader:
            return said.reader == user
        if said.channel in self.slack.groups:
            return user in self.slack.groups[said.channel].split(",")
        return said.channel in (ROOM, f"D{user}")

    def _button(self, name: str, label: str) -> tuple[Said, Json]:
        for said in reversed(self.sees(name)):
            for button in buttons(said.blocks):
                if button["text"]["text"] == label:
                    return said, dict(button)
        raise LookupError(f"{name} sees no button “{label}”")


def begun(view: Json) -> dict[str, str | list[str]]:
    """What stands in a modal before anybody typed."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: _begun(block["element"]) for block in inputs}


def _begun(element: Json) -> str | list[str]:
    if element["type"] == "checkboxes":
        return [option["value"] for option in element.get("initial_options", ())]
    return str(element.get("initial_value") or element.get("initial_option", {}).get("value", ""))


def submitted(view: Json, given: Mapping[str, object]) -> Json:
    """The modal as Slack sends it back. Slack itself refuses what is missing or too long."""
    values = {}
    for block in [one for one in view["blocks"] if one["type"] == "input"]:
        kind, value = block["element"]["type"], given.get(block["block_id"])
        chosen = value if isinstance(value, list) else []
        asked = block["element"].get("options", [])
        match kind:
            case "plain_text_input":
                state: Json = {"type": kind, "value": value or None}
            case "radio_buttons":
                state = {"type": kind, "selected_option": next((o for o in asked if o["value"] == value), None)}
            case _:
                state = {"type": kind, "selected_options": [o for o in asked if o["value"] in chosen]}
        values[block["block_id"]] = {"answer": state}
    return {key: value for key, value in view.items() if key != "shown"} | {"state": {"values": values}}
