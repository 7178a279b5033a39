"""Words that the rooms which look for names share, from patterns/naming.toml."""

from bot.screening.circles import ROLES
from bot.screening.patterns import book

_BOOK = book("naming")

VERBS = _BOOK.words("verbs")
"""Names that after "my client" or "she" are more often what somebody does."""
SHORT = _BOOK.words("short")
"""Names of three letters which stand by themselves; in other hands they are abbreviations."""
COMMON = _BOOK.words("common")
"""Family names that are ordinary words, believed after a given name typed small."""
NEVER = _BOOK.words("never")
"""The commonest words of English, which no list of names makes a name."""
CALLED = frozenset(["called", "named", "nicknamed", "aka", "dear", "hi", "hello", "hey", "cheers"])
MONTH_NAMES = frozenset(("april", "june", "may", "august"))
INTRODUCE = ROLES | CALLED
