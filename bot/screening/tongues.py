"""What is ordinary in a text that is not in English: else half of its words would pass for names nobody has listed.

A text is in another language when more of its words are the commonest there than are English and unknown there.
"""

from functools import cache
from importlib.resources import files

from bot.screening.lexicon import lexicon
from bot.screening.reading import Text

TONGUES = ("de", "es", "fr", "it", "nl", "pt")
COMMONEST = 150
"""So many words of each language tell it. The lists have the commonest first."""
ENOUGH = 2
"""So many of them have to stand in a text: one alone is "et al" or "de facto"."""


def ordinary_in(text: Text) -> frozenset[str]:
    """Plain words of the language that the text is in; none when it is English, or none of those that are known."""
    tells, words = _tells(), [word.plain for word in text.words]
    heard = [tongue for word in words if word in tells for tongue in tells[word]]
    best = max(TONGUES, key=heard.count)
    if heard.count(best) < ENOUGH:
        return frozenset()
    there, english = _words(best), lexicon().words
    return there if heard.count(best) > sum(word in english and word not in there for word in words) else frozenset()


@cache
def _tells() -> dict[str, tuple[str, ...]]:
    tells: dict[str, tuple[str, ...]] = {}
    for tongue in TONGUES:
        for word in _listed(tongue)[:COMMONEST]:
            if len(word) > 1 and word not in lexicon().words:
                tells[word] = (*tells.get(word, ()), tongue)
    return tells


@cache
def _words(tongue: str) -> frozenset[str]:
    return frozenset(_listed(tongue))


def _listed(tongue: str) -> list[str]:
    return (files("bot.screening") / "lists" / f"words_{tongue}.txt").read_text("utf-8").split("\n")
