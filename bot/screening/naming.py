"""Which words are names of people and places: lists first, then what stands around a word; a capital alone is little.

A word of the lists that is no English word is taken by itself. An ordinary word that may also be a name (grace, will,
reading) is taken when something around it says so. A capital inside a sentence on a word that no list knows is a name
in most texts that people write, so it is taken as well.
"""

import re
from collections.abc import Iterator

from bot.screening.circles import (
    CLIENTS,
    JOINING,
    MEETS,
    MOVES,
    PLACE_PREPOSITIONS,
    RELATIVES,
    ROLES,
    SAID,
    SPOKE,
    STYLES,
    TITLES,
)
from bot.screening.famous import masked, of_a_thing, well_known
from bot.screening.finding import Hit
from bot.screening.forms import MEDICAL, simpler
from bot.screening.lexicon import Lexicon
from bot.screening.patterns import book
from bot.screening.reading import Text, Word
from bot.screening.somebody import is_somebody
from bot.screening.topics import tells

_BOOK = book("naming")

VERBS = _BOOK.words("verbs")
"""Names that after "my client" or "she" are more often what somebody does."""

SHORT = _BOOK.words("short")
"""Names of three letters which stand by themselves; in other hands they are abbreviations."""

COMMON = _BOOK.words("common")
"""Family names that are ordinary words, believed after a given name typed small."""

CALLED = frozenset(["called", "named", "nicknamed", "aka", "dear", "hi", "hello", "hey", "cheers"])


