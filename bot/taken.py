"""What people did while the database was busy, kept on the disk before a platform hears that we have it.

A small file of sealed lines beside the database, one for each process. Usually it is empty: a Turn takes milliseconds,
and only an event whose Turn takes longer is written here, until it is kept or somebody was told that it is not. What a
process left behind when it died happens at the next start; an event that was kept after all is known by its name.
"""

import asyncio
import fcntl
import json
import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag

from bot.logs import log
from bot.port import Event, Person, Place, Sent
from bot.sealed import Vault

NAME = "taken-"


class Taken:
    """`left` is what earlier processes died with. Raises OSError when the folder cannot be written."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        self._vault = vault
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="taken")
        self._waiting: list[bytes] = []
        self._kept: set[str] = set()
        free = [file for path in sorted(folder.glob(f"{NAME}*")) if (file := _mine(path))]
        self._file = free.pop(0) if free else _new(folder)
        self._others = free
        self.left = [event for file in (self._file, *free) for event in self._read(file)]

    async def keep(self, event: Event) -> None:
        """Returns when it would survive a power cut; events that come together share the wait for the disk."""
        self._kept.add(event.id)
        self._waiting.append(self._vault.seal_aside(json.dumps(asdict(event)).encode()))
        await asyncio.get_running_loop().run_in_executor(self._writer, self._write)

    @asynccontextmanager
    async def beside(self, event: Event, after: float) -> AsyncIterator[None]:
        """While this lasts for more than so many seconds, the event is kept here; for ever, if we are told to end.

        If that fails, the database may still take it; if not, whoever did it is told.
        """
        keeping: list[asyncio.Task[None]] = []
        keep = asyncio.get_running_loop().call_later(
            after, lambda: keeping.append(asyncio.create_task(self._keep_if_possible(event)))
        )
        try:
            yield
        except asyncio.CancelledError:
            keeping.clear()
            raise
        finally:
            keep.cancel()
            for kept in keeping:
                await kept
                await self.done(event)

    async def _keep_if_possible(self, event: Event) -> None:
        try:
            await self.keep(event)
        except OSError as broken:
            log.error("not kept beside the database", error=broken)

    async def done(self, event: Event) -> None:
        """It was kept, or whoever did it knows that it was not. With nothing left to remember, the file is emptied."""
        self._kept.discard(event.id)
        if not self._kept and not self.left:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._empty)

    async def replayed(self) -> None:
        """What was left behind has happened."""
        self.left.clear()
        if not self._kept:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._empty)

    def discard(self) -> int:
        """What was left behind never happens; how many there were."""
        count = len(self.left)
        self.left.clear()
        self._empty()
        return count

    def close(self) -> None:
        self._writer.shutdown()
        for file in (self._file, *self._others):
            file.close()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting:
            self._file.write(b"".join(b64encode(sealed) + b"\n" for sealed in waiting))
            self._file.flush()
            os.fsync(self._file.fileno())

    def _empty(self) -> None:
        """Only while nothing waits to be written: whatever came meanwhile comes after."""
        for file in (self._file, *self._others):
            if not self._kept:
                file.truncate(0)

    def _read(self, file: BinaryIO) -> Iterator[Event]:
        file.seek(0)
        for line in file.read().splitlines():
            try:
                yield _event(json.loads(self._vault.open_aside(b64decode(line, validate=True))))
            except (NotBase64, InvalidTag, ValueError) as torn:  # the end of a line that nobody was promised
                log.warning("taken line not read", error=torn)


def in_use(folder: Path) -> bool:
    """Whether a living process has a file here."""
    files = [_mine(path) for path in folder.glob(f"{NAME}*")]
    for file in files:
        if file:
            file.close()
    return not all(files)


def _mine(path: Path) -> BinaryIO | None:
    """The file, unless a living process has it."""
    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _new(folder: Path) -> BinaryIO:
    paths = (folder / f"{NAME}{number}" for number in count(1))
    return next(file for path in paths if (file := _mine(path)))


def _event(kept: dict[str, object]) -> Event:
    made = dict(kept)
    made["who"], made["where"] = Person(**kept["who"]), Place(**kept["where"])  # type: ignore[arg-type]
    if on := kept["on"]:
        beneath = on["beneath"]  # type: ignore[index]
        made["on"] = Sent(Place(**on["where"]), on["id"], Place(**beneath) if beneath else None)  # type: ignore[index]
    return Event(**made)  # type: ignore[arg-type]
