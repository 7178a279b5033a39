"""Discord's ids as the bot's: a place carries its server, so that one Tend can serve many.

A place is "server:channel", or "channel" alone for the conversation of one person with Tend. A thread is a channel.
People have the same id on every server.
"""

import hashlib
from base64 import b32encode
from typing import NamedTuple

from discord import Object

from bot.port import Gone, Person, Place, Sent

PLATFORM = "discord"


class Spot(NamedTuple):
    """A place in Discord's words. `guild` is the server, 0 for a direct conversation."""

    guild: int
    channel: int

    @property
    def place(self) -> Place:
        return Place(PLATFORM, f"{self.guild}:{self.channel}" if self.guild else str(self.channel))

    @property
    def private(self) -> bool:
        """Whether only one person and Tend read here."""
        return not self.guild


def spot(place: Place) -> Spot:
    """Raises Gone for an id that cannot be one of Discord's."""
    guild, _, channel = place.id.rpartition(":")
    return Spot(_number(guild or "0"), _number(channel))


def person(user: int) -> Person:
    return Person(PLATFORM, str(user))


def user(who: Person) -> Object:
    """Somebody, as the library wants to be given them. Raises Gone."""
    return Object(_number(who.id))


def sent(where: Spot, message: int, *, beneath: int = 0) -> Sent:
    """A message that exists, and the thread beneath it."""
    return Sent(where.place, str(message), where._replace(channel=beneath).place if beneath else None)


def nonce(key: str) -> str:
    """25 characters, the same for the same key."""
    return b32encode(hashlib.sha256(key.encode()).digest()).decode()[:25].lower()


def _number(id: str) -> int:
    if not (id.isascii() and id.isdecimal()):
        raise Gone
    return int(id)
