"""What has a name and a sort: St Mary's Hospital, the Royal Oak, the Maudsley; and what stands near such a thing."""

import re
from collections.abc import Iterator

from bot.screening.beginnings import by_letter
from bot.screening.cues import Cue
from bot.screening.famous import is_school_of_thought
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.proper import GENERIC, RUN, IsPlain, names_in, opens, words_of
from bot.screening.reading import Text

_BOOK = book("places")

_SORT = _BOOK.part("sort")
_DRINKS = _BOOK.pattern("drinks")
_INN = _BOOK.pattern("inn")
_CLINICS = _BOOK.pattern("clinics")
_SAINTS = _BOOK.pattern("saints")
_SAINT_WORDS = _BOOK.cue("saint_words")
_SOMEONE_OF = _BOOK.pattern("someone_of")
_NAMED = re.compile(
    rf"\b(?:The\s+)?{RUN}\s+{by_letter(_SORT)}\b(?:\s+(?:{by_letter(_SORT)}\b|of\s+{RUN}))*", re.IGNORECASE
)
_SMALL_SORT = _BOOK.pattern("small_sort")
_ADDRESSED = _BOOK.pattern("addressed")
_THERAPY = _BOOK.pattern("therapy")
_WEAK = _BOOK.words("weak")
_SMALL_WORDS = _BOOK.cue("small_words")
_LOCAL_WORDS = _BOOK.cue("local_words")
_DRINK_WORDS = _BOOK.cue("drink_words")
_CLINIC_WORDS = _BOOK.cue("clinic_words")
_SORT_WORDS = Cue(words_of(_SORT) | _BOOK.words("sort_words"))
_OPENING = GENERIC | {"saw", "met"}
_OWNING = re.compile(r"['’]s?$|s['’]$")
_BESIDE_THE = re.compile(r"(?:near|opposite|behind|beside|overlooking|next\s+to|under|outside)\s+the\b", re.IGNORECASE)
_INN_WORDS = _BOOK.cue("inn_words")


def hits(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    yield from _known_houses(text)
    yield from _named(text, is_plain)
    yield from _typed_small(text, is_plain)
    yield from _landmarks(text, is_plain)


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


def _named(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """St Mary's Hospital."""
    for found in text.near(_SORT_WORDS, _NAMED, 80, 60):
        start = _where_the_name_begins(text.text, found, is_plain)
        said = text.text[start : found.end()]
        if _is_institution(names_in(said), said, is_plain):
            yield Hit(start, found.end(), "institution", weight=6)


def _where_the_name_begins(text: str, found: re.Match[str], is_plain: IsPlain) -> int:
    """Behind "Dr Klein from", and behind words that have a capital because a sentence begins: Saw Leeds Infirmary."""
    start = found.start()
    someone = _SOMEONE_OF.match(found[0])
    if someone:
        return start + someone.end()
    names = names_in(found[0])
    if len(names) > 2 and opens(text, start) and is_plain(names[0]) and names[0].lower() in _OPENING:
        return start + len(names[0]) + 1
    return start


def _typed_small(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """Fairfield high school."""
    for found in text.near(_SMALL_WORDS, _SMALL_SORT, 40, 30):
        name = found["name"] or found["other"]
        word = _OWNING.sub("", name.lower())
        if found["name"] or (
            word not in GENERIC and not is_plain(word) and word[-1:] and not is_plain(word.rstrip("s"))
        ):
            yield Hit(found.start(), found.end(), "institution", weight=6)


def _landmarks(text: Text, is_plain: IsPlain) -> Iterator[Hit]:
    """Behind the Corn Exchange."""
    for found in text.begins(_LOCAL_WORDS, _ADDRESSED):
        names = names_in(found["name"])
        if (
            len(names) > 1
            and not _THERAPY.search(text.text, found.end(), found.end() + 14)
            and names[0].lower() not in ("christmas", "new", "the")
            and any(len(name) > 3 for name in names)
            and (not all(is_plain(name) for name in names) or _BESIDE_THE.match(found[0]))
        ):
            yield Hit(found.start("name"), found.end("name"), "landmark", weight=3)


def _is_institution(names: list[str], said: str, is_plain: IsPlain) -> bool:
    if len(names) < 2:
        return False
    front, last = names[:-1], names[-1].lower()
    if last == names[-1] and last in ("school", "group") and is_school_of_thought(" ".join(front)):
        return False
    proper = [name for name in front if not is_plain(name)]
    if proper or re.match(r"(?:St|Saint|Our Lady)\b", said):
        return not (last in _WEAK and not names[-1][0].isupper() and not said.startswith("St"))
    while len(front) > 1 and front[-1].lower() in GENERIC:
        front = front[:-1]
    return (
        names[-1][0].isupper()
        and front[-1].lower() not in GENERIC
        and len(front) >= 1
        and last not in ("unit", "group", "practice", "point", "works", "high", "mine", "hall")
    )
