"""What somebody sees at once after they did something: words for them alone, a changed message, an open form.

Discord waits three seconds for the first word and fifteen minutes for the last. What came too late is said once more
where only this person reads; what was said in a server is not repeated there, only that it was heard.
"""

from contextlib import suppress
from typing import Any

import aiohttp
from discord import DiscordException, HTTPException, Interaction, InteractionType

from adapters.discord import words
from adapters.discord.events import Did
from adapters.discord.form import modal
from adapters.discord.messenger import DiscordMessenger
from adapters.discord.places import person, spot
from adapters.discord.refusals import ALREADY_ANSWERED, Declined
from adapters.discord.render import MOST, Shown, shown
from bot.front import once_more
from bot.logs import log
from bot.marks import quoted
from bot.port import Gone, Reply, Unreachable
from bot.ui import Form, Invalid, Message, Update


class Answers:
    """Shows replies. What cannot be shown is logged by its code; the person can press again."""

    def __init__(self, messenger: DiscordMessenger) -> None:
        self.messenger = messenger

    async def show(self, reply: Reply, did: Did) -> None:
        try:
            if did.interaction is None:
                await self._write(reply, did)
            else:
                await self._answer(did.interaction, reply, did)
        except (Declined, Gone, Unreachable) as no:
            log.warning("discord answer not shown", action=did.event.action.partition(":")[0], error=no)

    async def defer(self, did: Did) -> None:
        """Discord is told that an answer follows, and shows that to this person alone."""
        if did.interaction:
            with suppress(DiscordException, aiohttp.ClientError, OSError, TimeoutError):
                await did.interaction.response.defer(ephemeral=not did.spot.private, thinking=True)

    async def _write(self, reply: Reply, did: Did) -> None:
        """To words that were typed: a message back."""
        if message := _as_message(reply, did):
            await self.messenger.post(did.spot, message)

    async def _answer(self, asked: Interaction[Any], reply: Reply, did: Did) -> None:
        try:
            await (self._later if asked.response.is_done() else self._at_once)(asked, reply, did)
        except HTTPException as no:
            if no.code != ALREADY_ANSWERED:
                log.warning("discord answer came too late", state=no.code)
                await self._elsewhere(reply, did)
        except (aiohttp.ClientError, OSError, TimeoutError) as no:  # it may stand there; never show it twice
            log.warning("discord answer unclear", error=no)

    async def _at_once(self, asked: Interaction[Any], reply: Reply, did: Did) -> None:
        match reply:
            case Form() if asked.type is not InteractionType.modal_submit:
                await asked.response.send_modal(modal(reply))
            case Update(message) if asked.message:
                await asked.response.edit_message(**_contents(shown(message)), attachments=shown(message).files)
            case None if asked.message:
                await asked.response.defer()
            case _:
                await self._say(asked, _as_message(reply, did) or words.HEARD, did)

    async def _say(self, asked: Interaction[Any], message: Message, did: Did) -> None:
        made = shown(message)
        contents = _contents(made) | ({"files": made.files} if message.picture or message.file else {})
        private, quiet = did.spot.private, not made.embeds
        await asked.response.send_message(**contents, ephemeral=not private, suppress_embeds=quiet)

    async def _later(self, asked: Interaction[Any], reply: Reply, did: Did) -> None:
        """In place of the sign that an answer follows."""
        match reply:
            case Update(message) if did.event.on and await self._edited(message, did):
                await asked.delete_original_response()
            case None:
                await asked.delete_original_response()
            case _:
                made = shown(_as_message(reply, did) or words.HEARD)
                await asked.edit_original_response(**_contents(made), attachments=made.files)

    async def _edited(self, message: Message, did: Did) -> bool:
        """A message that only one person sees in a server cannot be changed like this."""
        try:
            await self.messenger.edit(did.event.on, message)  # type: ignore[arg-type]  # asked before
        except (Declined, Gone):
            return False
        return True

    async def _elsewhere(self, reply: Reply, did: Did) -> None:
        """The interaction is over. In a server, what was asked may not be for everybody who reads there."""
        if did.spot.private:
            await self._write(reply, did)
        elif reply is not None:
            where = spot(await self.messenger.direct(person(did.user)))
            await self.messenger.post(where, words.NOT_SHOWN)


def _contents(made: Shown) -> dict[str, Any]:
    return {"content": made.content, "embeds": made.embeds, "view": made.view, "allowed_mentions": made.mentions}


def _as_message(reply: Reply, did: Did) -> Message | None:
    """The reply where only a message can be shown."""
    match reply:
        case Form():
            return once_more(did.event)
        case Update(message):
            return message
        case Message():
            return reply
        case Invalid(why, sentence):
            return _given_back([sentence, *why.values()], did.typed)
        case _:
            return None


def _given_back(why: list[str], typed: list[str]) -> Message:
    """Where even the core could not keep what was typed into a form. Cut where it would not fit."""
    said = "\n".join(filter(None, why))
    if not typed:
        return Message(said)
    room = MOST - len(said) - len(words.GIVEN_BACK) - 2
    return Message(f"{said}\n{words.GIVEN_BACK}\n{quoted(chr(10).join(typed)[:room])}")
