# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""Numbers and codes that belong to one person: told by the word before them, by their shape, or by their check digits.

A number of six digits or more that is nothing else is taken as well. Scores, doses, money, years and the names of
questionnaires are left alone.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.resources import files

from bot.screening.finding import Hit
from bot.screening.reading import Text, windows

_FILL = r"(?:\s*(?:number|numbers|num|no|nr|n[o°º]|code|id|identifier|ref|reference|card|account|policy|plan|membership|member|registration|certificate|licen[cs]e|permit|record|file|holder|details?|is|was|are|of|ending|ends|beginning|starting|starts|in|with|on|es|ist|est|the|that['’]?s|it['’]?s|reads?|as|being|which|under|for|my|her|his|their|client['’]?s|they|gave|me|given|issued|holds|called|shows?|#|:|=|-|–|\.|\(|\[|,|\"|“|'|/)\s*){0,7}"
_VALUE = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:[A-Za-z]{1,5}[./-]){1,3}|[A-Za-z]{1,5})?\d(?:[A-Za-z0-9]|[./-](?=[A-Za-z0-9])|\s(?=\d)|\s(?=[A-Z]{1,3}\b(?!\s[a-z]))|\s(?=[A-Z]{1,4}\d))*"
)
_LEADING = re.compile(r"\b[A-Z]{1,5}[\s-]$")


def _labels() -> Iterator[tuple[str, str]]:
    known = tomllib.loads((files("bot.screening") / "lists" / "labels.toml").read_text("utf-8"))
    yield from ((kind, "|".join(words)) for kind, words in known.items())


_SAYS_LITTLE = re.compile(
    r"(?:bank\s+)?card|acc(?:oun)?t(?:\s*(?:number|no|#))?|registration(?:\s+(?:number|no))?|certificate|permit|badge|licen[cs]e|"
    r"(?:record|file|unit|plan|group|policy)(?:\s+(?:number|no|id|ref\w*))?|savings\s+account|tag|model(?:\s+(?:number|no))?",
    re.IGNORECASE,
)
"""Labels that another beside them makes plain: a Medicare card, a nurse's registration."""
_ANY_LABEL = re.compile(r"#|ref|reference", re.IGNORECASE)
_COMMON = frozenset(("number", "numbers", "num", "code", "ing", "ers", "identifier"))
_SHORT = re.compile(
    r"\b(?:rn|ac|sc|fx|pt|ni|n\.i|dl|sn|ss|ho|id|t|f|m\.r|s\.s|t\.c|sin|ein|pan|upi)\b|#|a/c|s/n|h&c", re.IGNORECASE
)


def _pieces(label: str) -> tuple[str, ...]:
    """Letters of which one stretch at least stands in whatever the label matches: quick to look for beforehand."""
    found = re.findall(r"[a-zß-ÿ]{3,}", re.sub(r"\\[a-zA-Z]", " ", label))
    return tuple(set(found) - _COMMON)


