"""Words that may be a crisis: a short list in `words.yaml`, open to everybody, in eight languages.

Turns of phrase that mean something else are passed over first: `idioms.yaml`. It matches and does no more: no score, no
weighing, no word about who is meant, and a "not" changes nothing. A match shows the card once and is kept nowhere; no
match says nothing about anybody.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, TypeAdapter

from bot import yamls

ANY_END = "*"


class Group(BaseModel):
    """Words that are here for the same reason, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    why: str
    words: dict[str, tuple[str, ...]]


def read(text: str) -> tuple[Group, ...]:
    """Raises yaml.YAMLError or pydantic's ValidationError for a list that cannot be right."""
    return TypeAdapter(tuple[Group, ...]).validate_json(json.dumps(yamls.read(text)))


@cache
def known_words() -> tuple[Group, ...]:
    return read(files("bot.support").joinpath("words.yaml").read_text("utf-8"))


@cache
def known_idioms() -> tuple[Group, ...]:
    return read(files("bot.support").joinpath("idioms.yaml").read_text("utf-8"))


def touches(written: str) -> bool:
    """Whether something on the list stands there. It cannot know what was meant."""
    told = _idioms().sub(APART, plain(written))
    return _words().search(told) is not None


APART = "|"
"""In place of an idiom, so that what stood around it does not become a phrase of its own."""


@cache
def _words() -> re.Pattern[str]:
    return _pattern(known_words())


@cache
def _idioms() -> re.Pattern[str]:
    return _pattern(known_idioms())


def _pattern(groups: tuple[Group, ...]) -> re.Pattern[str]:
    """The longest first, so that no idiom is cut short by another."""
    every = {word for group in groups for words in group.words.values() for word in words}
    return re.compile(r"\b(?:" + "|".join(sorted(map(_one, every), key=len, reverse=True)) + ")")


def _one(listed: str) -> str:
    return re.escape(plain(listed)) + ("" if listed.endswith(ANY_END) else r"\b")


def plain(words: str) -> str:
    """Without capitals, accents and punctuation, as they compare: "Suïcide?" and "suicide" are the same."""
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ł", "l"))
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", bare))
