"""Bodies and pictures: a fingerprint, a scan of an eye; a photograph that is somebody's, of somebody, or attached.

"She draws her face" and "I can picture it" show nobody; a face that is visible does, where a picture is spoken of.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.screening.cues import Cue
from bot.screening.finding import Hit
from bot.screening.patterns import book
from bot.screening.reading import Text

_BOOK = book("pictures")

_BODY = _BOOK.pattern("body")
_BODY_ABROAD = _BOOK.pattern("body_abroad")
_FILE = _BOOK.pattern("file")
_ENDS = re.compile(rf"\.{_BOOK.part('ends')}\b", re.IGNORECASE)
_CAMERAS = Cue(["img", "dsc", "pxl", "dcim", "mvi", "vid", "photo", "screenshot"])
"""What a file has that is a picture: one of these endings, or a name that a camera gave it."""
_SHOWN = _BOOK.pattern("shown")
*_MORE_SHOWN, _ABROAD = _BOOK.patterns("shown")
_FACE = Cue(["face"])
*_BESIDES, _ = _BOOK.besides("shown")
"""What a text must say for the pattern of the same number to be worth trying, besides what a picture is called."""
_FACE_SHOWN = _BOOK.pattern("face_shown")
_PICTURED = _BOOK.pattern("pictured")
_BODY_WORDS = _BOOK.cue("body_words")
_BODY_ABROAD_WORDS = _BOOK.cue("body_abroad_words")
_PICTURE_WORDS = _BOOK.cue("picture_words")
_ABROAD_WORDS = _BOOK.cue("abroad_words")
_DOES = re.compile(r"(?:picture|photograph|snap|image|video)\b", re.IGNORECASE)
_IDLE = re.compile(r"\b(?:can(?:not|['’]t)?|could|to|I|we|you)\s+$", re.IGNORECASE)
"""Before "picture" and "photograph" as what somebody does: I can picture his face."""


def hits(text: Text) -> Iterator[Hit]:
    for found in (*text.near(_BODY_WORDS, _BODY, 12, 40), *text.near(_BODY_ABROAD_WORDS, _BODY_ABROAD, 24, 44)):
        yield Hit(found.start(), found.end(), "body", weight=8)
    if _ENDS.search(text.text) or (text.digits and text.hears(_CAMERAS)):
        for found in _FILE.finditer(text.text):
            yield Hit(found.start(), found.end(), "picture", weight=9)
    yield from _shown(text)


def _shown(text: Text) -> Iterator[Hit]:
    """What is found in several ways is one picture: "wedding photo" and "photo attached"."""
    one: Hit | None = None
    for hit in sorted(_each_shown(text), key=lambda hit: hit.start):
        if one and hit.start < one.end:
            one = replace(one, end=max(one.end, hit.end), weight=max(one.weight, hit.weight))
            continue
        if one:
            yield one
        one = hit
    if one:
        yield one


def _each_shown(text: Text) -> Iterator[Hit]:
    for found in text.near(_PICTURE_WORDS, _SHOWN, 60, 60):
        yield Hit(found.start(), found.end(), "picture", weight=3)
    for pattern, besides in zip(_MORE_SHOWN, _BESIDES, strict=True):
        if besides and not text.hears(besides):
            continue
        for found in text.near(_PICTURE_WORDS, pattern, 60, 100):
            if not (_DOES.match(found[0]) and _IDLE.search(text.text, max(0, found.start() - 9), found.start())):
                yield Hit(found.start(), found.end(), "picture", weight=6)
    for found in text.near(_ABROAD_WORDS, _ABROAD, 60, 70):
        yield Hit(found.start(), found.end(), "picture", weight=6)
    for found in text.near(_FACE, _FACE_SHOWN, 30, 40):
        if _PICTURED.search(text.text, max(0, found.start() - 90), found.end() + 60):
            yield Hit(found.start(), found.end(), "picture", weight=6)
