"""E-mail addresses, web addresses, addresses of computers, and names that people have on the web."""

import re
from collections.abc import Iterator
from functools import cache
from ipaddress import ip_address

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.lexicon import lexicon, own, plain
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("web")

_LONG_KNOWN, _WORDLIKE = _BOOK.words("long_known"), _BOOK.words("wordlike")
_EMAIL = _BOOK.pattern("email")
_SPOKEN = _BOOK.pattern("spoken")
_URL = _BOOK.pattern("url")
_DOT, _IP_WORD = Cue(["dot"]), Cue(["ip"])
_IP = _BOOK.pattern("ip")
_HANDLE = _BOOK.pattern("handle")
_CHATS = "|".join(sorted(own("chats")))
_NAMED_HANDLE = re.compile(
    rf"\b(?:{_CHATS}|tik\s?tok|user\s?name|user\s?id|login|log-in|screen\s?name|gamer\s?tag|handle|profile|channel|account|alias)"
    r"(?:\s+(?:handle|name|username|account|profile|page|id|channel|tag|as|under|is|was|called|user))*\s*[:=]?\s*[\"'“‘(]?(?P<name>[A-Za-z][\w.-]*[\d_][\w.-]*\w|[A-Za-z]+[._][A-Za-z][\w.]*\w)[\"'”’]?",
    re.IGNORECASE,
)


_AT = (re.compile("@"), re.compile(r"[\[({<]\s?[aA][tT]\s?[\])}>]"))
_AT_WORD, _AT_SPOKEN = Cue(["at"]), _BOOK.pattern("at")
_DOTS = tuple(
    re.compile(sign, re.IGNORECASE) for sign in (r"://", r"[w]ww", r"\.(?<=[\w-]\.)[a-z]", r"\sdot\s", r": //")
)
_JOINED = _BOOK.pattern("joined")
"""Words joined by low lines: a name on the web, wherever it stands."""
_PART_IP = _BOOK.pattern("part_ip")
_COLON = (re.compile(r"\.\d+\.\d"), re.compile(r":(?=:?[0-9a-fA-F])"))
_SIGN = re.compile(r"[@#]|u/|\$[A-Za-z]")
_HANDLE_WORDS = Cue(
    own("chats")
    | frozenset(
        [
            "tik",
            "username",
            "user",
            "login",
            "log-in",
            "screenname",
            "screen",
            "gamertag",
            "gamer",
            "handle",
            "profile",
            "channel",
            "account",
            "alias",
        ]
    )
)


def hits(text: Text) -> Iterator[Hit]:
    spots = [found.start() for sign in _AT for found in sign.finditer(text.text)]
    spots += [found.start() for found in text.begins(_AT_WORD, _AT_SPOKEN)]
    for found in text.around(sorted(spots), _EMAIL, 70, 70):
        if _looks_at(found[0], text.text[found.end() : found.end() + 1]):
            continue
        yield Hit(found.start(), found.end(), "email", weight=10)
    spots = sorted(found.start() for sign in _DOTS for found in sign.finditer(text.text))
    for found in text.around(spots, _URL, 70, 200):
        if _is_url(found[0]) if not found["top"] else _ends_like_one(found):
            yield Hit(*_url(found), "url", weight=9)
    if text.hears(_DOT):
        for found in _SPOKEN.finditer(text.text):
            yield Hit(found.start(), found.end(), "email", weight=10)
    spots = sorted(found.start() for sign in _COLON for found in sign.finditer(text.text))
    for found in text.around(spots, _IP, 20, 50):
        if _is_ip(found[0]):
            yield Hit(found.start(), found.end(), "ip", weight=9)
    for found in text.begins(_IP_WORD, _PART_IP):
        yield Hit(found.start("part"), found.end("part"), "ip", weight=9)
    spots = [found.start() for found in _SIGN.finditer(text.text)]
    for found in text.around(spots, _HANDLE, 34, 40):
        yield Hit(found.start(), found.end(), "handle", weight=7)
    for found in _JOINED.finditer(text.text) if "_" in text.text else ():
        yield Hit(found.start(), found.end(), "handle", weight=5)
    for found in text.begins(_HANDLE_WORDS, _NAMED_HANDLE):
        yield Hit(found.start("name"), found.end("name"), "handle", weight=7)


def _looks_at(said: str, after: str) -> bool:
    """ "Look at example.org/us": no address of anybody."""
    user, at, _ = said.partition(" at ")
    return bool(at) and (after == "/" or lexicon().is_ordinary(plain(user.strip())))


def _url(found: re.Match[str]) -> tuple[int, int]:
    return found.start(), found.end() - (len(found[0]) - len(found[0].rstrip(".,;:!?)'\"")))


def _is_url(url: str) -> bool:
    """Of an address with http, www, or a path after an ending that nobody lists."""
    return bool(re.match(r"(?:https?|ftp|hxxps?|www)\b", url, re.IGNORECASE)) or "/" in url or " " in url


def _ends_like_one(found: re.Match[str]) -> bool:
    """Not the end of one sentence and the start of the next, typed without a space: "sad.In", "left.now", "e.g.it"."""
    top, url = found["top"], found[0]
    if found["path"] and "/" in found["path"]:
        return True
    labels = url[: found.end("top") - found.start()].split(".")
    if top.lower() not in _endings() or (top[0].isupper() and not url.isupper()):
        return False
    if len(labels) > 2:
        return all(len(label) > 1 for label in labels)
    if top.lower() in _LONG_KNOWN:
        return len(labels[0]) > 1
    first, known = plain(labels[0]), lexicon()
    return top.lower() not in _WORDLIKE and len(first) > 3 and not (known.is_ordinary(first) or first in known.given)


@cache
def _endings() -> frozenset[str]:
    return own("endings")


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
