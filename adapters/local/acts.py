"""Everything that can be done: pressing, writing, answering a form, moving the clock.

With scripts off every act is a plain form that ends in a redirect. With scripts the same addresses answer 204, since
what changed arrives through the stream, or with the form that is to be shown.
"""

import hashlib
import re
from dataclasses import replace

from aiohttp import web

from adapters.local import forms, screens
from adapters.local.door import Door, text
from adapters.local.forms import OpenForm, Posted
from adapters.local.pages import page, room_page
from adapters.local.skips import Skips
from adapters.local.store import Post, Someone, Store
from adapters.local.talk import Talk
from adapters.local.view import View
from bot.ui import Invalid, Update

_ONCE = re.compile(r"[\w-]{8,64}", re.ASCII)
MOST = 2000
"""Characters of one message, as `bot.ui` allows."""


class Acts:
    """Each carries a token, so that it is one act however often it is sent."""

    def __init__(self, store: Store, door: Door, talk: Talk, skips: Skips) -> None:
        self.store, self.door, self.talk, self.skips = store, door, talk, skips

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/as/{person}/in/{room}/press", self.press),
            web.post("/as/{person}/in/{room}/words", self.words),
            web.post("/as/{person}/in/{room}/clock", self.clock),
            web.post("/as/{person}/form/{form}", self.form),
        ]

    async def press(self, request: web.Request) -> web.Response:
        """A button. Its action goes to Tend as it was shown: whether it still counts is for the bot to say."""
        view, given = self.door.seen(request), await self.door.given(request)
        post, action = self.door.post(view.me, text(given, "message")), text(given, "action")
        id = f"{once(given, view.me)}.{_digest(action)}"
        reply = await self.talk.does(view.me, view.room, id, action=action, on=post)
        return self.shown(request, view, id, f"m{post.id}" if isinstance(reply, Update) else "latest")

    async def words(self, request: web.Request) -> web.Response:
        """Words that cannot be shown come back, and stay where they were typed."""
        view, given = self.door.seen(request), await self.door.given(request)
        written, id = text(given, "text").replace("\r\n", "\n").strip(), once(given, view.me)
        if problem := _unsayable(written):
            return page(room_page(view, draft=written, problem=problem), 422)
        to_tend = self.talk.says(view.me, view.room, id, written)
        if to_tend is not None:
            await self.talk.does(view.me, view.room, id, text=to_tend)
        return self.shown(request, view, id)

    async def form(self, request: web.Request) -> web.Response:
        """A form that was filled in. Unless it is accepted it stays open, with everything that was typed."""
        me, given = self.door.person(request), await self.door.given(request)
        opened = forms.find(self.store, me.id, request.match_info["form"])
        if opened is None:  # sent twice: the first one counted
            return self.shown(request, self.door.view(me, f"dm-{me.id}"), "")
        view, answers = self.door.view(me, opened.room), forms.read(opened.form, given)
        id = f"{once(given, me)}.{forms.fingerprint(answers)}"
        wrong = forms.check(opened.form, answers) or await self._send(view, opened, id, answers)
        if wrong:
            opened = replace(opened, given=answers, why=wrong.why, sentence=wrong.sentence)
            return page(view.page("_form.html" if live(request) else "form.html", opened=opened), 422)
        forms.close(self.store, opened.id)
        return self.shown(request, view, id)

    async def _send(self, view: View, opened: OpenForm, id: str, given: dict[str, list[str]]) -> Invalid | None:
        """To Tend; what is wrong with it, if anything is."""
        answers, on = forms.answers(opened.form, given), self._pressed(view, opened)
        reply = await self.talk.does(view.me, view.room, id, action=opened.form.action, answers=answers, on=on)
        if isinstance(reply, Invalid):
            self.store.keep_fact(f"refused/{id}", "yes")
            return reply
        if reply is None and self.store.fact(f"refused/{id}"):
            return Invalid({}, screens.SENT_BEFORE)
        return None  # accepted, now or before this process was killed

    def _pressed(self, view: View, opened: OpenForm) -> Post | None:
        return self.store.post(view.me.id, opened.pressed) if opened.pressed else None

    async def clock(self, request: web.Request) -> web.Response:
        view, given = self.door.seen(request), await self.door.given(request)
        await self.skips.go(text(given, "far"), once(given, view.me))
        return self.shown(request, view, "")

    def shown(self, request: web.Request, view: View, event: str, at: str = "latest") -> web.Response:
        """Where to look now: at the form that this event has opened, or at the room."""
        form = forms.find(self.store, view.me.id, event)
        if live(request):
            return page(view.page("_form.html", opened=form)) if form else web.Response(status=204)
        if form:
            raise web.HTTPSeeOther(f"/as/{view.me.id}/form/{form.id}")
        raise web.HTTPSeeOther(f"{view.href(view.room.id)}#{at}")


def live(request: web.Request) -> bool:
    """Whether the page's own script asks, and follows the stream."""
    return request.headers.get("Tend-Page") == "live"


def once(given: Posted, me: Someone) -> str:
    """What makes this act one act, however often it is sent."""
    token = text(given, "once")
    if not _ONCE.fullmatch(token):
        raise web.HTTPBadRequest(text=screens.STALE)
    return f"{me.id}.{token}"


def _unsayable(written: str) -> str:
    """Why a room could not show these words; empty when it can."""
    if not written:
        return screens.NOTHING_WRITTEN
    return screens.too_long(len(written), MOST) if len(written) > MOST else ""


def _digest(action: str) -> str:
    return hashlib.sha256(action.encode()).hexdigest()[:12]