_REACH = 60
"""How many characters before a number a word may stand that says what it is."""
_Label = tuple[str, tuple[str, ...], re.Pattern[str]]
_LABELLED: tuple[_Label, ...] = tuple(
    (kind, _pieces(label), re.compile(rf"(?<!\w)(?P<core>{label})(?:s|['’]s)?(?![A-Za-z]){_FILL}\s*", re.IGNORECASE))
    for kind, label in _labels()
)

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("national", re.compile(r"(?<![\w-])(?!000|666)\d{3}-\d{2}-\d{4}(?![\w-])")),
    ("national", re.compile(r"(?<![\w-])(?:xxx|\*\*\*|###)-(?:xx|\*\*|##)-\d{4}\b", re.IGNORECASE)),
    (
        "national",
        re.compile(
            r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b",
            re.IGNORECASE,
        ),
    ),
    (
        "national",
        re.compile(
            r"\b\d{3}\.\d{3}\.\d{3}-\d{2}\b|\b[XYZ]-?\d{7}-?[A-Z]\b|\b\d{8}-?[A-HJ-NP-TV-Z]\b|\b[STFG]\d{7}[A-Z]\b|\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d\b|\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]\b|\b\d{6}[-+]\d{4}\b|\b\d{6}-[1-4]\d{6}\b|\b\d{7}[A-W][A-IW]?\b|\b[12]\s?\d{2}\s?[01]\d\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b|\b[A-Z]{5}\d{4}[A-Z]\b",
            re.IGNORECASE,
        ),
    ),
    (
        "licence",
        re.compile(
            r"\b[A-Z9]{5}\d{6}[A-Z9]{2}\d?[A-Z]{2,3}\b|\b[A-Z]\d{3}-\d{4}-\d{4}\b|\b[A-Z]{1,2}\d{3}-\d{3}-\d{2}-\d{3}-?\d?\b|\b[A-Z]\d{4}-\d{5}-\d{5}\b",
            re.IGNORECASE,
        ),
    ),
    ("vehicle", re.compile(r"\b[A-HJ-PR-Y][A-HJ-PR-Y]\d{2}\s?[A-HJ-PR-Z]{3}\b")),
    (
        "vehicle",
        re.compile(
            r"\b[A-HJ-NPR-TV-Y]\d{1,3}\s[A-Z]{3}\b|\b[A-Z]{3}\s\d{1,3}[A-HJ-NPR-TV-Y]\b|\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b"
        ),
    ),
    ("code", re.compile(r"\b(?=[A-Z0-9]*\d[A-Z]+\d)(?=[A-Z0-9]*[A-Z]\d+[A-Z])[A-Z][A-Z0-9]{5,7}\b")),
    (
        "vehicle",
        re.compile(
            r"\b(?=[A-Z0-9]{17}\b)(?=[A-HJ-NPR-Z0-9]{0,16}\d)(?=[A-HJ-NPR-Z0-9]{0,16}[A-HJ-NPR-Z])[A-HJ-NPR-Z0-9]{11}[A-Z0-9]{2}\d{4}\b"
        ),
    ),
    (
        "vehicle",
        re.compile(
            r"\b\d{2,3}-[A-Z]{1,2}-\d{1,6}\b|\b[A-Z]{1,3}-[A-Z]{1,2}\s?\d{2,4}[EH]?\b(?![.,]\d)|\b[A-Z]{2}-\d{3}-[A-Z]{2}\b|\b[A-Z]{2}\s?\d{1,2}\s?[A-Z]{1,3}\s?\d{4}\b"
        ),
    ),
    (
        "device",
        re.compile(
            r"(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])|\b[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}\b",
            re.IGNORECASE,
        ),
    ),
    ("code", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)),
    (
        "plan",
        re.compile(
            r"\b[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}\b"
        ),
    ),
    ("account", re.compile(r"(?<![\d-])\d{2}-\d{2}-\d{2}(?![\d-])")),
)
_LAST_FOUR = re.compile(
    r"\b(?:last\s+(?:four|4)(?:\s+(?:digits|numbers))?|end(?:s|ing)?\s+(?:in|with)?|ending)(?:\s*(?:of|in|are|is|on|her|his|their|my|the|a|ssn|ss|social|security|card|account|number|:|,|-|\())*\s*(?P<digits>\d{4})(?!\d|[./:-]\d|\s*(?:%|sessions|words|steps|people))",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\b(?:(?P<national>social|ssn|ss#?|national)|(?P<account>card|account|acct|visa|mastercard|amex|bank|debit|credit)|(?P<record>mrn|chart|record|nhs)|last)\b",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset("last ends ending end".split())
_BIC = re.compile(
    r"\b(?:bic|swift)(?:\s+code)?(?:\s+is)?\s*[:#]?\s*(?P<code>(?-i:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?))\b",
    re.IGNORECASE,
)
_VANITY = re.compile(
    r"\b(?:(?:vanity|personal(?:i[sz]ed)?|private|custom|number|licen[cs]e|reg)\s+plates?|plates?)\s*(?:is|was|are|says|said|reads?|:|,)?\s*[\"“']?(?P<code>(?-i:[A-Z]{4,8}|[A-Z]{2,4}\s?[A-Z0-9]{1,4}))\b",
    re.IGNORECASE,
)

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?\b", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?<![\w£$€.,/])(?:\+|00)?\(?\d(?:[\s().\-–/]{0,3}\d){5,18}(?:\s?(?:x|ext\.?|extension)\s?\d{1,5})?(?![\w%]|[.,]\d)(?!\s?(?:mg|mcg|ml|kg)\b)"
)
_SEVEN = re.compile(
    r"(?<![\w.-])\d{3}[-.]\d{4}(?![\w-])|\b1[-\s]?8\d\d[-\s][A-Z]{3,}(?:-?[A-Z0-9]+)?\b|\b\d{3}[-.]\d{3}[-.][A-Z]{4}\b"
)
_MIXED = re.compile(
    r"(?<![\w@./#-])(?=[A-Za-z/-]*\d)(?=[\d/-]*[A-Za-z])(?=(?:[A-Za-z/-]*\d){3})[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*(?![\w@])"
)
_MEASURES = re.compile(
    r"^(?:\d+(?:st|nd|rd|th|mg|mcg|ml|kg|lbs?|cm|mm|km|kcal|am|pm|hrs?|mins?|min|s|yo|yrs?|x|k|m|bn|p|h|hz|bpm|iu|units|words|ish|stone|ft|g|d|w|wks?)?|(?:phq|gad|dsm|icd|core|pcl|dass|eat|k|ies|bdi|bai|ors|srs|asrs|oq|pg|covid|f|z|ghq|wemwebs|sf|cage|audit|b|t|g|h|r|iso|nice|cg|ng|bs|form|section|s|ch|chapter|module|step|level|stage|grade|year|class|page|p|week|day|session|no|number|group|item|cluster|ptsd|scid|mcmi|mmpi|wais|wisc|adhd|hads|cesd|ces-d|npi|qids|madrs|promis|sds|aq|eq|raads|cat|dbt|mbti)-?\d{1,3}(?:[.-]\d{1,2})?(?:-?[a-z]{1,5})?|\d{2,4}s|\d+-\d+|(?:19|20)\d\d[-/](?:19|20)?\d\d|\d+(?:-\d+){1,4})$",
    re.IGNORECASE,
)
_SCALES = re.compile(r"[A-Z]{2,4}-(?:I{1,3}|IV|V|R|A|C|S|Q|P|T|OM|SF|BS|SR)\s\d{1,3}$")
_SPOKEN_DIGITS = re.compile(
    r"\b(?:(?:double|triple)\s+)?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)(?:[\s,-]+(?:(?:double|triple)\s+)?(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred|\d)){5,}\b",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"\s?(?:x|ext\.?|extension)\s?\d{1,5}$", re.IGNORECASE)
_WITH_COUNTRY = re.compile(
    r"44[1-37]\d{9}|1[2-9]\d\d[2-9]\d{6}|61[2-478]\d{8}|353[1-9]\d{7,8}|64[2-9]\d{7,9}|91[6-9]\d{9}|49[1-9]\d{8,11}|33[1-79]\d{8}|34[6-9]\d{8}"
)
"""A country's number in front, and no plus."""
_COUNTRIES = {
    7: ("US", "IE"),
    8: ("SE", "NZ", "KE"),
    9: ("ES", "PL", "FR", "NZ", "ZA"),
    10: ("US", "IN", "MX", "NG", "PH"),
    11: ("BR", "US", "DE"),
}
"""Where numbers of so many digits are written without a 0 or a country's number before them."""
_WEIGHTS = {"fax": 10, "phone": 6, "code": 6}


_DIGIT_WORDS = frozenset("oh zero nought one two three four five six seven eight nine double triple".split())


def hits(text: Text) -> Iterator[Hit]:
    if sum(len(text.spots.get(word, ())) for word in _DIGIT_WORDS) > 4:
        yield from (Hit(found.start(), found.end(), "phone", weight=8) for found in _SPOKEN_DIGITS.finditer(text.text))
    yield from _of_letters(text)
    if not text.digits:
        return
    for found in text.begins(_LAST_WORDS, _LAST_FOUR):
        yield from _last_four(text.text, found)
    yield from _labelled(text)
    for kind, shape in _SHAPES:
        for found in text.near_digits(shape, 3):
            if any(letter.isdigit() for letter in found[0]) and not _SCALES.match(found[0]):
                yield Hit(found.start(), found.end(), kind, weight=7)
    for found in text.near_digits(_IBAN):
        if _checks("iban", found[0]):
            yield Hit(found.start(), found.end(), "account", weight=9)
    for found in text.near_digits(_SEVEN):
        faxed = _faxed(text.text, found.start(), found.end())
        yield Hit(found.start(), found.end(), "fax" if faxed else "phone", weight=10 if faxed else 5)
    for found in text.near_digits(_DIGITS):
        yield from _long(text.text, found)
    yield from _mixed(text)


def _of_letters(text: Text) -> Iterator[Hit]:
    """Codes that may have no digit at all: of a bank, and plates that somebody chose."""
    for found in text.begins(frozenset(("bic", "swift")), _BIC):
        yield Hit(found.start("code"), found.end("code"), "account", weight=9)
    for found in text.near(frozenset(("plate", "plates")), _VANITY, 14, 30):
        yield Hit(found.start("code"), found.end("code"), "vehicle", weight=5)


def _last_four(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """The last four of something, when it is said near by of what, or when they are called the last four."""
    around = text[max(0, found.start() - 30) : found.end() + 30]
    of = _OF_WHAT.search(around.replace("last night", ""))
    if of:
        kind = of.lastgroup or "national"
        yield Hit(found.start("digits"), found.end("digits"), kind, weight=9)


def _labelled(text: Text) -> Iterator[Hit]:
    """Numbers with a word before them that says what they are; of two such words the nearer one."""
    values = list(text.near_digits(_VALUE, 3))
    stretches = windows([found.start() for found in values], _REACH, 0)
    around = " ".join(text.text[start:end] for start, end in stretches).lower()
    labels = [(kind, tuple(piece for piece in pieces if piece in around), label) for kind, pieces, label in _LABELLED]
    for found in values:
        value = found[0].strip(" .-/")
        start, end = found.start(), found.start() + len(value)
        leading = _LEADING.search(text.text, max(0, start - 7), start)
        begin = leading.start() if leading else start
        digits = sum(letter.isdigit() for letter in value)
        whole = text.text[begin:end]
        if len(value) < 3 or digits < (1 if len(value) > 3 else 2) or (digits < 3 and _MEASURES.match(whole)):
            continue
        kind, label, at = _label(text.text, begin, end, labels)
        if kind == "vehicle":
            value = whole
        if kind and _could_be(kind, value, text.text[end : end + 12], label):
            sure = "" if kind == "code" and _ANY_LABEL.match(label) else "labelled"
            yield Hit(max(begin, min(at, start)), end, kind, sure, weight=_WEIGHTS.get(kind, 9))


def _label(text: str, begin: int, end: int, labels: list[_Label]) -> tuple[str, str, int]:
    """The kind that the words right before a value name, those words, and where they end.

    Of words within others the longer count ("national insurance"), and of the rest those that say most: "Medicare card".
    """
    named: list[tuple[str, re.Match[str]]] = []
    window = text[max(0, begin - _REACH) : end].lower()
    short = _SHORT.search(window)
    for kind, pieces, pattern in labels:
        if short or any(piece in window for piece in pieces):
            near = pattern.finditer(text, max(0, begin - _REACH), end)
            named += [(kind, found) for found in near if found.end() >= begin]
    whole = [one for one in named if not any(_within(one[1], other) for _, other in named)]
    if not whole:
        return "", "", 0
    kind, found = max(whole, key=lambda one: (_says_much(one[0], one[1]["core"]), one[1].start()))
    return kind, found[0], found.end()


def _within(found: re.Match[str], other: re.Match[str]) -> bool:
    (start, end), (first, last) = found.span("core"), other.span("core")
    return first <= start and end <= last and last - first > end - start


def _says_much(kind: str, label: str) -> int:
    return 0 if kind in ("code", "phone") else 1 if _SAYS_LITTLE.fullmatch(label) else 2


def _could_be(kind: str, value: str, after: str, label: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    if re.match(
        r"\s?(?:mg|ml|%|am\b|pm\b|minutes|mins|hours|sessions|weeks|times|years|days|pounds|per\b|people|percent|months|o'clock)",
        after,
    ) or re.search(r"[£$€]\s?$", label):
        return False
    if kind == "phone":
        return digits >= 6 or (
            digits >= 3 and bool(re.search(r"\b(?:ext|extension|pager|bleep)\W*$", label, re.IGNORECASE))
        )
    if kind == "fax":
        return digits >= 6
    if kind == "vehicle":
        return (
            digits >= 1
            and len(value.replace(" ", "")) >= 4
            and not _MEASURES.match(value)
            or (digits >= 4 and bool(re.search(r"plate|taxi|cab|badge|fleet|bus", label, re.IGNORECASE)))
        )
    if _MEASURES.match(value) and digits < 4 and not re.search(r"\bcv[vc]\W*$", label, re.IGNORECASE):
        return False
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return bool(re.search(r"ending|number|no\b|#|:|id\b", label, re.IGNORECASE))
    return digits >= 3 or (kind == "device" and digits == 2 and len(value) >= 5)


def _long(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """A long number without a word before it: what its check digits say, else a telephone, else something unique."""
    said = found[0].strip()
    number = _EXTENSION.sub("", said)
    digits = re.sub(r"\D", "", number)
    kind = _checked(number, digits)
    if not kind and _is_phone(number, digits):
        kind = "phone"
    if kind in ("", "phone") and len(digits) > 6 and _faxed(text, found.start(), found.end()):
        yield Hit(found.start(), found.start() + len(said), "fax", weight=10)
        return
    if not kind and re.fullmatch(
        r"\d+(?:[\s/–-]+\d{1,3}){2,}|(?:\d{1,2}[\s–-]+)+\d{1,2}|(?:1[5-9]|20)\d\d\s?[-–/]\s?(?:(?:1[5-9]|20)\d\d|\d\d)|\d{1,3}(?:[ ]\d{3})+",
        said,
    ):
        return
    before = text[max(0, found.start() - 6) : found.start()]
    if re.search(r"\b(?:pages?|pp?)\.?\s$", before, re.IGNORECASE):
        return
    if not kind and (len(digits) < 6 or re.search(r"[£$€]\s?$", before)):
        return
    yield Hit(found.start(), found.start() + len(said), kind or "code", weight=5 if kind else 4)


def _faxed(text: str, start: int, end: int) -> bool:
    """The word fax before, with no other number between, or right behind."""
    return bool(
        re.search(
            r"(?:fax|facsimile)(?:\D{0,40}|\w*\s[^.!?\n]{0,24}\bto\s)$", text[max(0, start - 45) : start], re.IGNORECASE
        )
        or re.match(r"\s{0,2}(?:[(\[]\s?|is\s+(?:the|her|his|their|my)\s+)fax", text[end:], re.IGNORECASE)
    )


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
    for found in text.near_digits(_MIXED, 3):
        said = found[0]
        letters, digits = sum(c.isalpha() for c in said), sum(c.isdigit() for c in said)
        if len(said) >= 5 and digits >= 3 and letters and not _MEASURES.match(said):
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
    phones = _phones()
    if len(digits) > 10 and phones("+" + digits, "GB"):
        return True
    return any(phones(said, country) for country in _COUNTRIES.get(len(digits), ()))


@cache
def _phones() -> Callable[[str, str], bool]:
    import phonenumbers

    def valid(said: str, country: str) -> bool:
        try:
            return phonenumbers.is_valid_number(phonenumbers.parse(said, country))
        except phonenumbers.NumberParseException:
            return False

    return valid


def _checks(kind: str, said: str) -> bool:
    module = import_module(f"stdnum.{kind}")
    return bool(module.is_valid(said.upper()))