class Naming:
    """One text being read for names. `hits()` gives what was found, whole names in one."""

    def __init__(self, text: Text, lexicon: Lexicon) -> None:
        self.text, self.known = text, lexicon
        self.tells = not (text.shouting or text.titled)
        self.lower = not any(word.capital for word in text.words if not word.first and word.plain != "i")

    def hits(self) -> Iterator[Hit]:
        found: dict[int, str] = {}
        index = 0
        while index < len(self.text.words):
            long = self._place_of_several(index)
            if long:
                found.update(dict.fromkeys(range(index, index + long), "place"))
                index += long
                continue
            if known := well_known(self.text, index):
                index += known
                continue
            kind = self._kind(index, found)
            if kind:
                found[index] = kind
            index += 1
        yield from self._runs(found)

    def _place_of_several(self, index: int) -> int:
        """How many words from here are one place: Milton Keynes, Stoke on Trent."""
        word = self.text.word(index)
        seconds = self.known.beginnings.get(word.plain)
        most = seconds.get(self.text.word(index + 1).plain, 0) if seconds else 0
        for length in range(most, 1, -1):
            words = self.text.words[index : index + length]
            if len(words) < length or not all(self.text.between(index + n) == " " for n in range(length - 1)):
                continue
            if " ".join(one.plain for one in words) not in self.known.places:
                continue
            capitals = sum(one.capital for one in words)
            rare = any(not self.known.is_ordinary(one.plain) for one in words)
            if (self.tells and capitals >= 2) or (rare and self._to_a_place(index)) or (rare and length > 2):
                return length
        return 0

    def _kind(self, index: int, found: dict[int, str]) -> str:
        word = self.text.words[index]
        if len(word.plain) < 2 or (word.plain in _NEVER and word.plain not in _MONTH_NAMES):
            return ""
        before = self.text.word(index - 1)
        if of_a_thing(self.text, index):
            return ""
        if self._titled(index, before):
            return "name"
        if before.plain in ("a", "an") and before.text != "à" and not word.owns and self.text.between(index - 1) == " ":
            return ""
        if before.plain == "the" and word.plain in self.known.also and not word.owns and self.text.touching(index - 1):
            return ""
        if len(word.plain) < 5 and self.text.text[word.end : word.end + 1].isdigit():
            return ""
        if word.capital and self._cited(index):
            return ""
        if word.plain in self.known.lands and not self._called_like_a_land(index, word):
            return ""
        if word.plain in _MONTH_NAMES:
            return "name" if self._month_person(index, word) else ""
        if word.plain in self.known.known:
            return "name" if self._theorist_as_person(index, found) else ""
        trusted = word.capital and not word.first and self.tells and not (word.shouts and len(word.plain) < 4)
        return self._capital(index, word, found) if trusted else self._small(index, word, found)

    def _cited(self, index: int) -> bool:
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
        return bool(re.match(r",? (?:et al\b|\((?:19|20)\d\d)", self.text.text[self.text.word(last).end :][:10]))

    def _called_like_a_land(self, index: int, word: Word) -> bool:
        """Georgia rang; but from Georgia, Texas and Virginia."""
        if not (word.plain in self.known.given or word.plain in self.known.also) or self._to_a_place(index):
            return False
        before = self.text.word(index - 1).plain
        listed = before in ("and", "or", "to") or self.text.between(index - 1) == ", "
        return not (listed and any(self.text.word(index - n).plain in self.known.lands for n in (1, 2)))

    def _capital(self, index: int, word: Word, found: dict[int, str]) -> str:
        """A capital within a sentence of a text where capitals tell something."""
        lists, place = self.known, self._to_a_place(index)
        if word.shouts and not (word.plain in lists.given and self._personal(index, word)):
            return ""
        back = index - 1
        while back > max(0, index - 4) and self.text.words[back].plain in JOINING and self.text.touching(back):
            back -= 1
        if back < index - 1 and found.get(back) == "name" and self.text.touching(back):
            return "name"
        after_name = index - 1 in found and self.text.touching(index - 1)
        if (
            after_name
            and found[index - 1] == "name"
            and (word.plain in lists.family or not lists.is_ordinary(word.plain))
        ):
            return "name"
        if place and word.plain in lists.places and self.text.word(index - 1).plain in ("in", "near"):
            return "place"
        if word.plain in lists.places and (place or word.plain not in lists.given) and not self._personal(index, word):
            return "place"
        if word.plain in lists.cities and self._like_a_city(index):
            return "place"
        if word.plain in lists.also_places and place and not self._in_a_title(index):
            return "place"
        if word.plain in lists.also and (not self._in_a_title(index) or self._personal(index, word)):
            return "name"
        if lists.is_name(word.plain):
            return "name"
        if lists.is_ordinary(word.plain):
            return "name" if word.plain in COMMON and self._client_before(index) else ""
        return self._unknown(index, word, place)

    def _like_a_city(self, index: int) -> bool:
        """After a postal code, at the end of an address, or "at Paris", but not "angry at Paris"."""
        start = self.text.words[index].start
        if re.search(r"\d{4,5}\s$|\d[A-Z]{0,2},\s$|\b[Tt]hen\s$", self.text.text[max(0, start - 8) : start]):
            return True
        return self.text.word(index - 1).plain == "at" and self.text.word(index - 2).plain not in _AIMED

    def _unknown(self, index: int, word: Word, place: bool) -> str:
        if word.shouts and len(word.plain) < 7:
            return ""
        if "-" in word.plain:
            return self._hyphened(word)
        if any(self.known.is_ordinary(form) for form in simpler(word.plain)):
            return ""
        return "place" if place and not self._personal(index, word) else "name"

    def _hyphened(self, word: Word) -> str:
        if word.plain.replace("-", " ") in self.known.places:
            return "place"
        parts = word.plain.split("-")
        if all(self.known.is_ordinary(part) or len(part) < 2 for part in parts):
            return ""
        if parts[0] in self.known.places and self.known.is_ordinary(parts[-1]):
            return "place"
        return "name" if word.text.split("-")[-1][:1].isupper() or self.known.is_name(parts[0]) else ""

    def _small(self, index: int, word: Word, found: dict[int, str]) -> str:
        """Written small, or with a capital that any word would have there."""
        lists, place = self.known, self._to_a_place(index)
        plain, before_plain = word.plain, self.text.word(index - 1).plain
        if word.first and word.capital and self._family_first(index, word):
            return "name"
        after_name = found.get(index - 1) == "name" and self.text.touching(index - 1)
        if plain in lists.places and (
            place or (plain in lists.cities and len(plain) > 4) or (word.capital and self.tells)
        ):
            return "place" if place or not (plain in lists.given or plain in lists.also) else "name"
        if plain in lists.given and (len(plain) > 3 or plain in SHORT or self._personal(index, word) or after_name):
            return "name"
        if after_name and (plain in COMMON or (plain in lists.family and not lists.is_ordinary(plain))):
            return "name"
        if (
            plain in lists.family
            and plain not in lists.words
            and len(plain) > 3
            and (self._personal(index, word) or word.capital)
        ):
            return "name"
        paired = (
            before_plain in ("and", "to") and index - 2 in found and self.text.word(index - 2).plain in lists.places
        )
        served = word.capital and self.tells and self.text.word(index + 1).plain in _SERVICES
        if plain in lists.also_places and (self._lived_in(index) or paired or served):
            return "place"
        if plain in lists.also:
            return "name" if self._meant(index, word, found) else ""
        if lists.is_ordinary(plain) or len(plain) < 3:
            return ""
        if plain.endswith("s") and plain[:-1] in lists.given and self.text.word(index + 1).plain in RELATIVES:
            return "name"
        return self._small_unknown(index, word, place)

    def _family_first(self, index: int, word: Word) -> bool:
        """Whitcombe, Sarah."""
        given = self.text.word(index + 1)
        if self.text.between(index) != ", " or not given.capital or given.first:
            return False
        named = given.plain in self.known.given or given.plain in self.known.also
        return named and (word.plain in self.known.family or not self.known.is_ordinary(word.plain))

    def _month_person(self, index: int, word: Word) -> bool:
        """April rang; my client June; but not: since April, June was hard."""
        before, after = self.text.word(index - 1).plain, self.text.word(index + 1).plain
        introduced = before in _INTRODUCE and self.text.between(index - 1) in (" ", ", ")
        if introduced and (word.capital or before in CALLED or after in SPOKE):
            return True
        if word.owns and after in ROLES:
            return True
        aged = re.match(r"\s?[,(]\s?\d\d(?!\d)", self.text.text[word.end : word.end + 7])
        if word.capital and self.tells and (aged or (before in ("saw", "met", "told") and not word.first)):
            return True
        return (
            word.capital
            and self.tells
            and after in SPOKE - {"has", "had", "came", "comes", "goes", "went", "is", "was", "thought"}
            and self.text.touching(index)
        )

    def _small_unknown(self, index: int, word: Word, place: bool) -> str:
        if word.shouts and len(word.plain) < 7:
            return ""
        if "-" in word.plain:
            return self._hyphened(word)
        if word.shouts or any(self.known.is_ordinary(form) for form in simpler(word.plain)):
            return ""
        after, before = self.text.word(index + 1).plain, self.text.word(index - 1).plain
        if (
            before in CALLED | {"saw", "met", "seeing"}
            or (before in ROLES and self.text.touching(index - 1))
            or word.owns
        ):
            return "name"
        if self.known.is_name(after) and self.text.touching(index) and after not in SHORT:
            return "name"
        if word.first and word.capital and self.tells and (after in SAID or self._aged(index)):
            return "name"
        if (
            word.first
            and word.capital
            and self.tells
            and len(word.plain) > 3
            and not word.plain.endswith(MEDICAL)
            and not tells(word.plain)
        ):
            return "name"
        acts = after.endswith("s") and after in self.known.words and not after.endswith(("ss", "us", "is"))
        if word.first and word.capital and self.tells and acts and self.text.touching(index):
            return "name"
        if not word.first and after in SPOKE and before not in ("the", "a", "an", "my", "her", "his", "their"):
            return "name"
        return "place" if place and self._lived_in(index) else ""

    # What stands around a word.

    def _titled(self, index: int, before: Word) -> bool:
        """After Mr or Auntie. "Miss", and styles that are ordinary words, need a name or a capital to follow."""
        word = self.text.words[index]
        if self.text.between(index - 1) not in (" ", ". ", "."):
            return False
        strong = before.plain in TITLES and (before.plain not in ("miss", "sir", "dame", "sr", "sra") or before.capital)
        if strong and masked(self.text, index):
            return False
        if strong and (word.plain not in _NEVER or word.plain in _MONTH_NAMES):
            return (
                word.capital
                or not self.known.is_ordinary(word.plain)
                or (word.plain in self.known.family and word.plain not in self.known.known)
            )
        if before.plain not in STYLES:
            return False
        named = self.known.is_name(word.plain) or word.plain in self.known.also
        return named and (word.capital or before.plain in RELATIVES)

    def _theorist_as_person(self, index: int, found: dict[int, str]) -> bool:
        """Carl Rogers is no client, but "my client Beck" and "Sarah Klein" are."""
        word, before = self.text.words[index], self.text.word(index - 1)
        if not word.capital or not (word.plain in self.known.known and word.plain in _THEORISTS):
            return False
        return before.plain in ROLES and before.plain not in ("therapist", "psychologist", "psychoanalyst")

    def _to_a_place(self, index: int) -> bool:
        before, earlier = self.text.word(index - 1).plain, self.text.word(index - 2).plain
        if before in PLACE_PREPOSITIONS or self.text.word(index - 1).text in _ABROAD:
            return True
        if before in ("from", "to", "of", "for"):
            return earlier in MOVES or before == "from" or self.text.word(index - 3).plain == "from"
        if before == "between":
            return True
        if before == "and" and self.text.word(index - 3).plain == "between":
            return True
        return (
            before in ("the", "downtown", "central", "greater", "rural", "inner", "south", "north", "east", "west")
            and earlier in PLACE_PREPOSITIONS
        )

    def _lived_in(self, index: int) -> bool:
        before, earlier = self.text.word(index - 1).plain, self.text.word(index - 2).plain
        if before not in ("in", "to", "from", "near", "outside", "around", "at"):
            return False
        if before == "from" and self.text.word(index + 1).plain == "originally":
            return True
        return earlier in MOVES or (before == "from" and earlier in _LIVING) or earlier in ROLES

    def _client_before(self, index: int) -> bool:
        return self.text.word(index - 1).plain in ROLES and self.text.touching(index - 1)

    def _aged(self, index: int) -> bool:
        """Sarah, 34, or Sarah (34), or Sarah (she/her)."""
        word = self.text.words[index]
        if self.text.text.startswith(_PRONOUNS, word.end):
            return True
        return self.text.text[word.end : word.end + 6].lstrip(",( ")[:2].isdigit()

    def _personal(self, index: int, word: Word) -> bool:
        """Something around says that this is somebody."""
        before, after = self.text.word(index - 1).plain, self.text.word(index + 1).plain
        if before in _INTRODUCE or self._aged(index):
            return True
        if word.owns and after in ROLES:
            return True
        return (after in SPOKE and not self.text.word(index + 1).first) or (
            before in MEETS and before not in ("of", "to", "for", "from")
        )

    def _in_a_title(self, index: int) -> bool:
        """Beside an ordinary word with a capital, as in Hope Scale."""
        for near in (index + 1, index - 1):
            other = self.text.word(near)
            touching = self.text.touching(min(near, index))
            ordinary = other.plain in self.known.words and not (
                other.plain in self.known.family or other.plain in self.known.also
            )
            if touching and other.capital and not other.first and ordinary:
                return True
        return False

    def _meant(self, index: int, word: Word, found: dict[int, str]) -> bool:
        """Whether an ordinary word, written as any other, is a name here."""
        before, after = self.text.word(index - 1), self.text.word(index + 1)
        opens = word.first and (word.capital or self.lower) and word.plain not in _ONLY_VERBS
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
        if word.first and word.capital and (self._aged(index) or after.plain in self.known.family and after.capital):
            return True
        if (
            before.plain in ("with", "and", "about")
            and after.plain in ("and", "again", "today", "yesterday", "last", "this", "who", "on")
            and joined
        ):
            return word.plain in _MOSTLY
        return word.plain in _MOSTLY and (word.first or before.plain in MEETS or after.plain in SAID)

    def _runs(self, found: dict[int, str]) -> Iterator[Hit]:
        """Whole names: with their title before, what joins them, and initials between."""
        index, words = 0, self.text.words
        while index < len(words):
            if index not in found:
                index += 1
                continue
            kind, last = found[index], index
            while self._goes_on(last, found, kind):
                last += next(step for step in (1, 2, 3) if found.get(last + step) == kind)
            first = index
            while (
                kind == "name" and self.text.word(first - 1).plain in _BEFORE_FAMILY and self.text.touching(first - 1)
            ):
                first -= 1
            if (
                kind == "name"
                and self.text.word(index - 1).plain in _ADDRESS
                and self.text.touching(index - 1)
                and not self._somebodys(index - 1)
            ):
                first -= 1
            yield self._hit(first, last, kind)
            index = last + 1

    def _goes_on(self, last: int, found: dict[int, str], kind: str) -> bool:
        if not self.text.touching(last) or self.text.words[last].owns:
            return False
        if found.get(last + 1) == kind:
            return True
        if {self.text.word(last + 1).plain, self.text.word(last + 2).plain} <= JOINING:
            return found.get(last + 3) == kind and self.text.touching(last + 1) and self.text.touching(last + 2)
        joins = (
            self.text.word(last + 1).plain in JOINING
            or len(self.text.word(last + 1).text) == 1
            and self.text.word(last + 1).capital
        )
        return (
            joins
            and self.text.word(last + 1).plain not in ("i", "a")
            and self.text.touching(last + 1)
            and found.get(last + 2) == kind
        )

    def _hit(self, first: int, last: int, kind: str) -> Hit:
        words = self.text.words[first : last + 1]
        end = words[-1].end
        if kind == "place" and "-" in words[-1].text and words[-1].plain.replace("-", " ") not in self.known.places:
            end = words[-1].start + words[-1].text.index("-")
        weight = 9 if words[0].plain in _MONTH_NAMES else 4
        return Hit(words[0].start, end, kind, self._whose(first), weight=weight)

    def _somebodys(self, index: int) -> bool:
        """His sister, who stays; while Sister Kelly and Auntie Grace are addressed so."""
        owned = self.text.word(index - 1).plain in _OWNERS and self.text.touching(index - 1)
        return owned and self.text.word(index).plain in RELATIVES

    def _whose(self, first: int) -> str:
        """The role before a name, so that it can stand for it: his wife Grace → his wife."""
        role, owner = self.text.word(first - 1), self.text.word(first - 2)
        if first and role.plain in ROLES and self.text.touching(first - 1):
            owned = owner.plain in _OWNERS and self.text.touching(first - 2)
            return f"{owner.text if owned else 'the'} {role.text}".lower()
        return "the " + role.plain if first and role.plain in ROLES and self.text.between(first - 1) == ", " else ""


