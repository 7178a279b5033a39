"""`tend keys rotate`: a new root key, under which every data key is wrapped anew. What those sealed stays as it is.

At every moment, what stands in the key's file opens the database: first the new key above the old one, and the new one
alone only when nothing needs the old one. So it may be interrupted anywhere, and begun again.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import keys, taken
from bot.clock import StoppedClock
from bot.house import look, open_house
from bot.sealed import new_root_key
from bot.settings import CannotStart, Settings

IN_NO_FILE = (
    "The key can only be replaced where it stands in a file: put it into one that Tend may write, set TEND_KEY_FILE to "
    "that, and unset TEND_KEY."
)
RUNNING = "Tend is running in {}. Stop it first, and every other that uses this database: each holds the old key."
NOT_WRITTEN = (
    "{} cannot be replaced, so the key is the one it was: {}. Copy it to a folder that you may write, set "
    "TEND_KEY_FILE to the copy, and take that back to its place afterwards."
)


@dataclass(frozen=True)
class Rotated:
    """`old` is the file that holds the old key, for copies of the database from before; None if it was kept already."""

    count: int
    old: Path | None


def rotate(settings: Settings, now: datetime) -> Rotated:
    """While Tend does not run. Raises CannotStart."""
    file = settings.key_file
    if settings.key or file is None:
        raise CannotStart(IN_NO_FILE)
    if taken.in_use(settings.directory):
        raise CannotStart(RUNNING.format(settings.directory))
    look(settings, keys.vault(settings))
    try:
        old = _begun(settings, file, now)
        count = _rewrapped(settings, now)
        keys.replace(file, keys.lines(settings)[:1])
    except OSError as broken:
        raise CannotStart(NOT_WRITTEN.format(file, broken.strerror)) from None
    return Rotated(count, old)


def _begun(settings: Settings, file: Path, now: datetime) -> Path | None:
    """A new key stands above the old one. If it does already, an earlier attempt was interrupted."""
    known = keys.lines(settings)
    if len(known) > 1:
        return None
    old = file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%SZ}")
    keys.write_new_key(old, known[0])
    keys.replace(file, [new_root_key(), *known])
    return old


def _rewrapped(settings: Settings, now: datetime) -> int:
    """What was taken and not done yet happens first: it is sealed with what is made from the root key."""
    house = open_house(settings, now)
    try:
        asyncio.run(house.app(StoppedClock(now), []).replay())
        return house.database.run_here(lambda session: house.vault.rewrap(session, now))
    finally:
        house.close()
