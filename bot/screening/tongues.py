"""Which language a text is in, and what is ordinary there: else half of its words would pass for names nobody listed.

A text is in another language when its words weigh more there than in English: the commonest words count twice, of the
others those count that the other side lacks.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.screening.circles import JOINING
from bot.screening.lexicon import lexicon
from bot.screening.reading import Text

TONGUES = ("de", "es", "fr", "it", "nl", "pt")
COMMONEST = 150
"""So many words of each language tell it. The lists have the commonest first."""
ENOUGH, ENOUGH_ALIKE = 2, 3
"""So many of them have to stand in a text that are no English: one alone is "en masse". Or so many altogether, since
"de la Cruz, et al" is no other language.
"""

_NAMES_HAVE = (JOINING | {"et"}) - {"das"}

PLAINLY = 2
"""So many times as many of English are enough to look no further."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its two letters, "en" where it is English or none that is known, and its commonest words."""

    letters: str
    ordinary: frozenset[str]

    @property
    def foreign(self) -> bool:
        return self.letters != "en"

    @property
    def capitals(self) -> bool:
        """Whether every noun has a capital there, so that one tells nothing."""
        return self.letters == "de"


ENGLISH = Tongue("en", frozenset())


def tongue_of(text: Text) -> Tongue:
    tells, words = _tells(), [word.plain for word in text.words]
    heard = [tongue for word in words if word in tells for tongue in tells[word]]
    counts = {tongue: heard.count(tongue) for tongue in ("en", *TONGUES)}
    best = max(TONGUES, key=counts.__getitem__)
    if counts["en"] > PLAINLY * counts[best]:
        return ENGLISH
    there, english = _words(best), lexicon().words
    unlike = sum(word in there and word not in english and word not in _NAMES_HAVE for word in words)
    alike = sum(best in tells.get(word, ()) and word not in _NAMES_HAVE for word in words)
    if unlike < ENOUGH and alike < ENOUGH_ALIKE:
        return ENGLISH
    rest = [word for word in words if word not in tells]
    foreign = 2 * counts[best] + sum(word in there and word not in english for word in rest)
    native = 2 * counts["en"] + sum(word in english and word not in there for word in rest)
    return Tongue(best, there) if foreign > native else ENGLISH


@cache
def _tells() -> dict[str, tuple[str, ...]]:
    """Of the commonest words, whose they are."""
    tells: dict[str, tuple[str, ...]] = {}
    for tongue in ("en", *TONGUES):
        for word in _listed(tongue)[:COMMONEST]:
            if len(word) > 1:
                tells[word] = (*tells.get(word, ()), tongue)
    return tells


@cache
def _words(tongue: str) -> frozenset[str]:
    return frozenset(_listed(tongue))


def _listed(tongue: str) -> list[str]:
    return (files("bot.screening") / "lists" / f"words_{tongue}.txt").read_text("utf-8").split("\n")
