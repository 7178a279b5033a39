"""Everything that can be looked at: rooms, open forms, pictures, files, and the stream that keeps a page up to date."""

from urllib.parse import quote

from aiohttp import web

from adapters.local import forms, live
from adapters.local.door import Door, number
from adapters.local.store import PAGE, Post, Store
from adapters.local.view import View

SANDBOX = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
"""For pictures and files: whatever is in them, it runs nothing and asks for nothing."""


class Pages:
    """Looking changes nothing except what counts as read."""

    def __init__(self, store: Store, door: Door, bell: live.Bell) -> None:
        self.store, self.door, self.bell = store, door, bell

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.start),
            web.get("/as/{person}/in/{room}", self.room),
            web.get("/as/{person}/in/{room}/live", self.live, allow_head=False),
            web.get("/as/{person}/form/{form}", self.form),
            web.get("/as/{person}/picture/{post}", self.picture),
            web.get("/as/{person}/file/{post}", self.file),
        ]

    async def start(self, request: web.Request) -> web.Response:
        """To the first person's first open room."""
        people = self.store.people()
        if not people:
            raise web.HTTPSeeOther("/new")
        rooms = self.store.rooms(people[0].id)
        first = next((room for room in rooms if room.open), rooms[0])
        raise web.HTTPSeeOther(f"/as/{people[0].id}/in/{first.id}#latest")

    async def room(self, request: web.Request) -> web.Response:
        """The latest messages, or with `before` those before an id."""
        return page(room_page(self.door.seen(request), before=number(request.query.get("before", ""))))

    async def live(self, request: web.Request) -> web.StreamResponse:
        view = self.door.seen(request)
        stream = live.Stream(self.store, view.me.id, view.room.id, view.post, view.around)
        return await stream.run(request, self.bell)

    async def form(self, request: web.Request) -> web.Response:
        """An open form as a page of its own; once it was sent, the chat."""
        me = self.door.person(request)
        opened = forms.find(self.store, me.id, request.match_info["form"])
        if opened is None:
            raise web.HTTPSeeOther(f"/as/{me.id}/in/dm-{me.id}#latest")
        return page(self.door.view(me, opened.room).page("form.html", opened=opened))

    async def picture(self, request: web.Request) -> web.Response:
        message = self._post(request).message
        if message is None or message.picture is None:
            raise web.HTTPNotFound
        return web.Response(text=message.picture.svg, content_type="image/svg+xml", headers=SANDBOX)

    async def file(self, request: web.Request) -> web.Response:
        message = self._post(request).message
        if message is None or message.file is None:
            raise web.HTTPNotFound
        headers = {
            "Content-Type": message.file.mime,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(message.file.name, safe='')}",
        }
        return web.Response(body=message.file.text.encode(), headers=headers | SANDBOX)

    def _post(self, request: web.Request) -> Post:
        return self.door.post(self.door.person(request), request.match_info["post"])


def room_page(view: View, *, before: int | None = None, draft: str = "", problem: str = "") -> str:
    """The whole page; `draft` is what was typed and could not be sent, `problem` says why."""
    store, me, room = view.store, view.me.id, view.room.id
    upto, after, posts = store.read_upto(me, room), store.newest(), store.posts(me, room, before)
    store.read(me, room)
    new = [post.id for post in posts if post.id > upto and post.author != me] if upto else []
    return view.page(
        "room.html",
        posts=posts,
        earlier=posts[0].id if len(posts) == PAGE else 0,
        latest=before is None,
        after=after,
        first_new=new[0] if new else 0,
        draft=draft,
        problem=problem,
    )


def page(html: str, status: int = 200) -> web.Response:
    return web.Response(text=html, content_type="text/html", status=status)
