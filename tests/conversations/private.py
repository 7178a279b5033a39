"""Where private words turned up that they should not have: on somebody else's screen, on the disk, in a log.

And where words were asked for in private without a line that says who could see them.
"""

import re
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

from tests.chat import ROOM, direct
from tests.conversations.by_chat import Pressing, Secret

SHARED = "consults."
"""Forms whose words go to one peer at a time, which they say; everybody else's stay with their writer."""

SENTENCES = "checkins.sentence:"
"""The form of a check-in's sentence."""

INSIDE = "cases."
"""Forms whose words go to those who are in a case, in their own place; nobody outside of it reads them."""


BY_CHANCE = 6
"""Bytes below which words may stand somewhere in what is sealed by chance: three do in one of sixteen megabytes."""


def leaks(
    driver: Pressing, file: Path, log: str, shared: Collection[str] = (), inside: Collection[str] = ()
) -> list[str]:
    """A sentence for each. `file` is the database, which is still open, so that its journal is there too.

    `shared`: who has pressed to share a sentence of their check-in, which others may then read. `inside`: who has come
    into a case, perhaps late, and then reads it in their own conversation.
    """
    return [*driver.unsaid, *_shown(driver, shared, inside), *_written(driver, file), *_logged(driver, log)]


def _shown(driver: Pressing, shared_by: Collection[str], inside: Collection[str]) -> Iterator[str]:
    for secret in driver.secrets:
        if secret.action.startswith(SENTENCES) and secret.writer in shared_by:
            continue
        if secret.action.startswith(INSIDE):
            yield from _outside(driver, secret, inside)
            continue
        shared = secret.action.startswith(SHARED)
        others = [name for name in driver.chat.zones if name != secret.writer]
        reading = [name for name in others if secret.words in driver.chat.all_text(name)]
        if len(reading) > (1 if shared else 0):
            yield f"{reading} can read what {secret.writer} wrote into {secret.action}"
        own = direct(driver.chat.person(secret.writer)).id
        said = {place for place, texts in driver.recorder.said.items() if secret.words in "\n".join(texts)}
        if said & {ROOM.id} if shared else said - {own}:
            yield f"what {secret.writer} wrote into {secret.action} was said in {said}"


def _outside(driver: Pressing, secret: Secret, inside: Collection[str]) -> Iterator[str]:
    """Who reads it, shares no place with its writer and did not come in, and the room."""
    circles = [circle.people for circle in driver.recorder.circles.values()]
    with_writer = {one for people in circles if driver.chat.person(secret.writer) in people for one in people}
    strangers = [name for name in driver.chat.zones if driver.chat.person(name) not in with_writer]
    others = [name for name in strangers if name not in (secret.writer, *inside)]
    reading = [name for name in others if secret.words in driver.chat.all_text(name)]
    if reading or any(secret.words in text for text in driver.recorder.said.get(ROOM.id, [])):
        yield f"{reading or 'the room'} can read what {secret.writer} wrote into {secret.action}"


def _written(driver: Pressing, file: Path) -> Iterator[str]:
    """Long words anywhere in the files; short ones, which chance could write, in every cell that is not sealed."""
    files = [(path.name, path.read_bytes()) for path in file.parent.glob(f"{file.name}*")]
    cells = list(_cells(file))
    for words in {secret.words for secret in driver.secrets}:
        if len(words.encode()) >= BY_CHANCE:
            yield from (f"{name} holds “{words}” in clear" for name, kept in files if words.encode() in kept)
        else:
            alone = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            yield from (f"“{cell}” holds “{words}” in clear" for cell in cells if alone.search(cell))


def _cells(file: Path) -> Iterator[str]:
    with closing(sqlite3.connect(file)) as kept:
        for (table,) in kept.execute("select name from sqlite_schema where type = 'table'").fetchall():
            for row in kept.execute(f'select * from "{table}"'):  # noqa: S608 -- a name of our own
                yield from (str(cell) for cell in row if not isinstance(cell, bytes))


def _logged(driver: Pressing, log: str) -> Iterator[str]:
    yield from (f"a log holds “{one.words}”" for one in driver.secrets if one.words in log)
