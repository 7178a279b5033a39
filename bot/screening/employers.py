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
    frozenset(word for word in re.findall(r"[a-z]+", _WORKS.pattern.split(")(?:", 1)[0]) if len(word) > 2)
    | frozenset(
        [
            "works",
            "worked",
            "working",
            "jobs",
            "shifts",
            "manages",
            "managed",
            "interns",
            "internship",
            "placement",
            "made",
            "redundant",
            "sacked",
            "volunteers",
            "volunteered",
            "goes",
            "went",
            "runs",
            "owns",
            "plays",
            "played",
            "studies",
            "studied",
            "teaches",
            "attends",
            "attended",
        ]
    )
)
_BRAND_WORDS = _BOOK.cue("brand_words")
_JOB_WORDS = Cue(words_of(_JOBS) | {"packing", "sales", "salesman"})
_DISMISSED_WORDS = _BOOK.cue("dismissed_words")
_FIRM_WORDS = Cue(words_of(_FIRM) - {"and"})


def hits(whole: Text, is_plain: IsPlain) -> Iterator[Hit]:
    text = whole.text
    for found in whole.begins(_WORK_WORDS, _WORKS):
        names = names_in(found["firm"])
        if names and not all(is_plain(name) or name.lower() in lexicon().lands for name in names):
            yield Hit(
                found.start("firm"), found.start("firm") + len(found["firm"].rstrip(".'’-&")), "employer", weight=5
            )
    for found in whole.near(_FIRM_WORDS, _FIRMS, 70, 16):
        names = names_in(found[0])
        sure = names and names[-1].lower() in ("ltd", "limited", "plc", "inc", "llc", "llp", "gmbh")
        if len(names) > 1 and (sure or not all(is_plain(name) for name in names[:-1])):
            yield Hit(found.start(), found.end(), "employer", weight=5)
    for found in whole.begins(_JOB_WORDS, _AT_NAMED):
        words = names_in(found["firm"])
        if words and words[0].lower() not in GENERIC and not lexicon().known & {word.lower() for word in words}:
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=4)
    for found in whole.near(_DISMISSED_WORDS, _DISMISSED, 50, 20):
        if not all(is_plain(word) for word in names_in(found["firm"])):
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=5)
    for found in whole.near(_BRAND_WORDS, _BRANDS, 12, 30):
        if _EMPLOYED.search(text, max(0, found.start() - 40), found.start()) and (
            found[0].lower()
            not in (
                "shell",
                "target",
                "boots",
                "ford",
                "costa",
                "coles",
                "oracle",
                "intel",
                "hermes",
                "reliance",
                "countdown",
                "pret",
                "lloyds",
                "next",
                "apple",
                "meta",
                "google",
                "facebook",
                "amazon",
                "netflix",
                "uber",
                "subway",
                "ups",
                "anz",
                "bayer",
                "microsoft",
                "spotify",
                "the times",
                "the bbc",
                "bbc",
                "bp",
                "emirates",
            )
            or re.search(r"\b(?:at|for|with)\s+$", text[max(0, found.start() - 8) : found.start()])
            and _AT_WORK.search(text, max(0, found.start() - 50), found.start())
            and not re.search(r"\b(?:for|at)\s+(?:the|a|his|her)\s+$", text[max(0, found.start() - 12) : found.start()])
        ):
            yield Hit(found.start(), found.end(), "employer", weight=4)
