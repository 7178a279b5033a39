"""/metrics, for Prometheus, at the address of /readyz: for the machines that look after Tend, and for nobody else."""

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.app import App


def routes(app: App) -> list[web.RouteDef]:
    async def page(_: web.Request) -> web.Response:
        told = await app.metrics.page(app.database, app.clock)
        return web.Response(body=told, headers={"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"})

    return [web.get("/metrics", page)]
