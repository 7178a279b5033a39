"""Forms that were sent in. A modal closes only when what was typed into it was accepted, and loses nothing before.

Slack wants its answer in three seconds, and the answer says whether the modal stays. When the database is slow, the
modal says that it waits, and afterwards what came of it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack import events, words
from adapters.slack.answer import Answers, errors, said, still_writing
from adapters.slack.events import Did
from adapters.slack.form import again, left_blank
from bot.port import Reply
from bot.screens import NEEDED
from bot.ui import Invalid, Message, Update

ACK_SECONDS = 0.5
"""After this Slack is told that we have it, whether or not the work is kept. It gives up after 3."""
REMEMBERED = 1000


class Submissions:
    """Remembers of each modal whether it was accepted, and otherwise how often it was refused."""

    def __init__(
        self,
        answers: Answers,
        done: Callable[[Did], Awaitable[Reply]],
        later: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self.answers, self._done, self._later = answers, done, later
        self._views: OrderedDict[str, int | None] = OrderedDict()

    async def take(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        view = body["view"]["id"]
        did = events.submission(body, self._views.get(view) or 0)
        if blank := left_blank(body["view"]):
            await ack(response_action="errors", errors=dict.fromkeys(blank, NEEDED))
            return
        work = asyncio.ensure_future(self._done(did))
        await asyncio.wait([work], timeout=ACK_SECONDS)
        if work.done():
            await self._answer(ack, did, self._judged(view, work.result()))
        else:
            await ack(response_action="update", view=still_writing(did))
            self._later(self._late(did, work))

    async def _answer(self, ack: AsyncAck, did: Did, reply: Reply) -> None:
        if isinstance(reply, Invalid):
            await ack(response_action="errors", errors=errors(reply, did))
        else:
            await ack()
            self._later(self.answers.show(reply, did))

    async def _late(self, did: Did, work: "asyncio.Future[Reply]") -> None:
        view = did.view or {}
        reply = self._judged(view["id"], await work)
        match reply:
            case Invalid():
                await self.answers.replace(did, again(view))
            case Message(text) | Update(Message(text)):
                await self.answers.replace(did, said(did, text))
        await self.answers.show(reply, did)

    def _judged(self, view: str, reply: Reply) -> Reply:
        """None means that this very form came before: if it was not accepted then, it must not look as if it were."""
        before = self._views.get(view, 0)
        if reply is None and before is not None:
            reply = Invalid({}, words.SENT_BEFORE)
        if reply is not None:
            self._views[view] = (before or 0) + 1 if isinstance(reply, Invalid) else None
            self._views.move_to_end(view)
        if len(self._views) > REMEMBERED:
            self._views.popitem(last=False)
        return reply
