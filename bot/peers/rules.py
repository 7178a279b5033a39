"""What can be said of oneself to peers, how it is read, and when two people have hours in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from bot import yamls
from bot.rhythm import instant

MOST = 8
"""Languages, and topics, that one person can name."""
LONGEST = 40
"""Characters of one of them."""
DAY = (time(8), time(21))
"""The hours in which somebody who never said otherwise may be asked something, on their own clock."""
FILLED = 1024
"""What is kept is filled up to a multiple of so many characters, so that its length tells nothing."""
_A_DAY = timedelta(days=1)


class TooMany(ValueError):
    """More than MOST were named."""


class TooLong(ValueError):
    """One of them is longer than LONGEST. `str()` is that one."""


@dataclass(frozen=True)
class Hours:
    """From when until when on somebody's own clock; from 20:00 to 02:00 goes past midnight. Equal means all day."""

    begins: time = DAY[0]
    ends: time = DAY[1]

    def has(self, at: time) -> bool:
        if self.begins < self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends


@dataclass(frozen=True)
class Wishes:
    """What one person says of themselves. `apart` are the profile ids of those whom they would rather not meet."""

    languages: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    hours: Hours = Hours()
    apart: frozenset[str] = frozenset()


def read_languages(words: str) -> tuple[str, ...]:
    """As `read_list`, of "English and Deutsch" as well; a topic may have an "and" in it, and no language has."""
    return read_list(re.sub(r"\s(?:and|und|et)\s|[&/+]", ",", words))


def read_list(words: str) -> tuple[str, ...]:
    """ "English, Deutsch" as two; each once, as it was written first. Raises TooMany or TooLong."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", words))
    kept: dict[str, str] = {}
    for part in parts:
        if len(part) > LONGEST:
            raise TooLong(part)
        if part:
            kept.setdefault(plain(part), part)
    if len(kept) > MOST:
        raise TooMany
    return tuple(kept.values())


def plain(words: str) -> str:
    """What two people must have in common in their words for a language or a topic; "Deutsch" is "german"."""
    folded = " ".join(words.casefold().split())
    return _by_other_names().get(folded, folded)


@cache
def _by_other_names() -> dict[str, str]:
    """The name of a language or a topic, by whatever else it is called."""
    tables = [_bank("languages.yaml"), _bank("topics.yaml")]
    every = [(name, own) for table in tables for name, owns in table.items() for own in (name, *owns)]
    return {own.casefold(): name.casefold() for name, own in every}


@cache
def _bank(file: str) -> dict[str, list[str]]:
    read: dict[str, list[str]] = yamls.read(files("bot.peers").joinpath(file).read_text("utf-8"))
    return read


def topics() -> list[str]:
    """Those that are known by several names."""
    return list(_bank("topics.yaml"))


def shared(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether they name one thing in common."""
    return not {plain(one) for one in some}.isdisjoint(plain(other) for other in others)


def understand(some: Wishes, other: Wishes) -> bool:
    """Whether they have a language in common. Somebody who named none speaks the group's."""
    return not some.languages or not other.languages or shared(some.languages, other.languages)


def common_hours(one: Hours, its_zone: ZoneInfo, other: Hours, other_zone: ZoneInfo, on: date) -> timedelta:
    """For how long both may be asked something on the day that begins at `on`, in UTC; to the quarter of an hour."""
    quarter = timedelta(minutes=15)
    begins = instant(datetime.combine(on, time()), ZoneInfo("UTC"))
    moments = (begins + step * quarter for step in range(_A_DAY // quarter))
    both = [
        at for at in moments if one.has(at.astimezone(its_zone).time()) and other.has(at.astimezone(other_zone).time())
    ]
    return len(both) * quarter
