"""/healthz and /readyz, for a service manager, a container or a balancer: a status, and plain sentences for people.

/healthz answers 200 while the process lives; whoever restarts processes looks there. /readyz answers 503 while a part
cannot do its work, and says which; that is no reason for a restart, since every part mends itself where it can.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import web

from bot.health import Health
from bot.settings import CannotStart

ALIVE, READY = "Tend is running.", "Tend is ready."
NO_PORT = "Port {} of {}, where TEND_HEALTH_PORT wants /readyz, cannot be opened. Set it to a free one, or unset it."


@asynccontextmanager
async def answering(
    health: Health, host: str, port: int | None, more: Sequence[web.RouteDef] = ()
) -> AsyncIterator[str]:
    """The address while it is open, empty without a port; 0 takes a free one. Raises CannotStart for a taken one.

    `more` is what else is found there.
    """
    if port is None:
        yield ""
        return
    runner = web.AppRunner(site(health, more), access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            raise CannotStart(NO_PORT.format(port, host)) from None
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


def site(health: Health, more: Sequence[web.RouteDef] = ()) -> web.Application:
    async def alive(_: web.Request) -> web.Response:
        return _said(HTTPStatus.OK, ALIVE)

    async def ready(_: web.Request) -> web.Response:
        trouble = await health.trouble()
        status = HTTPStatus.SERVICE_UNAVAILABLE if trouble else HTTPStatus.OK
        return _said(status, "\n".join([*(trouble or [READY]), *health.notes()]))

    made = web.Application()
    made.add_routes([web.get("/healthz", alive), web.get("/readyz", ready), *more])
    return made


def _said(status: HTTPStatus, text: str) -> web.Response:
    return web.Response(status=status, text=f"{text}\n", headers={"Cache-Control": "no-store"})
