"""Words that are names and something else besides: an ordinary word, a month, a land, somebody whose books are read."""

import re

from bot.screening.beside import Beside
from bot.screening.circles import CLIENTS, MEETS, RELATIVES, ROLES, SAID, SPOKE, STYLES, TITLES
from bot.screening.famous import masked
from bot.screening.lexicon import Lexicon
from bot.screening.name_words import CALLED, INTRODUCE, MONTH_NAMES, NEVER, VERBS
from bot.screening.patterns import book
from bot.screening.reading import Text
from bot.screening.somebody import is_somebody
from bot.screening.words import Word

_BOOK = book("naming")

_QUOTED = re.compile(r",? (?:et al\b|\((?:19|20)\d\d)")
_THEORISTS = _BOOK.words("theorists")
_WRITES = _BOOK.words("writes")
_MOSTLY = _BOOK.words("mostly")
"""Words of the list of both that are names far more often than anything else, however they are typed."""
_SPEAKING_THINGS = frozenset(
    [
        "hope",
        "faith",
        "joy",
        "grace",
        "patience",
        "love",
        "happy",
        "honey",
        "summer",
        "winter",
        "spring",
        "autumn",
        "dawn",
        "sunday",
        "page",
        "art",
        "may",
        "will",
        "peace",
        "glory",
        "victory",
        "journey",
        "star",
        "art",
        "judge",
        "gene",
        "chance",
    ]
) - {"grace", "dawn", "may", "will", "joy", "judge"}
_AFTER_SAW = frozenset(
    [
        "hope",
        "joy",
        "love",
        "grace",
        "patience",
        "happy",
        "red",
        "blue",
        "peace",
        "reason",
        "star",
        "happiness",
        "comfort",
        "summer",
        "chance",
        "page",
        "faith",
        "sunshine",
        "stars",
        "light",
        "sky",
    ]
) - {"grace"}
_ONLY_VERBS = VERBS - {"mark", "jack", "bill", "hope", "miles", "grant", "will", "chase", "drew"}
_SEEN = CLIENTS | {"saw", "met", "seeing"}
_NOT_SEEN = VERBS | _AFTER_SAW


class Doubtful:
    """One text being asked whether such a word is somebody there."""

    def __init__(self, text: Text, lexicon: Lexicon, beside: Beside) -> None:
        self.text, self.known, self.beside = text, lexicon, beside

    def titled(self, index: int, before: Word) -> bool:
        """After Mr or Auntie. "Miss", and styles that are ordinary words, need a name or a capital to follow."""
        word = self.text.words[index]
        if self.text.between(index - 1) not in (" ", ". ", "."):
            return False
        strong = before.plain in TITLES and (before.plain not in ("miss", "sir", "dame", "sr", "sra") or before.capital)
        if (strong and masked(self.text, index)) or (word.plain in STYLES and not self.text.word(index + 1).capital):
            return False
        if strong and (word.plain not in NEVER or word.plain in MONTH_NAMES):
            return (
                word.capital
                or not self.known.is_ordinary(word.plain)
                or (word.plain in self.known.family and word.plain not in self.known.known)
            )
        if before.plain not in STYLES:
            return False
        named = self.known.is_name(word.plain) or word.plain in self.known.also
        return named and (word.capital or before.plain in RELATIVES)

    def month_person(self, index: int, word: Word) -> bool:
        """April rang; my client June; but not: since April, June was hard."""
        before, after = self.text.word(index - 1).plain, self.text.word(index + 1).plain
        introduced = before in INTRODUCE and self.text.between(index - 1) in (" ", ", ")
        if introduced and (word.capital or before in CALLED or after in SPOKE):
            return True
        if word.owns and after in ROLES:
            return True
        aged = re.match(r"\s?[,(]\s?\d\d(?!\d)", self.text.text[word.end : word.end + 7])
        if word.capital and self.text.tells and (aged or (before in ("saw", "met", "told") and not word.first)):
            return True
        return (
            word.capital
            and self.text.tells
            and after in SPOKE - {"has", "had", "came", "comes", "goes", "went", "is", "was", "thought"}
            and self.text.touching(index)
        )

    def meant(self, index: int, word: Word, found: dict[int, str]) -> bool:
        """Whether an ordinary word, written as any other, is a name here."""
        before, after = self.text.word(index - 1), self.text.word(index + 1)
        opens = word.first and (word.capital or self.text.lower) and word.plain not in _ONLY_VERBS
        if opens and is_somebody(self.text, index, self.known):
            return True
        joined, follows = self.text.touching(index - 1), self.text.touching(index)
        if before.plain in CALLED and joined:
            return True
        if before.plain in ROLES and joined and not word.first:
            return word.plain not in VERBS or after.plain in SAID or not follows
        if word.owns and after.plain in ROLES:
            return True
        if before.plain in _SEEN and joined and word.plain not in _NOT_SEEN:
            return True
        if (
            after.plain in SPOKE
            and follows
            and (
                word.first
                or before.plain
                in ("and", "but", "so", "then", "when", "because", "that", "if", "as", "today", "yesterday")
            )
        ):
            return word.plain not in _SPEAKING_THINGS
        if (
            word.first
            and word.capital
            and (self.beside.aged(index) or after.plain in self.known.family and after.capital)
        ):
            return True
        if (
            before.plain in ("with", "and", "about")
            and after.plain in ("and", "again", "today", "yesterday", "last", "this", "who", "on")
            and joined
        ):
            return word.plain in _MOSTLY
        return word.plain in _MOSTLY and (word.first or before.plain in MEETS or after.plain in SAID)

    def called_like_a_land(self, index: int, word: Word) -> bool:
        """Georgia rang; but from Georgia, Texas and Virginia."""
        if not (word.plain in self.known.given or word.plain in self.known.also) or self.beside.to_a_place(index):
            return False
        before = self.text.word(index - 1).plain
        listed = before in ("and", "or", "to") or self.text.between(index - 1) == ", "
        return not (listed and any(self.text.word(index - n).plain in self.known.lands for n in (1, 2)))

    def cited(self, index: int) -> bool:
        """As Safran and Muran describe; Berne, Steiner: beside somebody whose books are read, or quoted."""
        here = index
        while self.text.between(here - 1) in (", ", " and ", " & ") or self.text.word(here - 1).plain == "and":
            here -= 2 if self.text.word(here - 1).plain == "and" else 1
            if self.text.word(here).plain in _THEORISTS:
                return True
            if not self.text.word(here).capital:
                break
        before = self.text.word(here - 1).plain
        last = index
        while self.text.word(last + 1).plain == "and" and self.text.word(last + 2).capital:
            last += 2
        after = self.text.word(last + 1).plain
        if before in ("as", "per", "see", "cf") and after in _WRITES:
            return True
        if self.text.word(index).plain in _THEORISTS and after in ("would", "might", "writes", "wrote"):
            return before not in ROLES
        return bool(_QUOTED.match(self.text.text, self.text.word(last).end))

    def theorist_as_person(self, index: int, found: dict[int, str]) -> bool:
        """Carl Rogers is no client, but "my client Beck" and "Sarah Klein" are."""
        word, before = self.text.words[index], self.text.word(index - 1)
        if not word.capital or not (word.plain in self.known.known and word.plain in _THEORISTS):
            return False
        return before.plain in ROLES and before.plain not in ("therapist", "psychologist", "psychoanalyst")
