"""What somebody sees at once after they did something: a sentence for them alone, a changed message, an open form.

Nothing here is in the outbox: it is shown at most once, and whoever misses it can press again.
"""

from adapters.slack import words
from adapters.slack.events import Did
from adapters.slack.form import modal, notice
from adapters.slack.messenger import SlackMessenger, quiet
from adapters.slack.places import Spot
from adapters.slack.refusals import Declined, read
from adapters.slack.render import Json, payload, plain, rich
from bot.front import once_more
from bot.logs import log
from bot.port import Gone, Reply, Sent, Unreachable
from bot.spoken import spoken
from bot.ui import Form, Invalid, Message, Update

TOO_LATE = {"expired_trigger_id", "trigger_expired", "trigger_exchanged", "invalid_trigger_id", "invalid_arguments"}
"""Slack's words for a form that did not come within three seconds; the last one is rare and means the same."""


class Answers:
    """Shows replies. What cannot be shown is logged by its code; the person can press again."""

    def __init__(self, messenger: SlackMessenger) -> None:
        self.messenger, self.calls = messenger, messenger.calls

    async def show(self, reply: Reply, did: Did) -> None:
        try:
            match reply:
                case Form():
                    await self._open(reply, did)
                case Update(message) if did.event.on:
                    await self._replace(message, did, did.event.on)
                case Update(message):
                    await self._say(message, did)
                case Message():
                    await self._say(reply, did)
                case Invalid(why, sentence):
                    await self._say(Message("\n".join([sentence, *why.values()]).strip()), did)
                case None:
                    pass
        except (Declined, Gone, Unreachable) as no:
            log.warning("slack answer not shown", action=did.event.action.partition(":")[0], error=no)

    async def _replace(self, message: Message, did: Did, pressed: Sent) -> None:
        if not (did.url and await self._respond(did, {"replace_original": True} | payload(message))):
            await self.messenger.edit(pressed, message)
        await self.messenger.files.remove(did.spot.team, did.beside)

    async def _open(self, form: Form, did: Did) -> None:
        view = modal(form, did.spot.place.id)
        try:
            await self.calls(did.spot.team, "views.open", json={"trigger_id": did.trigger, "view": view})
        except Declined as no:
            if no.code not in TOO_LATE:
                raise
            await self._say(once_more(did.event), did)

    async def _say(self, message: Message, did: Did) -> None:
        """To this person alone; where nobody else reads, so that it stays."""
        if did.url and not (did.spot.private and (message.picture or message.file)):
            kind = "in_channel" if did.spot.private else "ephemeral"
            shown = payload(message) | {"response_type": kind, "replace_original": False} | quiet(did.spot)
            if await self._respond(did, shown):
                return
        await self._post(message, did)

    async def _respond(self, did: Did, shown: Json) -> bool:
        """Through the address that Slack gave us for this answer; it works five times and half an hour."""
        try:
            async with self.calls.workspaces.transport.session.post(did.url, json=shown) as answer:
                return not 400 <= answer.status < 500  # above, it may stand there; never show it twice
        except Exception as no:
            refused = read(no)
            return isinstance(refused, Unreachable) and refused.unclear

    async def _post(self, message: Message, did: Did) -> None:
        if did.spot.private:
            await self.messenger.post(did.spot, message)
            return
        try:
            shown = {"channel": did.spot.channel, "user": did.user} | payload(message) | quiet(did.spot)
            await self.calls(did.spot.team, "chat.postEphemeral", json=shown)
        except (Declined, Gone):  # Tend is not in this room; it can always speak to one person
            await self.messenger.post(Spot(did.spot.team, did.user), message)

    # forms that were sent in

    async def replace(self, did: Did, view: Json) -> None:
        """The modal that was sent in becomes another."""
        arguments = {"view_id": (did.view or {}).get("id"), "view": view}
        try:
            await self.calls(did.spot.team, "views.update", json=arguments)
        except (Declined, Gone, Unreachable) as no:
            log.warning("slack form not changed", error=no)


def errors(refused: Invalid, did: Did) -> Json:
    """What is wrong, beneath the fields. A sentence about the whole form stands beneath its first."""
    fields = [block["block_id"] for block in (did.view or {})["blocks"] if block["type"] == "input"]
    why = {name: spoken(words, did.event.zone) for name, words in refused.why.items() if name in fields}
    if refused.sentence or not why:
        first = next((name for name in fields if name in why), fields[0])
        told = [spoken(refused.sentence, did.event.zone), *([why[first]] if first in why else [])]
        why[first] = " ".join(filter(None, told)) or words.STILL_OPEN
    return why


def still_writing(did: Did) -> Json:
    return notice((did.view or {})["title"], rich(words.WRITING))


def said(did: Did, text: str) -> Json:
    """A modal in which one sentence stands."""
    return notice((did.view or {}).get("title") or plain("Tend"), rich(text))
