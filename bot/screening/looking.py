"""Looks at a text with every eye the screen has, and keeps of what overlaps the surest."""

import re
from collections.abc import Iterator

from bot.screening import ages, dates, numbers, pictures, places, traits, web
from bot.screening.circles import ROLES, SPOKE
from bot.screening.finding import Finding, Hit, apart, trimmed
from bot.screening.lexicon import Lexicon, lexicon, plain
from bot.screening.naming import Naming
from bot.screening.patterns import book
from bot.screening.reading import Text
from bot.screening.screens import words_for
from bot.screening.topics import with_topic

_BOOK = book("looking")

_DOTTED = _BOOK.pattern("dotted")
_BARE = _BOOK.pattern("bare")
_TITLED = re.compile(r"\b(?:mr|mrs|ms|mx|dr|miss|prof)\.?\s$", re.IGNORECASE)
_TWO = _BOOK.pattern("two")
_NO_TWO = frozenset(
    f"{one} {joined} {other}"
    for one, other in ("QA", "RR", "RD", "BB", "SM", "AE", "TC", "PL", "MS", "HS", "NV", "DC", "DV", "OG", "PE")
    for joined in ("and", "&")
)
_LABELS = frozenset(["A", "B", "C", "X", "Y", "Z", "I", "O", "AB", "SO"])
_BEFORE, _AFTER = re.compile(r"[\w'’-]+"), re.compile(r"(?:['’]s)?[\s,]*([\w'’]+)")
_INITIALLED = _BOOK.pattern("initialled")
_NOT_DOTTED = _BOOK.pattern("not_dotted")
_FOREIGN = _BOOK.pattern("foreign")


def screen(text: str) -> tuple[Finding, ...]:
    """What could identify somebody, in the order of the text, none overlapping another."""
    found = (trimmed(hit, text) for hit in _hits(text))
    kept = apart([hit for hit in found if hit.start < hit.end])
    findings = (_finding(with_topic(hit, text), text) for hit in kept)
    return tuple(one for one in findings if not _says_so_already(one))


def _says_so_already(one: Finding) -> bool:
    """The suggestion stands there: to find it again would never end."""
    return one.text.strip(" .,").casefold() == one.suggestion.casefold()


def _finding(hit: Hit, text: str) -> Finding:
    category, why, suggestion = words_for(hit, text)
    return Finding(hit.start, hit.end, category, text[hit.start : hit.end], why, suggestion)


def _hits(text: str) -> Iterator[Hit]:
    known = lexicon()

    def is_plain(word: str) -> bool:
        return known.is_ordinary(plain(word))

    reading = Text(text)
    yield from ages.hits(reading)
    yield from dates.hits(reading)
    yield from web.hits(reading)
    yield from numbers.hits(reading)
    yield from places.hits(reading, is_plain)
    yield from traits.hits(reading)
    yield from pictures.hits(reading)
    yield from Naming(reading, known).hits()
    yield from _initials(text, known)
    yield from (Hit(found.start(), found.end(), "name", weight=4) for found in _FOREIGN.finditer(text))


def _initials(text: str, known: Lexicon) -> Iterator[Hit]:
    """J., J.S. and "client J"; Client A and Client X are labels that stand for nobody."""
    for found in _DOTTED.finditer(text):
        if not _NOT_DOTTED.match(found[0]) and (found[0].count(".") > 1 or _about(text, found.start(), found.end())):
            titled = _TITLED.search(text, max(0, found.start() - 8), found.start())
            yield Hit(titled.start() if titled else found.start(), found.end(), "initials", weight=4)
    for found in _INITIALLED.finditer(text):
        family = plain(found["family"])
        if (
            (family in known.family or not known.is_ordinary(family))
            and family not in known.known
            and not _NOT_DOTTED.match(found[0])
        ):
            yield Hit(found.start(), found.end(), "name", weight=5)
    for found in _BARE.finditer(text):
        letters = found["letters"]
        if letters not in _LABELS and plain(letters) not in known.known and _about(text, found.start(), found.end()):
            titled = _TITLED.search(text, max(0, found.start() - 8), found.start())
            yield Hit(titled.start() if titled else found.start("letters"), found.end("letters"), "initials", weight=4)
    for found in _TWO.finditer(text):
        for one in ("one", "other"):
            if found[0] not in _NO_TWO and not (found["one"] in _LABELS and found["other"] in _LABELS):
                yield Hit(found.start(one), found.end(one), "initials", weight=4)


def _about(text: str, start: int, end: int) -> bool:
    """Whether somebody is meant: a role before, or what people do after."""
    before = _BEFORE.findall(text[max(0, start - 24) : start].lower())
    after = _AFTER.match(text, end)
    role = before and before[-1].removesuffix("'s").removesuffix("’s") in ROLES | {
        "saw",
        "met",
        "called",
        "named",
        "mr",
        "mrs",
        "ms",
        "dr",
        "miss",
    }
    follows = after and (after[1].lower() in SPOKE or (after[0].startswith(("'s", "’s")) and after[1].lower() in ROLES))
    return bool(role or follows)
