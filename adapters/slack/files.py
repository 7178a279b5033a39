"""Pictures and files, for workspaces that gave Tend the right to send them (`files:write`); elsewhere they are words.

What is sent here stays in Slack until somebody deletes it, so the right is not among those that Tend asks for unless
it is told to.
"""

import json
from collections.abc import Sequence

from adapters.drawing import png
from adapters.slack.calls import Calls
from adapters.slack.places import Spot
from adapters.slack.refusals import Declined, read
from bot.logs import log
from bot.port import Gone, Unreachable
from bot.ui import Message

NAME = "picture.png"


class Files:
    """Uploads first, shows afterwards: a message is only built without the words for a picture that is really there."""

    def __init__(self, calls: Calls) -> None:
        self.calls = calls
        self._without: set[str] = set()

    async def upload(self, team: str, message: Message) -> list[str]:
        """Slack's ids of what hangs on the message; none when it cannot be sent as it is."""
        if team in self._without or not (message.picture or message.file):
            return []
        try:
            return [await self._one(team, *one) for one in _attached(message)]
        except Declined as no:
            if no.code == "missing_scope":
                self._without.add(team)
        except (Unreachable, Gone) as no:
            log.warning("slack file not sent", address=team, error=no)
        return []

    async def show(self, where: Spot, uploaded: list[str]) -> None:
        """In this place, beneath what was said last."""
        listed = json.dumps([{"id": id} for id in uploaded])
        thread = {"thread_ts": where.thread} if where.thread else {}
        arguments = {"files": listed, "channel_id": where.channel} | thread
        await self.calls(where.team, "files.completeUploadExternal", data=arguments)

    async def remove(self, team: str, shown: Sequence[str]) -> None:
        """What hung on a message that somebody took away."""
        for id in shown:
            try:
                await self.calls(team, "files.delete", data={"file": id})
            except (Declined, Gone, Unreachable) as no:
                log.warning("slack file not removed", address=team, error=no)

    async def _one(self, team: str, name: str, content: bytes, alt: str) -> str:
        asked = {"filename": name, "length": str(len(content))} | ({"alt_txt": alt} if alt else {})
        place = await self.calls(team, "files.getUploadURLExternal", data=asked)
        try:
            async with self.calls.workspaces.transport.session.post(place["upload_url"], data=content) as answer:
                answer.raise_for_status()
        except Exception as no:
            raise read(no) from None
        return str(place["file_id"])


def _attached(message: Message) -> list[tuple[str, bytes, str]]:
    """Name, content and words for it, of everything that hangs on a message."""
    picture = [(NAME, png(message.picture.svg), message.picture.alt)] if message.picture else []
    file = [(message.file.name, message.file.text.encode(), "")] if message.file else []
    return [*picture, *file]
