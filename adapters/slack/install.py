"""Installing Tend in a workspace: two pages, between which Slack asks whoever installs it for their consent.

What goes round through Slack is signed and bound to the browser that set out, so nobody can be made to finish an
installation that somebody else began.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web
from slack_sdk.oauth import AuthorizeUrlGenerator

from adapters.slack.manifest import REDIRECT, scopes
from adapters.slack.refusals import Declined, read
from adapters.slack.settings import SlackSettings, secret
from adapters.slack.workspaces import Workspace, Workspaces
from bot.clock import Clock
from bot.logs import log
from bot.port import Unreachable

Joined = Callable[[str], Awaitable[None]]
"""What else is to know that Tend is in a workspace."""
START = "/slack/install"
COOKIE = "tend-installs"
VALID_SECONDS = 600

WELCOME = "Tend is installed. In Slack, type /tend help."
NOT_INSTALLED = "Tend was not installed, and nothing was kept."
STALE = "This page is from another time or another browser. Please begin again at {}."
ONE_BY_ONE = "Tend is installed in one workspace at a time, not in a whole organisation. Please choose a workspace."
NO_ANSWER = "Slack did not answer just now. Please begin again at {}."


class Installation:
    """The two pages. Whoever installs again replaces the token, and what waited goes on."""

    def __init__(self, settings: SlackSettings, workspaces: Workspaces, clock: Clock, joined: Joined) -> None:
        self.settings, self.workspaces, self.clock, self._joined = settings, workspaces, clock, joined
        self._secret = secret(settings.client_secret)
        self._authorize = AuthorizeUrlGenerator(
            client_id=settings.client_id,
            scopes=scopes(files=settings.files),
            redirect_uri=self._redirect,
            authorization_url=settings.api_url.replace("/api/", "/oauth/v2/authorize"),
        )

    @property
    def _redirect(self) -> str:
        return self.settings.public_url.rstrip("/") + REDIRECT

    def routes(self) -> list[web.RouteDef]:
        return [web.get(START, self.start), web.get(REDIRECT, self.finish)]

    async def start(self, _: web.Request) -> web.StreamResponse:
        nonce, until = secrets.token_urlsafe(24), int(self.clock.now().timestamp()) + VALID_SECONDS
        state = f"{until}.{nonce}.{self._signature(until, nonce)}"
        answer = web.Response(
            status=HTTPStatus.FOUND, headers={"Location": self._authorize.generate(state), "Cache-Control": "no-store"}
        )
        secure = self._redirect.startswith("https:")
        answer.set_cookie(COOKIE, nonce, max_age=VALID_SECONDS, httponly=True, secure=secure, samesite="Lax")
        return answer

    async def finish(self, request: web.Request) -> web.Response:
        if not self._ours(request.query.get("state", ""), request.cookies.get(COOKIE, "")):
            return web.Response(text=STALE.format(START), status=HTTPStatus.BAD_REQUEST)
        if "code" not in request.query:
            return web.Response(text=NOT_INSTALLED)
        try:
            return await self._installed(request.query["code"])
        except Declined as no:
            log.warning("slack not installed", state=no.code)
            return web.Response(text=NOT_INSTALLED, status=HTTPStatus.BAD_REQUEST)
        except Unreachable:
            return web.Response(text=NO_ANSWER.format(START), status=HTTPStatus.BAD_GATEWAY)

    async def _installed(self, code: str) -> web.Response:
        asked = {"code": code, "redirect_uri": self._redirect} | identity(self.settings)
        try:
            answer = await self.workspaces.transport.client().api_call("oauth.v2.access", data=asked)
        except Exception as no:
            raise read(no) from None
        if answer.get("is_enterprise_install") or not answer.get("team"):
            return web.Response(text=ONE_BY_ONE, status=HTTPStatus.BAD_REQUEST)
        lives = int(answer.get("expires_in") or 0)
        workspace = Workspace(
            team=str(answer["team"]["id"]),
            token=str(answer["access_token"]),
            bot=str(answer["bot_user_id"]),
            refresh=str(answer.get("refresh_token") or ""),
            expires=int(self.clock.now().timestamp()) + lives if lives else 0,
        )
        await self.workspaces.install(workspace)
        await self._joined(workspace.team)
        log.info("slack workspace joined", address=workspace.team)
        return web.Response(text=WELCOME)

    def _ours(self, state: str, cookie: str) -> bool:
        until, _, rest = state.partition(".")
        nonce, _, signature = rest.partition(".")
        if not (until.isascii() and until.isdecimal() and len(until) < 12):
            return False
        signed = hmac.compare_digest(self._signature(int(until), nonce).encode(), signature.encode())
        same = hmac.compare_digest(nonce.encode(), cookie.encode())
        return signed and same and self.clock.now().timestamp() <= int(until)

    def _signature(self, until: int, nonce: str) -> str:
        return hmac.new(self._secret.encode(), f"install:{until}.{nonce}".encode(), hashlib.sha256).hexdigest()


def identity(settings: SlackSettings) -> dict[str, str]:
    """How the app proves to Slack that it is itself."""
    return {"client_id": settings.client_id, "client_secret": secret(settings.client_secret)}


def renewal(settings: SlackSettings, refresh: str) -> dict[str, str]:
    """What renews a token."""
    return identity(settings) | {"grant_type": "refresh_token", "refresh_token": refresh}
