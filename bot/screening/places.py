"""Addresses, postcodes, and what has a name and a sort: St Mary's Hospital, Tesco, the Royal Oak."""

import re
from collections.abc import Callable, Iterator

from bot.screening.finding import Hit
from bot.screening.lexicon import lexicon
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("places")

IsPlain = Callable[[str], bool]

_CAP = _BOOK.part("cap")
_RUN = _BOOK.part("run")
_SORT = _BOOK.part("sort")
_PRESS = _BOOK.part("press")
_FIRM = _BOOK.part("firm")
_SPECIFIC_WAY = _BOOK.part("specific_way")

_STREETS = _BOOK.patterns("streets")
_MOTORWAYS = _BOOK.pattern("motorways")
_HOUSES = _BOOK.pattern("houses")
_NOWHERE = re.compile(r"(?!)")
_THE_HOUSE = re.compile(r"\b\d{1,4}[a-z]?,?\s+The\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?")
_DRINKS = _BOOK.pattern("drinks")
_INN = _BOOK.pattern("inn")
_CLINICS = _BOOK.pattern("clinics")
_SAINTS = _BOOK.pattern("saints")
_SAINT_WORDS = _BOOK.words("saint_words")
_POSTCODES = _BOOK.patterns("postcodes")
_SOMEONE_OF = _BOOK.pattern("someone_of")
_NAMED = re.compile(rf"\b(?:The\s+)?{_RUN}\s+{_SORT}\b(?:\s+(?:{_SORT}\b|of\s+{_RUN}))*", re.IGNORECASE)
_SMALL_SORT = _BOOK.pattern("small_sort")
_ADDRESSED = _BOOK.pattern("addressed")
_WATERS = _BOOK.pattern("waters")
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
_PAPERS = re.compile(rf"\b(?:the\s+)?(?:{_CAP}\s+){{1,3}}(?-i:{_PRESS.replace('(?:', '(?i:', 1)})\b")
_GENERIC = _BOOK.words("generic")
_THERAPY = _BOOK.pattern("therapy")
_WEAK = _BOOK.words("weak")


