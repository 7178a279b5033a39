"""Names that identify no client: theorists by their whole names, diseases and laws, Mr Nobody.

A list of ours each. A role or an age beside a name takes it back: "my client Sue Johnson" is somebody.
"""

from functools import cache
from importlib.resources import files

from bot.screening.circles import ROLES
from bot.screening.lexicon import own, plain
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("naming")

_NOT_OF_PEOPLE = frozenset(
    ("disease", "syndrome", "disorder", "palsy", "law", "razor", "dementia", "psychosis", "test", "chorea", "lymphoma")
) | {"effect", "experiment", "triangle", "heel", "box", "dog", "dogs", "choice", "cat", "cards", "scale", "pyramid"}


_INSTRUMENTS = _BOOK.words("instruments")
_SCHOOLS = _BOOK.words("schools")


def well_known(text: Text, index: int) -> int:
    """How many words from here are together a name that everybody knows, or 0."""
    tails = _famous().get(text.word(index).plain)
    if not tails or text.word(index - 1).plain in ROLES:
        return 0
    for tail in tails:
        length = 1 + len(tail)
        said = text.words[index + 1 : index + length]
        if tuple(word.plain for word in said) == tail and all(text.touching(index + n) for n in range(length - 1)):
            after = text.text[said[-1].end : said[-1].end + 5].lstrip(",( ")
            return 0 if after[:2].isdigit() or text.word(index + length).plain in ROLES else length
    return 0


def beginnings() -> frozenset[str]:
    """The first words of such names."""
    return frozenset(_famous())


def of_a_thing(text: Text, index: int) -> bool:
    """Alzheimer's, Stockholm syndrome, Bell's palsy; but not Huntington's wife."""
    word, after = text.word(index), text.word(index + 1).plain
    if after in _NOT_OF_PEOPLE and text.touching(index) | word.owns:
        return True
    return word.owns and word.capital and word.plain in _own("eponyms") and after not in ROLES


def of_a_method(text: Text, index: int, length: int) -> bool:
    """The Maastricht interview, the Bristol stool chart, the Palo Alto people; but not the Leeds team."""
    if not text.touching(index + length - 1):
        return False
    after = text.word(index + length).plain
    if after in _INSTRUMENTS:
        return text.words[index].capital
    return after in _SCHOOLS and is_school_of_thought(" ".join(text.word(index + n).plain for n in range(length)))


def is_school_of_thought(place: str) -> bool:
    return plain(place) in _own_lines("schools")


def masked(text: Text, index: int) -> bool:
    """After a title: Mr Nobody, Miss Independent; also Mr Nice Guy."""
    return text.word(index).plain in _own("masks")


@cache
def _own_lines(name: str) -> frozenset[str]:
    lines = (files("bot.screening") / "lists" / f"{name}.txt").read_text("utf-8").split("\n")
    return frozenset(plain(line) for line in lines if line and not line.startswith("#"))


@cache
def _own(name: str) -> frozenset[str]:
    return own(name)


@cache
def _famous() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Whole names by their first word: the longest first."""
    lines = (files("bot.screening") / "lists" / "famous.txt").read_text("utf-8").split("\n")
    tails: dict[str, list[tuple[str, ...]]] = {}
    for line in lines:
        first, *others = plain(line).split() or [""]
        if others and not line.startswith("#"):
            tails.setdefault(first, []).append(tuple(others))
    return {first: tuple(sorted(others, key=len, reverse=True)) for first, others in tails.items()}
