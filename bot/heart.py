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

Beat = Callable[[], Awaitable[object]]

TICK_SECONDS = 1
NIGHT_HOURS = 6
"""Forgetting runs this often; what it forgets is decided by dates, not by when it runs."""


async def beat(app: App) -> None:
    """Runs until cancelled. Errors are logged and the next beat goes on."""
    ticks, nights = asyncio.Event(), asyncio.Event()
    carries = {platform: asyncio.Event() for platform in app.post.messengers}

    def wake(platform: str = "") -> None:
        for one, wakes in carries.items():
            if platform in ("", one):
                wakes.set()

    async def second() -> None:
        ticks.set()
        wake()

    async def night() -> None:
        nights.set()

    scheduler = _scheduler(second, night)
    works = [_whenever(ticks, app.tick), _whenever(nights, app.forget), listen(app.database, wake)]
    works += [_whenever(wakes, partial(app.deliver, platform)) for platform, wakes in carries.items()]
    under_way = [asyncio.create_task(work) for work in works]
    try:
        await second()
        while True:
            await app.something_to_say.wait()
            app.something_to_say.clear()
            wake()
    finally:
        for work in under_way:
            work.cancel()
        with suppress(asyncio.CancelledError):
            scheduler.shutdown(wait=False)


def _scheduler(second: Beat, night: Beat) -> AsyncIOScheduler:
    """Under way. What was missed happens once, and however late."""
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults=defaults)
    scheduler.add_job(second, "interval", seconds=TICK_SECONDS)
    scheduler.add_job(night, "interval", hours=NIGHT_HOURS)
    scheduler.start()
    return scheduler


async def _whenever(wakes: asyncio.Event, work: Beat) -> None:
    """Each has its own, and the scheduler does nothing but wake it: one that is slow holds up no other, and misses
    beats without a word.
    """
    failed = 0
    while True:
        await wakes.wait()
        wakes.clear()
        failed = await _quietly(work, failed)


async def _quietly(beat: Beat, failed: int) -> int:
    """How often it has failed by now without a good one in between; told the first time, the second, the fourth, …"""
    try:
        await beat()
    except Exception as broken:  # a heart does not stop for one bad beat
        failed += 1
        if failed.bit_count() == 1:
            log.error("heartbeat failed", error=broken, count=failed)
        return failed
    if failed:
        log.info("heart beats again", count=failed)
    return 0