_WAY_WORDS = _BOOK.words("way_words")
_FOREIGN_WAYS = _BOOK.words("foreign_ways")
_SMALL_WORDS = _BOOK.words("small_words")
_LOCAL_WORDS = _BOOK.words("local_words")
_WORK_WORDS = frozenset(
    word for word in re.findall(r"[a-z]+", _WORKS.pattern.split(")(?:", 1)[0]) if len(word) > 2
) | frozenset(
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
_BRAND_WORDS = _BOOK.words("brand_words")
_CODE_WORDS = _BOOK.words("code_words")
_PRESS_WORDS = _BOOK.words("press_words")


def _words_of(pattern: str) -> frozenset[str]:
    """The words that stand in a pattern, so that it is tried only where one of them is in the text."""
    found = re.findall(r"([a-zé]{2,})(\??)", re.sub(r"\\[a-zA-Z]", " ", pattern).lower())
    return frozenset(word for word, _ in found) | frozenset(word[:-1] for word, may in found if may)


_JOB_WORDS = _words_of(_JOBS) | {"packing", "sales", "salesman"}
_DISMISSED_WORDS = _BOOK.words("dismissed_words")
_FIRM_WORDS = _words_of(_FIRM) - {"and"}
_WATER_WORDS = _BOOK.words("water_words")
_DRINK_WORDS = _BOOK.words("drink_words")
_CLINIC_WORDS = _BOOK.words("clinic_words")
_SORT_WORDS = _words_of(_SORT) | frozenset(
    ["hospitals", "docks", "dock", "cafe", "cliff", "cliffs", "point", "woods", "wood", "moors", "moor", "childrens"]
)
_INN_WORDS = _BOOK.words("inn_words")


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """`is_plain` says whether a word is ordinary English, and so no name by itself."""
    numbered, named, foreign, joined, boxes = _STREETS
    ways = (
        *text.near_digits(numbered if _WAY_WORDS & text.vocabulary else _NOWHERE),
        *text.near(_WAY_WORDS, named, 50, 14),
    )
    ways += (*text.begins(_FOREIGN_WAYS, foreign), *joined.finditer(text.text), *text.near_digits(boxes, 3))
    for found in ways:
        if _is_street(found[0], is_plain):
            boxed = found.re is boxes and "ox" in found[0].lower()
            yield Hit(found.start(), found.end(), "street", weight=8 if boxed else 7)
    if text.digits:
        yield from _postcodes(text)
        for found in text.near_digits(_MOTORWAYS, 3):
            yield Hit(found.start(), found.end(), "landmark", weight=6)
        for found in (*text.near_digits(_THE_HOUSE), *text.near_digits(_HOUSES)):
            yield Hit(found.start(), found.end(), "street", weight=7)
    yield from _known_houses(text)
    yield from _institutions(text, is_plain)
    yield from _employers(text, is_plain)
    for found in text.near(_WATER_WORDS, _WATERS, 12, 90):
        yield Hit(found.start(), found.end(), "landmark", weight=6)
    for found in text.near(_PRESS_WORDS, _PAPERS, 50, 16):
        if not all(is_plain(word) for word in _names(found[0])[:-1]):
            yield Hit(found.start(), found.end(), "newspaper", weight=6)


def _known_houses(text: Text) -> Iterator[Hit]:
    """Pubs, and hospitals, prisons and schools that everybody calls by one word."""
    for found in text.near(_INN_WORDS, _INN, 30, 20):
        yield Hit(found.start(), found.end(), "institution", weight=6)
    for words, pattern, before in (
        (_CLINIC_WORDS, _CLINICS, 20),
        (_DRINK_WORDS, _DRINKS, 2),
        (_SAINT_WORDS, _SAINTS, 30),
    ):
        for found in text.near(words, pattern, before, 80):
            group = found.lastgroup or 0
            yield Hit(found.start(group), found.end(group), "institution", weight=5)


def _postcodes(text: Text) -> Iterator[Hit]:
    for pattern in _POSTCODES:
        group = "code" if "code" in pattern.groupindex else 0
        found_here = text.begins(_CODE_WORDS, pattern) if "eircode" in pattern.pattern else text.near_digits(pattern, 1)
        for found in found_here:
            if any(letter.isdigit() for letter in found[group]):
                yield Hit(found.start(group), found.end(group), "postcode", weight=6 if group else 5)


def _names(said: str) -> list[str]:
    return [
        re.sub(r"['’]s?$", "", word)
        for word in re.findall(r"[\w'’-]+", said)
        if word.lower() not in ("a", "an", "the", "of", "and", "st", "saint", "on", "in", "for")
    ]


def _is_street(said: str, is_plain: IsPlain) -> bool:
    last = re.findall(r"\w+", said)[-1].lower()
    if said[0].isdigit():
        words = re.findall(r"[A-Za-z'’]+", said)
        return len(words) > 1 and (
            last
            not in (
                "way",
                "place",
                "hill",
                "view",
                "court",
                "row",
                "gate",
                "green",
                "drive",
                "rise",
                "path",
                "loop",
                "walk",
                "st",
                "dr",
                "close",
                "square",
                "circle",
                "trail",
                "heights",
                "st.",
            )
            or words[-2][0].isupper()
        )
    names = _names(said)
    if len(names) > 1 and re.fullmatch(_SPECIFIC_WAY, last, re.IGNORECASE):
        return not (len(names) == 2 and names[0].lower() in _GENERIC)
    return len(names) > 1 and not all(is_plain(name) for name in names)


def _institutions(whole: Text, is_plain: IsPlain) -> Iterator[Hit]:
    text = whole.text
    for found in whole.near(_SORT_WORDS, _NAMED, 80, 60):
        start = found.start()
        someone = _SOMEONE_OF.match(found[0])
        start += someone.end() if someone else 0
        names = _names(text[start : found.end()])
        while (
            names
            and start == found.start()
            and _opens(text, start)
            and is_plain(names[0])
            and len(names) > 2
            and names[0].lower() in _GENERIC | {"saw", "met"}
        ):
            start += len(names.pop(0)) + 1
        if _is_institution(names, text[start : found.end()], is_plain, _opens(text, start)):
            yield Hit(start, found.end(), "institution", weight=6)
    for found in whole.near(_SMALL_WORDS, _SMALL_SORT, 40, 30):
        name = found["name"] or found["other"]
        word = re.sub(r"['’]s?$|s['’]$", "", name.lower())
        if found["name"] or (
            word not in _GENERIC and not is_plain(word) and word[-1:] and not is_plain(word.rstrip("s"))
        ):
            yield Hit(found.start(), found.end(), "institution", weight=6)
    for found in whole.begins(_LOCAL_WORDS, _ADDRESSED):
        names = _names(found["name"])
        if (
            len(names) > 1
            and not _THERAPY.search(text, found.end(), found.end() + 14)
            and names[0].lower() not in ("christmas", "new", "the")
            and any(len(name) > 3 for name in names)
        ) and (
            not all(is_plain(name) for name in names)
            or re.match(
                r"(?:near|opposite|behind|beside|overlooking|next\s+to|under|outside)\s+the\b", found[0], re.IGNORECASE
            )
        ):
            yield Hit(found.start("name"), found.end("name"), "landmark", weight=3)


def _opens(text: str, start: int) -> bool:
    return start == 0 or bool(re.search(r"[.!?:\n]\s*$", text[max(0, start - 3) : start]))


def _is_institution(names: list[str], said: str, is_plain: IsPlain, opens: bool) -> bool:
    if len(names) < 2:
        return False
    front, last = names[:-1], names[-1].lower()
    proper = [name for name in front if not is_plain(name)]
    if proper or re.match(r"(?:St|Saint|Our Lady)\b", said):
        return not (last in _WEAK and not names[-1][0].isupper() and not said.startswith("St"))
    while len(front) > 1 and front[-1].lower() in _GENERIC:
        front = front[:-1]
    return (
        names[-1][0].isupper()
        and front[-1].lower() not in _GENERIC
        and len(front) >= 1
        and last not in ("unit", "group", "practice", "point", "works", "high", "mine", "hall")
    )


def _employers(whole: Text, is_plain: IsPlain) -> Iterator[Hit]:
    text = whole.text
    for found in whole.begins(_WORK_WORDS, _WORKS):
        names = _names(found["firm"])
        if names and not all(is_plain(name) or name.lower() in lexicon().lands for name in names):
            yield Hit(
                found.start("firm"), found.start("firm") + len(found["firm"].rstrip(".'’-&")), "employer", weight=5
            )
    for found in whole.near(_FIRM_WORDS, _FIRMS, 70, 16):
        names = _names(found[0])
        sure = names and names[-1].lower() in ("ltd", "limited", "plc", "inc", "llc", "llp", "gmbh")
        if len(names) > 1 and (sure or not all(is_plain(name) for name in names[:-1])):
            yield Hit(found.start(), found.end(), "employer", weight=5)
    for found in whole.begins(_JOB_WORDS, _AT_NAMED):
        words = _names(found["firm"])
        if words and words[0].lower() not in _GENERIC and not lexicon().known & {word.lower() for word in words}:
            yield Hit(found.start("firm"), found.end("firm"), "employer", weight=4)
    for found in whole.near(_DISMISSED_WORDS, _DISMISSED, 50, 20):
        if not all(is_plain(word) for word in _names(found["firm"])):
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
