"""What a word may be made of, so that it is no name: an ending, a beginning, the sound of a medicine."""

from bot.screening.patterns import book

_BOOK = book("naming")

_ENDINGS, _BEGINNINGS = _BOOK.words("endings"), _BOOK.words("beginnings")
MEDICAL = tuple(_BOOK.words("medical"))


def simpler(plain: str) -> list[str]:
    """What a word may be an ending, a plural or a slip of: -ing, -ish, doubled letters."""
    forms = [
        plain.removesuffix(ending) for ending in _ENDINGS if plain.endswith(ending) and len(plain) - len(ending) > 3
    ]
    forms += [form + "e" for form in forms]
    forms += [
        plain.removeprefix(start) for start in _BEGINNINGS if plain.startswith(start) and len(plain) - len(start) > 3
    ]
    return forms