_OWNERS = frozenset(["my", "her", "his", "their", "our", "your", "the", "a", "an"])
_NEVER = _BOOK.words("never")
_THEORISTS = _BOOK.words("theorists")
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
_MOSTLY = _BOOK.words("mostly")
"""Words of the list of both that are names far more often than anything else, however they are typed."""


_BEFORE_FAMILY = frozenset(
    ["van", "von", "der", "den", "ter", "de", "del", "della", "di", "da", "dos", "bin", "bint", "ibn"]
)
_PRONOUNS = (" (she/", " (he/", " (they/", " (ze/", " (xe/")
_SERVICES = _BOOK.words("services")
_ABROAD = frozenset(("à", "nach", "aus", "bei", "vecino", "vecina", "nahe"))
"""What stands before a place in French, German and Spanish."""
_WRITES = _BOOK.words("writes")
_AIMED = _BOOK.words("aimed")
_ONLY_VERBS = VERBS - {"mark", "jack", "bill", "hope", "miles", "grant", "will", "chase", "drew"}
_MONTH_NAMES = frozenset(("april", "june", "may", "august"))
_INTRODUCE = ROLES | CALLED
_LIVING = ROLES | {"is", "was", "s"}
_SEEN = CLIENTS | {"saw", "met", "seeing"}
_NOT_SEEN = VERBS | _AFTER_SAW
_ADDRESS = TITLES | STYLES
