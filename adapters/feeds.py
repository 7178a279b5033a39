"""/calendar/…: where calendars find their owners' meetings. What stands there is the bot's; this hands it out.

An address that is none answers as one that has ended, whatever it looks like. Nothing of an address is logged.
"""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from http import HTTPStatus

from aiohttp import web

from bot.app import App
from bot.logs import log
from bot.meetings.handlers.own_calendar import published

NOTHING, LATER = "There is no calendar here.\n", "The calendar cannot be read at the moment.\n"
HEADERS = {"X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
KEPT = "private, max-age=900"
"""Nobody on the way keeps it; whoever asked may, for a quarter of an hour."""


def routes(app: App) -> Sequence[web.RouteDef]:
    """What the process's web server answers to calendars."""

    async def answer(request: web.Request) -> web.Response:
        try:
            found = await app.read(partial(published, token=request.match_info["name"].removesuffix(".ics")))
        except Exception as broken:
            log.error("calendar not read", error=broken)
            return _said(HTTPStatus.SERVICE_UNAVAILABLE, LATER)
        return _said(HTTPStatus.NOT_FOUND, NOTHING) if found is None else _calendar(request, found)

    return [web.get("/calendar/{name:.*}", answer)]


def _calendar(request: web.Request, text: str) -> web.Response:
    tag = sha256(text.encode()).hexdigest()[:32]
    headers = HEADERS | {"ETag": f'"{tag}"', "Cache-Control": KEPT}
    if any(known.value in (tag, "*") for known in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    headers |= {"Content-Disposition": 'inline; filename="meetings.ics"'}
    return web.Response(text=text, content_type="text/calendar", charset="utf-8", headers=headers)


def _said(status: HTTPStatus, text: str) -> web.Response:
    return web.Response(status=status, text=text, headers=HEADERS | {"Cache-Control": "no-store"})
