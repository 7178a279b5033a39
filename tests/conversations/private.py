"""Where private words turned up that they should not have: on somebody else's screen, on the disk, in a log.

And where words were asked for in private without a line that says who could see them.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from tests.chat import ROOM, direct
from tests.conversations.by_chat import Pressing, Secret

SHARED = "consults."
"""Forms whose words go to one peer at a time, which they say; everybody else's stay with their writer."""

SENTENCES = "checkins.sentence:"
"""The form of a check-in's sentence."""

INSIDE = "cases."
"""Forms whose words go to those who are in a case, in their own place; nobody outside of it reads them."""


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
    for path in file.parent.glob(f"{file.name}*"):
        kept = path.read_bytes()
        yield from (f"{path.name} holds “{one.words}” in clear" for one in driver.secrets if one.words.encode() in kept)


def _logged(driver: Pressing, log: str) -> Iterator[str]:
    yield from (f"a log holds “{one.words}”" for one in driver.secrets if one.words in log)
