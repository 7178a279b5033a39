"""What an operator asks when something is odd, and a container every minute: is all well, and if not, what now?

Every finding is a sentence with the next step. Looking changes nothing, and may be done while Tend runs.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeVar

from sqlalchemy import Engine, false, func, select, update
from sqlalchemy.exc import DBAPIError

from bot import copies, keys, migrate, taken
from bot.clock import Clock
from bot.db import is_busy
from bot.disk import SAID, ailment
from bot.house import NO_LIST, look, reading, spoken_address, sqlite_file
from bot.ledger import Heard, Timer
from bot.settings import CannotStart, Settings
from bot.timers import PAUSES
from bot.zones import ZONES_VERSION

T = TypeVar("T")

HELD = (
    "Another program holds the database, and it takes nothing. Tend itself holds it for moments only, so if you read "
    "this twice, look for a program that reads or copies it, and end that."
)
LATE = timedelta(minutes=5)
"""A running Tend does what is due within a second or two."""
LITTLE, NONE_LEFT = 100_000_000, 2_000_000
"""Bytes. With less than the second, SQLite's journal may find no room at any moment."""
AHEAD = timedelta(minutes=2)
"""Clocks of two machines may differ by this much."""


@dataclass(frozen=True)
class Finding:
    """What was found about one thing. A `note` is worth reading; only `wrong` means that Tend does not work."""

    about: str
    sentence: str
    state: Literal["ok", "note", "wrong"] = "ok"


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Everything there is to say, the simplest first."""
    yield Finding("settings", "They can be read.")
    vault, finding = _try("key", lambda: keys.vault(settings), "There is a key.")
    yield finding
    yield from _key_file(settings)
    version, finding = _try("database", lambda: look(settings, vault), "")
    ready = bool(version) and migrate.up_to_date(version or "")
    yield from [finding] if version is None else _database(settings, vault is not None, version, ready)
    yield _erasures(settings)
    yield from _running(settings, clock) if ready else [_clock(clock, None)]
    yield _zones(clock)


def _try(about: str, look: Callable[[], T], well: str) -> tuple[T | None, Finding]:
    try:
        return look(), Finding(about, well)
    except CannotStart as no:
        return None, Finding(about, str(no), "wrong")


def _key_file(settings: Settings) -> Iterator[Finding]:
    if keys.half_replaced(settings):
        yield Finding("key", "It is being replaced, which was interrupted. `tend keys rotate` goes on with it.", "note")
    if keys.open_to_others(settings):
        sentence = f"Others on this machine can read {settings.key_file}. Keep it to yourself: chmod 600 FILE."
        yield Finding("key", sentence, "note")


def _database(settings: Settings, opens: bool, version: str, ready: bool) -> Iterator[Finding]:
    where = spoken_address(settings)
    if not version and taken.in_use(settings.directory):
        yield Finding("database", f"{where}: {SAID['moved']}", "wrong")
    elif not version:
        yield Finding("database", f"{where} is still to be made. `tend run` makes it.", "note")
    elif not ready:
        yield Finding("database", f"{where} is from an older Tend. `tend migrate` brings it up to date.", "wrong")
    else:
        with reading(settings, hurried=True) as engine:
            yield _writable(engine, where, "opens with this key" if opens else "opens")
        yield from _room(settings)
    yield from _copies(settings)


def _erasures(settings: Settings) -> Finding:
    """A directory that is still to be made will be Tend's own."""
    file = settings.erasures
    there = next(path for path in (file, file.parent, *file.parent.parents) if path.exists())
    makes = there in (file, file.parent) or file.parent == settings.directory
    if makes and os.access(there, os.W_OK):
        return Finding("erased", "The list of who was erased can be written.")
    return Finding("erased", NO_LIST.format(file), "wrong")


def _room(settings: Settings) -> Iterator[Finding]:
    file = sqlite_file(settings)
    free = shutil.disk_usage(file.parent).free if file else LITTLE
    if free < LITTLE:
        state: Literal["note", "wrong"] = "wrong" if free < NONE_LEFT else "note"
        yield Finding("disk", f"There is room for {free / 1e6:.1f} MB beside the database. {SAID['full']}", state)


def _running(settings: Settings, clock: Clock) -> list[Finding]:
    """What the rows tell about the process that writes them, as far as they can be read: that was told before."""
    try:
        with reading(settings, hurried=True) as engine:
            return [_heart(engine, clock), *_given_up(engine), _clock(clock, _latest(engine))]
    except CannotStart:
        return [_clock(clock, None)]


def _writable(engine: Engine, where: str, opens: str) -> Finding:
    try:
        with engine.connect() as connection:
            connection.execute(update(Heard).where(false()).values(event=""))
            connection.rollback()
    except DBAPIError as broken:
        told = HELD if is_busy(broken) else SAID[ailment(broken) or "read-only"]
        return Finding("database", f"{where}: {told}", "wrong")
    return Finding("database", f"{where} {opens}, is whole, up to date and can be written.")


def _heart(engine: Engine, clock: Clock) -> Finding:
    with engine.connect() as connection:
        due = connection.scalar(select(func.min(Timer.due)).where(Timer.failures <= len(PAUSES)))
    if due and due < clock.now() - LATE:
        sentence = f"Something has been due since {due:%Y-%m-%d %H:%M} UTC. Is `tend run` running? Its log says more."
        return Finding("heart", sentence, "wrong")
    return Finding("heart", "Nothing is overdue.")


def _given_up(engine: Engine) -> Iterator[Finding]:
    with engine.connect() as connection:
        count = connection.scalar(select(func.count()).where(Timer.failures > len(PAUSES)))
    if count:
        yield Finding("heart", f"Failed again and again, and waiting no longer: {count}. The log says why.", "note")


def _latest(engine: Engine) -> datetime | None:
    """When something was last heard."""
    with engine.connect() as connection:
        return connection.scalar(select(func.max(Heard.at)))


def _clock(clock: Clock, latest: datetime | None) -> Finding:
    now, rules = clock.now(), datetime(int(ZONES_VERSION[:4]), 1, 1, tzinfo=UTC)
    known = max(latest or rules, rules)
    if now < known - AHEAD:
        sentence = f"This machine says {now:%Y-%m-%d %H:%M} UTC, but it is past {known:%Y-%m-%d %H:%M}. Set its clock."
        return Finding("clock", sentence, "wrong")
    return Finding("clock", f"It is {now:%Y-%m-%d %H:%M} UTC on this machine.")


def _copies(settings: Settings) -> Iterator[Finding]:
    made = copies.beside(sqlite_file(settings))
    if made:
        sentence = (
            f"{len(made)} from before upgrades or restores, the latest {made[-1].name}. They hold what members have "
            "since asked Tend to forget: delete those that you no longer need."
        )
        yield Finding("copies", sentence, "note")


def _zones(clock: Clock) -> Finding:
    if clock.now().year > int(ZONES_VERSION[:4]) + 1:
        sentence = f"The rules are of {ZONES_VERSION}, and countries change theirs. Install a newer tzdata."
        return Finding("zones", sentence, "note")
    return Finding("zones", f"The rules of the world's clocks are of {ZONES_VERSION}.")
