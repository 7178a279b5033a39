"""What a number is likely to be that no word stands right before: the nearest telling word of its sentence says.

"Her watch, the one he tracks, is FHLX2ABCJ5X0" names a device; with no such word it stays something unique.
"""

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from bot.screening.finding import Hit
from bot.screening.lexicon import plain

BEFORE, AFTER = 70, 30
"""How many characters away a word may stand and still tell; one that stands behind tells less."""
_WORD = re.compile(r"[^\W\d_]+(?:[&/-][^\W\d_]+)*")
_STOP = re.compile(r"[.!?;\n|](?:\s|$)|\|")


def with_topic(hit: Hit, text: str) -> Hit:
    """The hit by the kind that the words around it tell; as it was where they tell nothing."""
    if hit.kind == "handle":
        return replace(hit, kind="account") if _last(_before(hit, text)) == "account" else hit
    if hit.kind != "code" or hit.hint or hit.weight > 6:
        return hit
    kind = _last(_before(hit, text)) or _first(_STOP.split(text[hit.end : hit.end + AFTER])[0])
    return replace(hit, kind=kind) if kind else hit


def tells(word: str) -> bool:
    """Whether a plain word is one that tells what a number is, and so nobody's name where it opens a sentence."""
    return word in _kinds()


def _before(hit: Hit, text: str) -> str:
    return _STOP.split(text[max(0, hit.start - BEFORE) : hit.start])[-1]


def _last(said: str) -> str:
    kinds = [_kinds().get(plain(word), "") for word in _WORD.findall(said)]
    return next((kind for kind in reversed(kinds) if kind), "")


def _first(said: str) -> str:
    kinds = (_kinds().get(plain(word), "") for word in _WORD.findall(said))
    return next((kind for kind in kinds if kind), "")


@cache
def _kinds() -> dict[str, str]:
    known = tomllib.loads((files("bot.screening") / "lists" / "topics.toml").read_text("utf-8"))
    return {plain(word): kind for kind, words in known.items() for word in words.split()}
