"""Numbers and codes that belong to one person: told by the word before them, by their shape, or by their check digits.

A number of six digits or more that is nothing else is taken as well. Scores, doses, money, years and the names of
questionnaires are left alone.
"""

import re
from collections.abc import Iterator
from importlib import import_module

from bot.screening import labelled
from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("numbers")


_COUNTED = re.compile(
    r"\d+(?:[\s/–-]+\d{1,3}){2,}|(?:\d{1,2}[\s–-]+)+\d{1,2}|\d{1,3}(?:[ ]\d{3})+"
    r"|(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:(?:1[5-9]|20)\d\d|\d\d)"
)
"""Rows of small numbers, thousands, and years from and to."""
_SHAPES = _BOOK.shapes("shapes")
_LAST_FOUR = _BOOK.pattern("last_four")
_OF_WHAT = _BOOK.pattern("of_what")
_LAST_WORDS = Cue(["last", "ends", "ending", "end"])
_BIC_WORDS, _PLATE_WORDS = Cue(["bic", "swift"]), Cue(["plate", "plates"])
_BIC = _BOOK.pattern("bic")
_VANITY = _BOOK.pattern("vanity")

_IBAN = _BOOK.pattern("iban")
_DIGITS = _BOOK.pattern("digits")
_SEVEN = _BOOK.pattern("seven")
_MIXED = _BOOK.pattern("mixed")
_SCALES = _BOOK.pattern("scales")
_SPOKEN_DIGITS = _BOOK.pattern("spoken_digits")
_NO_DIGIT = re.compile(r"\D")
_PAGE, _MONEY = re.compile(r"\b(?:pages?|pp?)\.?\s$", re.IGNORECASE), re.compile(r"[£$€]\s?$")
_FAX_BEFORE = re.compile(r"(?:fax|facsimile)(?:\D{0,40}|\w*\s[^.!?\n]{0,24}\bto\s)$", re.IGNORECASE)
_FAX_BEHIND = re.compile(r"\s{0,2}(?:[(\[]\s?|is\s+(?:the|her|his|their|my)\s+)fax", re.IGNORECASE)
_EXTENSION = re.compile(r"\s?(?:x|ext\.?|extension)\s?\d{1,5}$", re.IGNORECASE)
_WITH_COUNTRY = _BOOK.pattern("with_country")
"""A country's number in front, and no plus."""
_COUNTRIES = {
    7: ("US", "IE"),
    8: ("SE", "NZ", "KE"),
    9: ("ES", "PL", "FR", "NZ", "ZA"),
    10: ("US", "IN", "MX", "NG", "PH"),
    11: ("BR", "US", "DE"),
}
"""Where numbers of so many digits are written without a 0 or a country's number before them."""


_DIGIT_WORDS = _BOOK.words("digit_words")


def hits(text: Text) -> Iterator[Hit]:
    if sum(len(text.spots.get(word, ())) for word in _DIGIT_WORDS) > 4:
        yield from (Hit(found.start(), found.end(), "phone", weight=8) for found in _SPOKEN_DIGITS.finditer(text.text))
    yield from _of_letters(text)
    if not text.digits:
        return
    for found in text.begins(_LAST_WORDS, _LAST_FOUR):
        yield from _last_four(text.text, found)
    yield from labelled.hits(text)
    for shape in _SHAPES:
        for found in text.shaped(shape):
            if any(map(str.isdigit, found[0])) and not _SCALES.match(found[0]):
                yield Hit(found.start(), found.end(), shape.kind, weight=7)
    for found in text.near_digits(_IBAN, begins="Aa"):
        if _checks("iban", found[0]):
            yield Hit(found.start(), found.end(), "account", weight=9)
    for found in text.near_digits(_SEVEN, begins="0"):
        faxed = _faxed(text.text, found.start(), found.end())
        yield Hit(found.start(), found.end(), "fax" if faxed else "phone", weight=10 if faxed else 5)
    for found in text.near_digits(_DIGITS, begins="0+"):
        yield from _long(text.text, found)
    yield from _mixed(text)


def _of_letters(text: Text) -> Iterator[Hit]:
    """Codes that may have no digit at all: of a bank, and plates that somebody chose."""
    for found in text.begins(_BIC_WORDS, _BIC):
        yield Hit(found.start("code"), found.end("code"), "account", weight=9)
    for found in text.near(_PLATE_WORDS, _VANITY, 14, 30):
        yield Hit(found.start("code"), found.end("code"), "vehicle", weight=5)


