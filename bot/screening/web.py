# ruff: noqa: E501, SIM905 -- long lists of words and patterns read better as they are
"""E-mail addresses, web addresses, addresses of computers, and names that people have on the web."""

import re
from collections.abc import Iterator
from ipaddress import ip_address

from bot.screening.finding import Hit
from bot.screening.lexicon import lexicon, own, plain
from bot.screening.reading import Text

_TOP = (
    r"(?:com|org|net|edu|gov|mil|int|info|biz|name|health|care|clinic|blog|online|site|shop|store|app|dev|io|co|tv|page|link|xyz|club|world|life|live|news|"
    r"uk|us|ca|au|nz|ie|de|fr|es|it|pt|nl|be|ch|at|pl|cz|se|no|dk|fi|gr|tr|ru|ua|in|pk|bd|lk|cn|hk|tw|jp|kr|vn|th|sg|my|id|ph|za|ng|gh|ke|et|eg|ma|il|ir|ae|sa|br|mx|ar|cl|pe|eu|africa|cymru|wales|scot|london)"
)
_WORDLIKE = frozenset(
    "in it us at be is no so my id to co name care life live link page news world club health online site tv".split()
)
_EMAIL = re.compile(
    r"[A-Za-z0-9][\w.+'%-]*\s?(?:[\[(<{]?\s?@\s?[\])>}]?|[\[({<]\s?at\s?[\])}>]|\s+at\s+(?=(?:[\w-]+\s+dot\s+){1,3}[a-z]{2,}\b|[\w-]+\s?(?:\.|[\[({]dot[\])}])\s?(?:com|co|org|net|edu|gov|uk|ie|de|fr|ca|nhs|ac)\b))\s?[A-Za-z0-9-]+(?:\s?(?:[\[({]?\.[\])}]?|[\[({<]\s?dot\s?[\])}>]|\s+dot\s+)\s?[A-Za-z0-9-]*[A-Za-z]{2,}){1,4}",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r"\b[\w+]+(?:\s+(?:dot|underscore|dash|hyphen)\s+[\w+]+){0,5}\s+at\s+(?:[\w-]+\s+)?(?:gmail|hotmail|outlook|yahoo|icloud|[\w-]+)\s+dot\s+(?:com|co|org|net|edu|gov|ac|nhs)(?:\s+dot\s+\w{2,3})?\b",
    re.IGNORECASE,
)
_URL = re.compile(
    rf"\b(?:https?|ftp|hxxps?)\s?:\s?//\S+|\bwww\s?[.]\s?\S+|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+{_TOP}\b(?!\.[a-z0-9])(?:[:/?#][^\s<>\"']*)?|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{{2,12}}/[^\s<>\"']+|\bwww\s+dot\s+\w+(?:\s+dot\s+\w+)+|\b[\w-]+\s+dot\s+(?:com|org|net|co\s+dot\s+\w+)\b",
    re.IGNORECASE,
)
_IP = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{2,5})?(?![\w.]*\d)|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+|/\d{1,3})?(?![\w:])",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<![\w@./])@[A-Za-z_](?:[\w.-]*\w)?(?::[a-z0-9.-]+\.[a-z]{2,})?|(?<![\w/])/?u/[\w-]{3,}|\b[\w.]{2,32}#\d{4}\b|(?<![\w.])[\w.]{3,30}@[a-z]{3,12}\b(?!\.\w)|(?<![\w$])\$[A-Za-z][A-Za-z\d_-]{2,19}\b"
)
_CHATS = "|".join(sorted(own("chats")))
_NAMED_HANDLE = re.compile(
    rf"\b(?:{_CHATS}|tik\s?tok|user\s?name|user\s?id|login|log-in|screen\s?name|gamer\s?tag|handle|profile|channel|account|alias)"
    r"(?:\s+(?:handle|name|username|account|profile|page|id|channel|tag|as|under|is|was|called|user))*\s*[:=]?\s*[\"'“‘(]?(?P<name>[A-Za-z][\w.-]*[\d_][\w.-]*\w|[A-Za-z]+[._][A-Za-z][\w.]*\w)[\"'”’]?",
    re.IGNORECASE,
)


