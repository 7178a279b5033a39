"""Addresses: streets, houses with a number or a name, postcodes, roads that have a number."""

import re
from collections.abc import Iterator

from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.proper import GENERIC, IsPlain, names_in
from bot.screening.reading import Text

_BOOK = book("places")

_SPECIFIC = re.compile(_BOOK.part("specific_way"), re.IGNORECASE)
_WAY_OR_NOT = _BOOK.words("way_or_not")
"""Ways that are many other things as well: a drive, a rise, a close."""
_WORDS, _SPELT = re.compile(r"\w+"), re.compile(r"[A-Za-z'’]+")
_STREETS = _BOOK.patterns("streets")
_MOTORWAYS = _BOOK.pattern("motorways")
_HOUSES = _BOOK.pattern("houses")
_THE_HOUSE = re.compile(r"\b\d{1,4}[a-z]?,?\s+The\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?")
_POSTCODES = _BOOK.shapes("postcodes")
_WAY_WORDS = _BOOK.cue("way_words")
_FOREIGN_WAYS = _BOOK.cue("foreign_ways")
_CODE_WORDS = _BOOK.cue("code_words")
_JOINED_WAYS = _BOOK.words("joined_ways")
"""Ends of street names that are one word: Hauptstraße."""
_BOX_WORDS = _BOOK.cue("box_words")


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    numbered, named, foreign, joined, boxes = _STREETS
    ways = (
        *(text.near_digits(numbered, begins="0") if text.hears(_WAY_WORDS) else ()),
        *text.near(_WAY_WORDS, named, 50, 14),
    )
    ways += (
        *text.begins(_FOREIGN_WAYS, foreign),
        *(joined.finditer(text.text) if any(way in text.text for way in _JOINED_WAYS) else ()),
        *text.begins(_BOX_WORDS, boxes),
    )
    for found in ways:
        if _is_street(found[0], is_plain):
            boxed = found.re is boxes and "ox" in found[0].lower()
            yield Hit(found.start(), found.end(), "street", weight=8 if boxed else 7)
    if text.digits:
        yield from _postcodes(text)
        for found in text.near_digits(_MOTORWAYS, 3, "Aa"):
            yield Hit(found.start(), found.end(), "landmark", weight=6)
        for found in (*text.near_digits(_THE_HOUSE, begins="0"), *text.near_digits(_HOUSES, begins="0")):
            yield Hit(found.start(), found.end(), "street", weight=7)


def _postcodes(text: Text) -> Iterator[Hit]:
    for shape in _POSTCODES:
        group = "code" if "code" in shape.pattern.groupindex else 0
        found_here = text.shaped(shape)
        if "eircode" in shape.pattern.pattern:
            found_here = text.begins(_CODE_WORDS, shape.pattern)
        for found in found_here:
            if any(map(str.isdigit, found[group])):
                yield Hit(found.start(group), found.end(group), "postcode", weight=6 if group else 5)


def _is_street(said: str, is_plain: IsPlain) -> bool:
    last = _WORDS.findall(said)[-1].lower()
    if said[0].isdigit():
        words = _SPELT.findall(said)
        return len(words) > 1 and (last not in _WAY_OR_NOT or words[-2][0].isupper())
    names = names_in(said)
    if len(names) > 1 and _SPECIFIC.fullmatch(last):
        return not (len(names) == 2 and names[0].lower() in GENERIC)
    return len(names) > 1 and not all(is_plain(name) for name in names)
