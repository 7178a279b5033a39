"""What the bot asks of a platform, said in Slack.

Slack promises no key that keeps a message from showing twice, and Tend does not read back what it said. So a message
whose sending ended unclearly is sent once more: after a crash in that moment somebody may read a sentence twice. Its
buttons do the same harmless thing.
"""

from collections import OrderedDict
from contextlib import suppress
from uuid import NAMESPACE_OID, uuid5

from adapters.slack.calls import Calls
from adapters.slack.files import Files
from adapters.slack.places import PLATFORM, Spot, sent, spot, team_and_user
from adapters.slack.refusals import Declined
from adapters.slack.render import Json, payload
from adapters.slack.words import ONLOOKERS
from bot.port import Circle, Gone, Person, Place, Sent, Unreachable
from bot.ui import Message

REMEMBERED = 1000
"""Keys that are known to have been said, for as long as this process lives."""


class SlackMessenger:
    """For every workspace that Tend is in."""

    platform = PLATFORM
    knows_keys = False
    onlookers = ONLOOKERS

    def __init__(self, calls: Calls) -> None:
        self.calls, self.files = calls, Files(calls)
        self._said: OrderedDict[str, Sent] = OrderedDict()

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        """`again` helps where this process knows how the first attempt ended; see above for where it does not."""
        if key not in self._said:
            where = spot(to)
            answer = await self.post(where, message, {"client_msg_id": str(uuid5(NAMESPACE_OID, key))}, later=True)
            here = where._replace(channel=str(answer["channel"]))
            self._remember(key, sent(here, str(answer["ts"]), thread=bool(thread)))
        return self._said[key]

    async def post(self, where: Spot, message: Message, more: Json | None = None, *, later: bool = False) -> Json:
        """Says it, and shows what hangs on it. Slack's answer. `later` as in `Calls`."""
        if later:
            self.calls.see(where.team, "chat.postMessage", {"channel": where.channel})
        uploaded = await self.files.upload(where.team, message)
        shown = {"channel": where.channel} | payload(message, uploaded) | quiet(where) | (more or {})
        answer = await self.calls(where.team, "chat.postMessage", json=shown, later=later)
        if uploaded:
            await self._show(where._replace(channel=str(answer["channel"])), message, uploaded)
        return answer

    async def _show(self, where: Spot, message: Message, uploaded: list[str]) -> None:
        """The message was said, so nothing that goes wrong here may say it again."""
        try:
            await self.files.show(where, uploaded)
        except (Declined, Gone, Unreachable):
            words = {"channel": where.channel} | payload(message) | quiet(where)
            with suppress(Declined, Gone, Unreachable):
                await self.calls(where.team, "chat.postMessage", json=words)

    async def edit(self, sent: Sent, message: Message) -> None:
        where = spot(sent.where)
        shown = {"channel": where.channel, "ts": sent.id} | payload(message)
        await self.calls(where.team, "chat.update", json=shown, later=True)

    async def delete(self, sent: Sent) -> None:
        where = spot(sent.where)
        await self.calls(where.team, "chat.delete", json={"channel": where.channel, "ts": sent.id}, later=True)

    async def direct(self, to: Person) -> Place:
        """Slack takes a person's id for the conversation with them; to open it is a call limited to 50 a minute."""
        team, user = team_and_user(to)
        return Spot(team, user).place

    async def gather(self, circle: Circle, *, key: str) -> Place:
        """A conversation of exactly these people and Tend. Slack has one of each, so the same people share one."""
        team, _ = team_and_user(circle.people[0])
        users = ",".join(team_and_user(person)[1] for person in circle.people)
        try:
            answer = await self.calls(team, "conversations.open", data={"users": users}, later=True)
        except Declined:  # Slack makes no such place of these people
            raise Gone from None
        return Spot(team, str(answer["channel"]["id"])).place

    def workspace(self, id: str) -> str:
        return id.partition(":")[0]

    def _remember(self, key: str, said: Sent) -> None:
        self._said[key] = said
        if len(self._said) > REMEMBERED:
            self._said.popitem(last=False)


def quiet(where: Spot) -> Json:
    """Where it goes, and that Slack adds nothing to it: no previews of links."""
    thread = {"thread_ts": where.thread} if where.thread else {}
    return {"unfurl_links": False, "unfurl_media": False} | thread
