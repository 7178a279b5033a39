"""Everything that Slack delivers, through Bolt, to the one dispatcher.

Slack wants its acknowledgement within three seconds. Work usually takes milliseconds, so it is kept before Slack hears
that it was; when the database is slow, the acknowledgement goes first and the answer follows.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack import events, words
from adapters.slack.answer import Answers
from adapters.slack.events import Body, Did
from adapters.slack.hints import Hints
from adapters.slack.home import Home, is_home
from adapters.slack.messenger import SlackMessenger
from adapters.slack.places import PLATFORM, Spot, person
from adapters.slack.submissions import ACK_SECONDS, Submissions
from adapters.slack.transport import LIBRARY
from adapters.slack.workspaces import Workspaces
from bot.app import App
from bot.logs import log
from bot.port import Event, Reply, Workspace
from bot.ui import Invalid, Message

Show = Callable[[Reply, Did], Awaitable[None]]

ANYTHING = re.compile("", re.DOTALL)


class Listeners:
    """One of these for each App."""

    def __init__(self, app: App, messenger: SlackMessenger) -> None:
        self.app, self.answers = app, Answers(messenger)
        self.workspaces = messenger.calls.workspaces
        self.hints, self.home = Hints(messenger.calls), Home(app, self.answers)
        self._tasks: set[asyncio.Task[None]] = set()
        self.submissions = Submissions(self.answers, self._done, self._later)
        self._bolt = self._listening()

    async def take(self, request: AsyncBoltRequest) -> BoltResponse:
        """What to answer Slack with. Nothing is left unanswered: Slack would deliver it again and again."""
        response = await self._bolt.async_dispatch(request)
        if response.status == HTTPStatus.NOT_FOUND:
            await self._unknown(request.body)
            return BoltResponse(status=HTTPStatus.OK)
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return BoltResponse(status=HTTPStatus.BAD_REQUEST)
        return response

    def _listening(self) -> AsyncApp:
        """Bolt, with a listener for everything that Tend asks for."""
        made = AsyncApp(
            logger=LIBRARY,
            name="tend",
            client=self.workspaces.transport.client(),
            authorize=_InWorkspace(self.workspaces),  # type: ignore[arg-type]  # it may say that Tend is not there
            request_verification_enabled=False,  # the door does it on raw bytes, before anything is parsed
            user_facing_authorize_error_message=words.NOT_INSTALLED,
            attaching_function_token_enabled=False,  # Tend is no step in a workflow
            process_before_response=True,  # otherwise it looks only every 10 ms whether we have answered
        )
        made.error(_broken)
        made.action({"type": "block_actions", "action_id": ANYTHING})(self.press)  # most often, so asked first
        made.command(ANYTHING)(self.command)
        made.view_submission(ANYTHING)(self._sent_in)
        made.event("message")(self.message)
        made.event("app_home_opened")(self.home_opened)
        made.event("app_uninstalled")(self.left)
        made.event("tokens_revoked")(self.revoked)
        made.event("user_change")(self.user_changed)
        made.event(ANYTHING)(self.unknown_event)
        return made

    # what people do

    async def command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await self._answered(events.command(body), ack)

    async def press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        did = events.press(body)
        await self._answered(did, ack, self.home.answer if is_home(body) else None)

    async def _sent_in(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await self.submissions.take(ack, body)

    async def message(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        did = events.words(body)
        await (self._answered(did, ack) if did else ack())

    async def _answered(self, did: Did, ack: AsyncAck, show: Show | None = None) -> None:
        """A press, a command, or words: kept, acknowledged, then answered."""
        work = asyncio.create_task(self._done(did))
        await asyncio.wait([work], timeout=ACK_SECONDS)
        await ack()
        if show or not work.done() or work.result() is not None:
            self._later(self._shown(did, work, show or self.answers.show))

    async def _shown(self, did: Did, work: asyncio.Task[Reply], show: Show) -> None:
        await show(await work, did)

    async def _done(self, did: Did) -> Reply:
        if did.stranger:
            return Invalid({}, words.ELSEWHERE) if did.view else Message(words.ELSEWHERE)
        return await self.app.handle(await self.hints.given(did.event, did.spot.team, did.user))

    # what happens to Tend

    async def home_opened(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if body["event"].get("tab") == "home":
            self._later(self.home.show(body["team_id"], str(body["event"]["user"])))

    async def left(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await self._leave(body["team_id"])
        await ack()

    async def revoked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Slack names whose tokens are gone; ours is the bot's."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._leave(body["team_id"])
        await ack()

    async def _leave(self, team: str) -> None:
        await self.workspaces.leave(team)
        await self.app.learn(Workspace(PLATFORM, team), "uninstalled")

    async def user_changed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Slack tells of everybody in the workspace; all that counts is that an account is no more."""
        user = body["event"].get("user", {})
        if user.get("deleted"):
            await self.app.learn(person(body["team_id"], str(user["id"])), "gone")
        await ack()

    async def unknown_event(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        log.info("slack event passed over", state="told")

    async def _unknown(self, body: Body) -> None:
        """Something interactive that no listener knows: whoever did it is told so once."""
        team, user = body.get("team") or {}, body.get("user") or {}
        log.info("slack event passed over", state="done")
        if team.get("id") and user.get("id") and body.get("type") != "view_closed":
            where = Spot(team["id"], user["id"])
            event = Event(id="", who=person(*where[:2]), where=where.place, private=True)
            did = Did(event, user["id"], where, str(body.get("response_url", "")))
            self._later(self.answers.show(Message(words.NOT_HERE), did))

    # tasks

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self) -> None:
        """Waits until everything that was heard is answered."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))


async def _broken(error: Exception) -> None:
    log.error("slack delivery not understood", error=error)


class _InWorkspace(AsyncAuthorize):
    """Who Tend is in the workspace that the envelope names; Bolt drops what Tend itself did there."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(self, *, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        workspace = self._workspaces.known(team_id or "")
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=None, team_id=workspace.team, bot_user_id=workspace.bot, bot_token=workspace.token
        )


async def _quietly(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception as broken:  # an answer that cannot be shown must not take anything else with it
        log.error("slack answer failed", error=broken)
