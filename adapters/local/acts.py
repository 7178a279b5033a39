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
from adapters.local.messenger import PLATFORM, sent
from adapters.local.pages import page, room_page
from adapters.local.skips import Skips
from adapters.local.store import Store
from adapters.local.view import View
from bot.app import App
from bot.marks import quoted
from bot.port import Event, Person, Place, Reply
from bot.ui import Form, Invalid, Message, TooLong, Update

_ADDRESSED = re.compile(r"\s*(/?)tend\b[\s,:]*", re.IGNORECASE)
_ONCE = re.compile(r"[\w-]{8,64}", re.ASCII)
MOST = 2000
"""Characters of one message."""


class Acts:
    """What somebody does becomes an Event; what Tend answers becomes something to see."""

    def __init__(self, app: App, store: Store, door: Door, skips: Skips) -> None:
        self.app, self.store, self.door, self.skips = app, store, door, skips

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
        id = f"{once(given, view)}.{_digest(action)}"
        event = replace(self.event(view, id), action=action, on=sent(self.store, post.room, post.id))
        reply = await self.app.handle(event)
        changed_here = f"m{post.id}" if isinstance(reply, Update) else "latest"
        return self.shown(request, view, self.show(view, event, reply), changed_here)

    async def words(self, request: web.Request) -> web.Response:
        """Words in a room. Only what is addressed to Tend reaches it: the bot does not read rooms."""
        view, given = self.door.seen(request), await self.door.given(request)
        written = text(given, "text").replace("\r\n", "\n").strip()
        if problem := _unsayable(written):
            return page(room_page(view, draft=written, problem=problem), 422)
        event, to_tend = self.event(view, once(given, view)), addressed(view, written)
        self.store.add(
            view.room.id,
            Message(quoted(written)),
            key=f"said/{event.id}",
            at=view.now,
            author=view.me.id,
            reader=view.me.id if written.startswith("/") and to_tend is not None else "",
        )
        if to_tend is None:
            return self.shown(request, view, None)
        event = replace(event, text=to_tend)
        return self.shown(request, view, self.show(view, event, await self.app.handle(event)))

    async def form(self, request: web.Request) -> web.Response:
        """A form that was filled in. Unless it is accepted it stays open, with everything that was typed."""
        me, given = self.door.person(request), await self.door.given(request)
        opened = forms.find(self.store, me.id, request.match_info["form"])
        if opened is None:  # sent twice: the first one counted
            return self.shown(request, self.door.view(me, f"dm-{me.id}"), None)
        view, answers = self.door.view(me, opened.room), forms.read(opened.form, given)
        event = self.answered(view, opened, answers, once(given, view))
        reply = forms.check(opened.form, answers) or await self.app.handle(event)
        if reply is None:  # sent twice, and still open: it was refused the first time
            reply = Invalid({}, screens.SENT_BEFORE)
        if isinstance(reply, Invalid):
            opened = replace(opened, given=answers, why=reply.why, sentence=reply.sentence)
            return page(view.page("_form.html" if live(request) else "form.html", opened=opened), 422)
        next_form = self.show(view, event, reply)
        forms.close(self.store, opened.id)
        return self.shown(request, view, next_form)

    def answered(self, view: View, opened: OpenForm, given: dict[str, list[str]], once: str) -> Event:
        """Sent twice it is one event; corrected it is another."""
        on = opened.pressed and self.store.post(view.me.id, opened.pressed)
        event = self.event(view, f"{once}.{forms.fingerprint(given)}")
        return replace(
            event,
            action=opened.form.action,
            answers=forms.answers(opened.form, given),
            on=sent(self.store, on.room, on.id) if on else None,
        )

    async def clock(self, request: web.Request) -> web.Response:
        view, given = self.door.seen(request), await self.door.given(request)
        await self.skips.go(text(given, "far"), once(given, view))
        return self.shown(request, view, None)

    # what was done, and what is seen of it

    def event(self, view: View, id: str) -> Event:
        return Event(
            id=id,
            who=Person(PLATFORM, view.me.id),
            where=Place(PLATFORM, view.room.id),
            private=view.room.kind == "direct",
            name=view.me.name,
            zone=view.me.zone,
        )

    def show(self, view: View, event: Event, reply: Reply) -> OpenForm | None:
        """Puts the reply where its reader finds it. A repeated event shows what it showed the first time."""
        match reply:
            case Message():
                self._reply(view, event, reply)
            case Update(message) if not (event.on and self.store.change(int(event.on.id), message)):
                self._reply(view, event, message)
            case Invalid(_, sentence) if sentence:
                self._reply(view, event, Message(sentence))
            case Form():
                pressed = int(event.on.id) if event.on else None
                forms.keep(self.store, OpenForm(event.id, view.me.id, view.room.id, pressed, reply))
        return forms.find(self.store, view.me.id, event.id)

    def _reply(self, view: View, event: Event, message: Message) -> None:
        self.store.add(view.room.id, message, key=f"reply/{event.id}", at=view.now, reader=view.me.id)

    def shown(self, request: web.Request, view: View, form: OpenForm | None, at: str = "latest") -> web.Response:
        """Where to look now. An open stream shows everything but a form by itself."""
        if live(request):
            return page(view.page("_form.html", opened=form)) if form else web.Response(status=204)
        if form:
            raise web.HTTPSeeOther(f"/as/{view.me.id}/form/{form.id}")
        raise web.HTTPSeeOther(f"{view.href(view.room.id)}#{at}")


def addressed(view: View, written: str) -> str | None:
    """What these words say to Tend; None when they are for the others in the room."""
    if view.room.kind == "direct":
        return written
    called = _ADDRESSED.match(written)
    return (written[called.end() :] or "help") if called else None


def live(request: web.Request) -> bool:
    """Whether the page's own script asks, and follows the stream."""
    return request.headers.get("Tend-Page") == "live"


def once(given: Posted, view: View) -> str:
    """What makes this act one act, however often it is sent."""
    token = text(given, "once")
    if not _ONCE.fullmatch(token):
        raise web.HTTPBadRequest(text=screens.STALE)
    return f"{view.me.id}.{token}"


def _unsayable(written: str) -> str:
    if not written:
        return screens.NOTHING_WRITTEN
    try:
        Message(quoted(written))
    except TooLong:
        return screens.too_long(len(written), MOST)
    except ValueError:
        return screens.NOTHING_WRITTEN
    return ""


def _digest(action: str) -> str:
    return hashlib.sha256(action.encode()).hexdigest()[:12]
