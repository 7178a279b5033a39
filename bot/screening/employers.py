"""Firms: by what they are (Ltd, & Sons), by what people do there, and those that everybody knows by their names."""

import re
from collections.abc import Iterator

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.lexicon import lexicon
from bot.screening.patterns import book
from bot.screening.proper import GENERIC, IsPlain, names_in, words_of
from bot.screening.reading import Text

_BOOK = book("places")

_FIRM = _BOOK.part("firm")
_WORKS = _BOOK.pattern("works")
_FIRMS = re.compile(
    rf"\b(?:(?-i:[A-Z])[\w'’&.-]*\s+(?:(?:&|and)\s+)?){{1,4}}(?-i:{_FIRM.replace('(?:', '(?i:', 1)})\b\.?"
)
_BRANDS = _BOOK.pattern("brands")
_EMPLOYED = _BOOK.pattern("employed")
_JOBS = _BOOK.part("jobs")
_AT_WORK = re.compile(rf"\b{_JOBS}\b[^.!?\n]{{0,30}}$", re.IGNORECASE)
_AT_NAMED = _BOOK.pattern("at_named")
_DISMISSED = _BOOK.pattern("dismissed")
_WORK_WORDS = Cue(
    {word for word in re.findall(r"[a-z]+", _WORKS.pattern.split(")(?:", 1)[0]) if len(word) > 2}
    | _BOOK.words("work_words")
)
_BRAND_WORDS = _BOOK.cue("brand_words")
_JOB_WORDS = Cue(words_of(_JOBS) | {"packing", "sales", "salesman"})
_DISMISSED_WORDS = _BOOK.cue("dismissed_words")
_FIRM_WORDS = Cue(words_of(_FIRM) - {"and"})


_ALSO_THINGS = _BOOK.words("also_things") | {"the times", "the bbc"}
"""Brands that are something else as well, or that one reads, watches and buys from without a job there."""
_SURE = ("ltd", "limited", "plc", "inc", "llc", "llp", "gmbh")
_AT = re.compile(r"\b(?:at|for|with)\s+$")
_AT_ONE = re.compile(r"\b(?:for|at)\s+(?:the|a|his|her)\s+$")


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    yield from _where_somebody_works(text, is_plain)
    yield from _firms(text, is_plain)
    yield from _where_a_job_is(text)
    yield from _that_dismissed(text, is_plain)
    yield from _brands(text)


def _where_somebody_works(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """She works at Harlow Glass."""
    for found in text.begins(_WORK_WORDS, _WORKS):
        names, start = names_in(found["firm"]), found.start("firm")
        if names and not all(is_plain(name) or name.lower() in lexicon().lands for name in names):
            yield Hit(start, start + len(found["firm"].rstrip(".'’-&")), "employer", weight=5)


def _firms(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """Harlow Glass Ltd."""
    for found in text.near(_FIRM_WORDS, _FIRMS, 70, 16):
        names = names_in(found[0])
        sure = names and names[-1].lower() in _SURE
        if len(names) > 1 and (sure or not all(is_plain(name) for name in names[:-1])):
            yield Hit(found.start(), found.end(), "employer", weight=5)


def _where_a_job_is(text: Text) -> Iterator[Hit]:
    """A welder at Harlow."""
    for found in text.begins(_JOB_WORDS, _AT_NAMED):
        words = names_in(found["firm"])
        if words and words[0].lower() not in GENERIC and not lexicon().known & {word.lower() for word in words}:
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=4)


def _that_dismissed(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """Harlow Glass laid him off."""
    for found in text.near(_DISMISSED_WORDS, _DISMISSED, 50, 20):
        if not all(is_plain(word) for word in names_in(found["firm"])):
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=5)


def _brands(text: Text) -> Iterator[Hit]:
    for found in text.near(_BRAND_WORDS, _BRANDS, 12, 30):
        if _EMPLOYED.search(text.text, max(0, found.start() - 40), found.start()) and (
            found[0].lower() not in _ALSO_THINGS or _at_work(text.text, found.start())
        ):
            yield Hit(found.start(), found.end(), "employer", weight=4)


def _at_work(text: str, start: int) -> bool:
    """A shift at Boots; but not: at the Boots, and not: in boots."""
    return bool(
        _AT.search(text, max(0, start - 8), start)
        and _AT_WORK.search(text, max(0, start - 50), start)
        and not _AT_ONE.search(text, max(0, start - 12), start)
    )
