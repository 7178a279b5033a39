"""The web server: its pages and acts behind one guard, on this computer's own address and no other."""

import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from adapters.local import screens, security
from adapters.local.acts import Acts
from adapters.local.door import Door
from adapters.local.guests import Guests
from adapters.local.live import Bell
from adapters.local.pages import Pages
from adapters.local.skips import Skips
from adapters.local.store import Store
from adapters.local.talk import Talk
from bot.app import App
from bot.logs import log

HOST = "127.0.0.1"
"""Never any other: nobody signs in here, so nobody else may knock."""
PATIENCE_SECONDS = 2
"""How long open pages may take to let go when the house closes."""


def site(app: App, store: Store) -> web.Application:
    door, bell = Door(store, app.clock), Bell(store)
    made = web.Application(middlewares=[security.guard, in_sentences])
    made.add_routes(Pages(store, door, bell).routes())
    made.add_routes(Acts(store, door, Talk(app, store), Skips(app, store)).routes())
    made.add_routes(Guests(store, door).routes())
    made.router.add_static("/static", Path(__file__).parent / "static")
    made.on_response_prepare.append(security.protect)
    made.on_shutdown.append(bell.close)
    return made


@web.middleware
async def in_sentences(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What nobody foresaw ends in a sentence for the reader, and in a log without anybody's words."""
    try:
        return await handler(request)
    except web.HTTPNotFound:
        return web.Response(status=404, text=screens.NOT_HERE)
    except web.HTTPException:
        raise
    except Exception as broken:
        if isinstance(broken, OSError) and broken.errno == errno.ENAMETOOLONG:  # no file could have this name
            return web.Response(status=404, text=screens.NOT_HERE)
        log.error("page failed", platform="local", error=broken)
        return web.Response(status=500, text=screens.WENT_WRONG)


@asynccontextmanager
async def opened(site: web.Application, port: int) -> AsyncIterator[str]:
    """The address while it is open; port 0 takes a free one. Raises OSError when the port is taken."""
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=PATIENCE_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