_AT = re.compile(r"@|[\[({<]\s?at\s?[\])}>]|\bat\s+[\w-]+\s?(?:\.|[\[({]dot|\sdot )", re.IGNORECASE)
_DOT = re.compile(r"://|www|[\w-]\.[A-Za-z]|\sdot\s|: //", re.IGNORECASE)
_PART_IP = re.compile(
    r"\bip\b(?:\s+address)?\s+(?:ends?|ending|starts?|starting|begins?|beginning)(?:\s+(?:in|with))?\s*:?\s*(?P<part>\d{1,3}(?:\.\d{1,3}){1,2})\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"\d\.\d+\.\d|[0-9a-fA-F]?::?[0-9a-fA-F]")
_SIGN = re.compile(r"[@#]|u/|\$[A-Za-z]")
_HANDLE_WORDS = own("chats") | frozenset(
    "tik username user login log-in screenname screen gamertag gamer handle profile channel account alias".split()
)


def hits(text: Text) -> Iterator[Hit]:
    spots = [found.start() for found in _AT.finditer(text.text)]
    for found in text.around(spots, _EMAIL, 70, 70):
        if _looks_at(found[0], text.text[found.end() : found.end() + 1]):
            continue
        yield Hit(found.start(), found.end(), "email", weight=10)
    spots = [found.start() for found in _DOT.finditer(text.text)]
    for found in text.around(spots, _URL, 70, 200):
        if _is_url(found[0]):
            yield Hit(*_url(found), "url", weight=9)
    if " dot " in text.text.lower():
        for found in _SPOKEN.finditer(text.text):
            yield Hit(found.start(), found.end(), "email", weight=10)
    spots = [found.start() for found in _COLON.finditer(text.text)]
    for found in text.around(spots, _IP, 20, 50):
        if _is_ip(found[0]):
            yield Hit(found.start(), found.end(), "ip", weight=9)
    for found in text.begins(frozenset(("ip",)), _PART_IP):
        yield Hit(found.start("part"), found.end("part"), "ip", weight=9)
    spots = [found.start() for found in _SIGN.finditer(text.text)]
    for found in text.around(spots, _HANDLE, 34, 40):
        yield Hit(found.start(), found.end(), "handle", weight=7)
    for found in text.begins(_HANDLE_WORDS, _NAMED_HANDLE):
        yield Hit(found.start("name"), found.end("name"), "handle", weight=7)


def _looks_at(said: str, after: str) -> bool:
    """ "Look at example.org/us": no address of anybody."""
    user, at, _ = said.partition(" at ")
    return bool(at) and (after == "/" or lexicon().is_ordinary(plain(user.strip())))


def _url(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), found.end() - (len(found[0]) - len(found[0].rstrip(".,;:!?)'\"")))


def _is_url(url: str) -> bool:
    """Not the end of one sentence and the start of the next, typed without a space: "sad.In", "e.g.it"."""
    if re.match(r"(?:https?|ftp|hxxps?|www)\b", url, re.IGNORECASE) or "/" in url or " " in url:
        return True
    labels = url.split(".")
    if labels[-1][:1].isupper() and not url.isupper():
        return False
    if len(labels) > 2:
        return all(len(label) > 1 for label in labels)
    return labels[-1].lower() not in _WORDLIKE and len(labels[0]) > 1


def _is_ip(found: str) -> bool:
    bare = found.split("/", maxsplit=1)[0].split("%", maxsplit=1)[0]
    if bare.count(".") == 3:
        bare = bare.split(":")[0]
    elif (
        bare.count(":") < 2
        or not any(c.isdigit() or c in "abcdef" for c in bare.lower())
        or (len(bare) < 9 and "::" not in bare)
    ):
        return False
    try:
        ip_address(bare)
    except ValueError:
        return False
    return True
