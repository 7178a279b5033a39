"""App Home: the front door that the core gives, as Slack's page.

A form opens over it and a short answer stands in front of it, since whoever pressed here does not see the conversation.
An answer with buttons goes into the conversation, where it stays.
"""

from typing import Any

from adapters.slack import words
from adapters.slack.answer import Answers
from adapters.slack.events import Did
from adapters.slack.form import notice
from adapters.slack.places import Spot, person
from adapters.slack.refusals import Declined
from adapters.slack.render import Json, plain, rich, rows
from bot.app import App
from bot.logs import log
from bot.port import Event, Gone, Reply, Unreachable
from bot.ui import Message, Update

TITLE = plain("Tend")


class Home:
    """For every workspace."""

    def __init__(self, app: App, answers: Answers) -> None:
        self.app, self.answers = app, answers
        self._again: dict[tuple[str, str], bool] = {}  # whose page is on its way, and whether they asked meanwhile

    async def show(self, team: str, user: str) -> None:
        """The page as it is now, for the person who opened it. Opening it again and again shows it once more."""
        if (team, user) in self._again:
            self._again[team, user] = True
            return
        try:
            self._again[team, user] = True
            while self._again[team, user]:
                self._again[team, user] = False
                await self._publish(team, user)
        finally:
            del self._again[team, user]

    async def _publish(self, team: str, user: str) -> None:
        here = Spot(team, user)
        event = Event(id="", who=person(team, user), where=here.place, private=True)
        view = {"type": "home", "blocks": blocks(await self.app.front(event))}
        try:
            await self.answers.calls(team, "views.publish", json={"user_id": user, "view": view})
        except (Declined, Gone, Unreachable) as no:
            log.warning("slack home not shown", error=no)

    async def answer(self, reply: Reply, did: Did) -> None:
        """To a button that was pressed on it."""
        said = reply.message if isinstance(reply, Update) else reply
        if isinstance(said, Message):
            await self._in_front(said, did)
        else:
            await self.answers.show(reply, did)
        await self.show(did.spot.team, did.user)

    async def _in_front(self, message: Message, did: Did) -> None:
        said = message
        if message.buttons or message.picture or message.file:
            await self.answers.show(message, did)
            said = Message(words.IN_MESSAGES)
        asked = {"trigger_id": did.trigger, "view": notice(TITLE, rich(said.text))}
        try:
            await self.answers.calls(did.spot.team, "views.open", json=asked)
        except (Declined, Gone, Unreachable):
            if said is message:
                await self.answers.show(message, did)


def blocks(messages: list[Message]) -> list[Json]:
    """Messages beneath each other, with a line between them."""
    shown: list[Json] = []
    count = 0
    for message in messages:
        shown += [{"type": "divider"}] if shown else []
        shown += [rich(message.text), *rows(message.buttons, count)]
        count += len(message.buttons)
    return shown


def is_home(body: Any) -> bool:
    """Whether a button was pressed on the front door."""
    return bool((body.get("view") or {}).get("type") == "home")