def _last_four(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """The last four of something, when it is said near by of what, or when they are called the last four."""
    around = text[max(0, found.start() - 30) : found.end() + 30]
    of = _OF_WHAT.search(around.replace("last night", ""))
    if of:
        kind = of.lastgroup or "national"
        yield Hit(found.start("digits"), found.end("digits"), kind, weight=9)


def _long(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """A long number without a word before it: what its check digits say, else a telephone, else something unique."""
    said = found[0].strip()
    number = _EXTENSION.sub("", said)
    digits = _NO_DIGIT.sub("", number)
    kind = _checked(number, digits)
    if not kind and _is_phone(number, digits):
        kind = "phone"
    if kind in ("", "phone") and len(digits) > 6 and _faxed(text, found.start(), found.end()):
        yield Hit(found.start(), found.start() + len(said), "fax", weight=10)
        return
    if not kind and _COUNTED.fullmatch(said):
        return
    before = text[max(0, found.start() - 6) : found.start()]
    if _PAGE.search(before):
        return
    if not kind and (len(digits) < 6 or _MONEY.search(before)):
        return
    yield Hit(found.start(), found.start() + len(said), kind or "code", weight=5 if kind else 4)


def _faxed(text: str, start: int, end: int) -> bool:
    """The word fax before, with no other number between, or right behind."""
    return bool(_FAX_BEFORE.search(text, max(0, start - 45), start) or _FAX_BEHIND.match(text, end))


def _checked(said: str, digits: str) -> str:
    if said.startswith("+"):
        return ""
    if 13 <= len(digits) <= 19 and _checks("luhn", digits):
        return "device" if len(digits) == 15 and digits[:2] not in ("34", "37") else "account"
    if len(digits) == 10 and _checks("gb.nhs", digits) and re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{4}", said):
        return "phone" if re.fullmatch(r"[2-9]\d\d-[2-9]\d\d-\d{4}", said) else "record"
    if (
        len(digits) == 11
        and re.fullmatch(r"\d{11}", said)
        and (_checks("pl.pesel", digits) or _checks("tr.tckimlik", digits))
    ):
        return "national"
    if len(digits) == 12 and re.fullmatch(r"\d{4}[ -]?\d{4}[ -]?\d{4}", said) and _checks("in_.aadhaar", digits):
        return "national"
    if len(digits) == 9 and re.fullmatch(r"\d{3}[ -]\d{3}[ -]\d{3}", said):
        return "national"
    return ""


def _mixed(text: Text) -> Iterator[Hit]:
    for found in text.near_digits(_MIXED, 3, "0Aa-"):
        said = found[0]
        letters, digits = sum(map(str.isalpha, said)), sum(map(str.isdigit, said))
        if len(said) >= 5 and digits >= 3 and letters and not labelled.MEASURES.match(said):
            yield Hit(found.start(), found.end(), "code", weight=3)


def _is_phone(said: str, digits: str) -> bool:
    if not 7 <= len(digits) <= 15:
        return False
    if said.startswith("+") or re.match(r"\(\d{2,5}\)", said):
        return True
    if re.fullmatch(r"(?:1[-. ])?[2-9]\d{2}[-. ]\d{3}[-. ]\d{4}", said) or re.fullmatch(
        r"0\d{2,5}[\s-]\d{3,8}(?:[\s-]\d{2,6})*", said
    ):
        return True
    if digits[0] == "0":
        return 9 <= len(digits) <= 13
    if _WITH_COUNTRY.fullmatch(digits):
        return True
    if len(digits) > 10 and _is_abroad(digits):
        return True
    return any(_is_national(digits, country) for country in _COUNTRIES.get(len(digits), ()))


def _is_national(digits: str, country: str) -> bool:
    import phonenumbers  # a fifth of a second, and few texts have such numbers

    number = phonenumbers.PhoneNumber(phonenumbers.country_code_for_region(country), int(digits))
    return phonenumbers.is_valid_number(number)


def _is_abroad(digits: str) -> bool:
    """With the number of a country in front."""
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse("+" + digits))
    except phonenumbers.NumberParseException:
        return False


def _checks(kind: str, said: str) -> bool:
    module = import_module(f"stdnum.{kind}")
    return bool(module.is_valid(said.upper()))
