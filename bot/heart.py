"""The heartbeats: due timers, waiting parcels, the nightly forgetting.

APScheduler only beats; what must happen stands in the timers, in the transaction that decided it. A beat that is missed
is made up by the next one. Where the database can tell, what another process puts down is said without waiting for one.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.app import App
from bot.listening import listen
from bot.logs import log

TICK_SECONDS = 1
NIGHT_HOURS = 6
"""Forgetting runs this often; what it forgets is decided by dates, not by when it runs."""


async def beat(app: App) -> None:
    """Runs until cancelled. Errors are logged and the next beat goes on."""
    woken = {platform: asyncio.Event() for platform in app.post.messengers}
    carriers = [asyncio.create_task(_carry(app, platform, wakes)) for platform, wakes in woken.items()]

    def wake(platform: str = "") -> None:
        for one, wakes in woken.items():
            if platform in ("", one):
                wakes.set()

    async def wake_all() -> None:
        wake()

    scheduler = AsyncIOScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(_quietly, "interval", seconds=TICK_SECONDS, args=[app.tick])
    scheduler.add_job(wake_all, "interval", seconds=TICK_SECONDS)
    scheduler.add_job(_quietly, "interval", hours=NIGHT_HOURS, args=[app.forget])
    scheduler.start()
    listening = asyncio.create_task(listen(app.database, wake))
    try:
        while True:
            await app.something_to_say.wait()
            app.something_to_say.clear()
            wake()
    finally:
        for task in (listening, *carriers):
            task.cancel()
        with suppress(asyncio.CancelledError):
            scheduler.shutdown(wait=False)


async def _carry(app: App, platform: str, wakes: asyncio.Event) -> None:
    """Each platform has its own: one that is slow or limits us holds up no other."""
    while True:
        await wakes.wait()
        wakes.clear()
        await _quietly(partial(app.deliver, platform))


async def _quietly(beat: Callable[[], Awaitable[object]]) -> None:
    try:
        await beat()
    except Exception as broken:  # a heart does not stop for one bad beat
        log.error("heartbeat failed", error=broken)
