"""Words that may be a crisis: a short list in `words.yaml`, open to everybody, in eight languages.

It matches and does no more: no score, no weighing, no word about who is meant. A match shows the card once and is kept
nowhere; no match says nothing about anybody.
"""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

ANY_END = "*"


class Group(BaseModel):
    """Words that are here for the same reason, by language."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
    why: str
    words: dict[str, tuple[str, ...]]


def read(text: str) -> tuple[Group, ...]:
    """Raises yaml.YAMLError or pydantic's ValidationError for a list that cannot be right."""
    return TypeAdapter(tuple[Group, ...]).validate_json(json.dumps(yaml.safe_load(text)))


@cache
def known_words() -> tuple[Group, ...]:
    return read(files("bot.support").joinpath("words.yaml").read_text("utf-8"))


def touches(written: str) -> bool:
    """Whether something on the list stands there. It cannot know what was meant."""
    return _pattern().search(plain(written)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    every = {word for group in known_words() for words in group.words.values() for word in words}
    return re.compile(r"\b(?:" + "|".join(sorted(map(_one, every))) + ")")


def _one(listed: str) -> str:
    return re.escape(plain(listed)) + ("" if listed.endswith(ANY_END) else r"\b")


def plain(words: str) -> str:
    """Without capitals, accents and punctuation, as they compare: "Suïcide?" and "suicide" are the same."""
    letters = unicodedata.normalize("NFKD", words.casefold().replace("ł", "l"))
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"\w+", bare))
