"""Which lines may be named today, and for which country. A number that nobody has checked lately is not shown.

The country is the one of the reader's time zone, a guess that the card itself puts as one.
"""

import tomllib
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

FRESH = timedelta(days=180)
"""How long after it was verified a line is shown."""
ELSEWHERE = "https://findahelpline.com"
"""Crisis lines of every country, kept up to date by others."""


Kind = Literal["emergency", "talk"]


class Line(BaseModel):
    """Somebody to call. `countries` are ISO 3166 codes; `verified_on` is when a person compared it with `source`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    countries: tuple[str, ...]
    where: str
    kind: Kind
    name: str
    number: str
    hours: str
    source: str
    verified_on: date | None = None

    def fresh(self, today: date) -> bool:
        return self.verified_on is not None and timedelta() <= today - self.verified_on <= FRESH


def read_lines(toml: str) -> Sequence[Line]:
    """Raises pydantic's ValidationError for a line that lacks something."""
    return TypeAdapter(tuple[Line, ...]).validate_python(tomllib.loads(toml)["line"])


@cache
def known_lines() -> Sequence[Line]:
    return read_lines(files("bot.support").joinpath("lines.toml").read_text("utf-8"))


def lines_for(country: str, today: date, lines: Sequence[Line]) -> list[Line]:
    """The lines of a country that can be named today, emergency numbers first."""
    there = (line for line in lines if country in line.countries and line.fresh(today))
    return sorted(there, key=lambda line: line.kind)


def country_of(zone: str) -> str:
    """The country code of a time zone, e.g. "GB" for Europe/London; empty when a zone belongs to none or to several."""
    return _countries().get(zone, "")


@cache
def _countries() -> dict[str, str]:
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in table if not line.startswith("#")]
    return {row[2]: row[0] for row in rows}
