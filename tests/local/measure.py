"""How quick and how large the demo is, measured from outside: a real `tend demo`, a real page, one press after another.

    python -m tests.local.measure [PRESSES]

A press is the HTTP round trip of *Join* by somebody who is in already, as the page's script sends it, while a stream of
the same room is open: Tend hears it, answers, and the chat has written the answer down. Memory is the process's
resident set after ten quiet seconds.
"""

import asyncio
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from aiohttp import ClientSession

from tests.local.visitor import Visitor

QUIET_SECONDS = 10
ROOM = "room"


async def main(presses: int) -> None:
    with TemporaryDirectory() as folder:
        began = perf_counter()
        command = (sys.executable, "-m", "adapters", "demo", "--port", "0", "--dir", folder)
        process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        try:
            assert process.stdout
            address = (await process.stdout.readline()).decode().split()[-1]
            print(f"open after {perf_counter() - began:.1f} s")
            await asyncio.sleep(QUIET_SECONDS)
            print(f"idle: {resident(process.pid):.0f} MB")
            took = sorted(await press(address, presses))
            print(
                f"{presses} presses: p50 {at(took, 0.5):.1f} ms, p99 {at(took, 0.99):.1f} ms, longest {took[-1]:.1f} ms"
            )
            print(f"afterwards: {resident(process.pid):.0f} MB")
        finally:
            process.terminate()
            await process.communicate()


async def press(address: str, presses: int) -> list[float]:
    """How long each press took, in milliseconds."""
    async with ClientSession() as session, session.get(f"{address}/as/ana/in/{ROOM}/live?after=0") as stream:
        reading = asyncio.create_task(stream.read())
        ana = Visitor(session, address, "ana")
        await ana.goes(ROOM)
        form = next(form for form in ana.page.all("form", kind="buttons") if form.one("button").text == "Join")
        fields = {one["name"]: one["value"] for one in form.all("input")} | {"action": form.one("button")["value"]}
        took = [await one_press(session, address + form["action"], fields, number) for number in range(presses)]
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading
        return took


async def one_press(session: ClientSession, url: str, fields: dict[str, str], number: int) -> float:
    began = perf_counter()
    sent = fields | {"once": f"measured-{number}"}
    async with session.post(url, data=sent, headers={"Tend-Page": "live"}) as answer:
        assert answer.status == 204
    return (perf_counter() - began) * 1000


def at(took: list[float], share: float) -> float:
    return took[int(len(took) * share)]


def resident(pid: int) -> float:
    """Megabytes."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


if __name__ == "__main__":
    asyncio.run(main(int("".join(sys.argv[1:]) or 500)))
