"""What a word may be made of, so that it is no name: an ending, a beginning, the sound of a medicine."""

from bot.screening.patterns import book

_BOOK = book("naming")

_ENDINGS, _BEGINNINGS = _BOOK.words("endings"), _BOOK.words("beginnings")
_LONGEST = max(map(len, _ENDINGS | _BEGINNINGS))
MEDICAL = tuple(_BOOK.words("medical"))


def simpler(plain: str) -> list[str]:
    """What a word may be an ending, a plural or a slip of: -ing, -ish. Four letters of it stay at least."""
    longest = len(plain) - 4
    stems = [plain[:-cut] for cut in range(1, min(longest, _LONGEST) + 1) if plain[-cut:] in _ENDINGS]
    rests = [plain[cut:] for cut in range(1, min(longest, _LONGEST) + 1) if plain[:cut] in _BEGINNINGS]
    return [*stems, *(stem + "e" for stem in stems), *rests]
