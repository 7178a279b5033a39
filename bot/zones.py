"""Time zones by the names people use: "Europe/Berlin", "new york", "St John's".

They come from the `tzdata` package and never from the machine's own files, which are often months behind: in November
2026 Debian 12 was an hour wrong about Vancouver, Edmonton and Casablanca. Importing this module sees to it.
"""

import re
import unicodedata
import zoneinfo
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import tzdata

from bot.unclear import A_ZONE, NotUnderstood, no_zone

ZONES_VERSION: str = tzdata.IANA_VERSION
"""Which edition of the world's zone rules is in use, such as "2026f"."""


def use_packaged_zones() -> None:
    """Makes every zone of this process come from the tzdata package."""
    zoneinfo.reset_tzpath(())
    ZoneInfo.clear_cache()


use_packaged_zones()


class UnknownZone(NotUnderstood):
    """No time zone goes by this `name`; `nearest` holds up to three that might have been meant."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            problem=no_zone(name),
            nearest=nearest(name),
            example=A_ZONE,
        )
        self.name = name


def zone(name: str) -> ZoneInfo:
    """The zone of this name or city, however it is capitalised. Its `key` is the name to keep.

    Abbreviations such as EST are unknown on purpose: EST never changes its clock, New York does.
    Raises UnknownZone.
    """
    folded = _fold(name)
    known = _names().get(folded) or _cities().get(folded.removesuffix(" time"))
    if known is None:
        raise UnknownZone(name)
    return ZoneInfo(known)


def known_zone(*names: str) -> str:
    """The first of these that is a zone. A platform's strange word for one stops nothing."""
    for name in filter(None, names):
        try:
            return zone(name).key
        except UnknownZone:
            continue
    return "UTC"


def nearest(name: str, n: int = 3) -> list[str]:
    """Up to `n` zones that may have been meant: by country, region or abbreviation, then by spelling."""
    sought = _fold(name[:60]).removesuffix(" time")
    words = set(re.findall(r"\w+", sought))
    told = [key for key, about in _regions().items() if words and words <= about]
    spelt = _cities() | {folded: name for folded, name in _names().items() if not name.startswith("Etc/")}
    alike = [spelt[guess] for guess in get_close_matches(sought, spelt, n)]
    return list(dict.fromkeys([*told, *alike]))[:n]


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"\s*/\s*", "/", re.sub(r"[_\-\s]+", " ", re.sub(r"['’.]", "", plain))).split())


@cache
def _names() -> dict[str, str]:
    whole = (name for name in zoneinfo.available_timezones() if "/" in name)
    return {_fold(name): name for name in ("UTC", "GMT", *whole)}


_REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


@cache
def _cities() -> dict[str, str]:
    """Today's names come first: a few cities have an older one as well."""
    names = [*_preferred(), *sorted(name for name in _names().values() if name.startswith(_REGIONS))]
    return {_fold(name.rsplit("/", 1)[1]): name for name in reversed(names)}


def _preferred() -> list[str]:
    return [row[2] for row in _table("zone.tab")]


@cache
def _regions() -> dict[str, set[str]]:
    """What tzdata tells about each zone, in words; first where clocks change, as most people ask for those."""
    countries = {row[0]: row[1] for row in _table("iso3166.tab")}
    told = {row[2]: row[3] for row in sorted(_table("zonenow.tab"), key=lambda row: "/" not in row[3])}
    for country, _, name, *about in _table("zone.tab"):
        told[name] = " ".join([told.get(name, ""), name, countries[country], *about])
    return {name: set(re.findall(r"\w+", _fold(about))) for name, about in told.items()}


def _table(name: str) -> Iterator[list[str]]:
    lines = files("tzdata.zoneinfo").joinpath(name).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))
