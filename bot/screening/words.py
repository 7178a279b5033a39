"""The words of a text, with their place and their case, and whether a sentence begins there."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.screening.lexicon import lexicon, plain

_WORD = re.compile(r"[^\W\d_]+(?:['’ʻʼ`-][^\W\d_]+)*")
_OWNS = ("'s", "’s", "'S", "’S")
_OPENING = " \t\"'“‘„‚«»‹›”¿¡([*•>–—-"
_ENDING = ".!?:;…\n"
_ELIDED = re.compile(r"(?i)(?:[ldjnsctm]|qu|jusqu|lorsqu|puisqu|un|all|dell|dall|nell|sull|quest)['’](?=[^\W\d_]{2})")
_NUMBERED = re.compile(r"(?:^|\n)\s*(?:\d+[.)]|[a-z]\))\s*$")


class Word(NamedTuple):
    """`plain` is how the lists have it; `end` is before a possessive 's, which `owns` says was there. A word of more
    letters than one that are all `capital` `shouts`.
    """

    text: str
    plain: str
    start: int
    end: int
    first: bool
    owns: bool
    capital: bool
    shouts: bool


def words_of(text: str) -> Iterator[Word]:
    last = -1
    for found in _WORD.finditer(text):
        said, start = found[0], found.start()
        first = not (start == last + 1 and text[last] == " ") and _begins(text, start)
        last = start + len(said)
        if said.islower() and said.isalpha() and said.isascii():  # as nearly all are
            yield Word(said, said, start, last, first, False, False, False)
        else:
            yield from _parts(_word(said, start, first))


def _word(said: str, start: int, first: bool) -> Word:
    owns = said.endswith(_OWNS)
    core = said[:-2] if owns else said
    capital = core[0].isupper()
    shouts = capital and len(core) > 1 and core.isupper()
    return Word(core, plain(core), start, start + len(core), first, owns, capital, shouts)


def _parts(word: Word) -> tuple[Word, ...]:
    """L'enfant, d'Hélène: what was elided, and the word; but not D'Angelo, who is listed so."""
    elided = _ELIDED.match(word.text) if "'" in word.text or "’" in word.text else None
    if not elided or lexicon().is_name(word.plain) or word.plain in lexicon().words:
        return (word,)
    first, rest = elided[0], word.text[elided.end() :]
    start, capital = word.start + elided.end(), rest[0].isupper()
    shouts = capital and len(rest) > 1 and rest.isupper()
    return (
        word._replace(text=first[:-1], plain=plain(first[:-1]), end=start - 1, owns=False, shouts=False),
        Word(rest, plain(rest), start, word.end, False, word.owns, capital, shouts),
    )


def _begins(text: str, start: int) -> bool:
    """After a full stop or a new line, whatever opens the sentence; also inside a quotation or a bracket."""
    before = text[max(0, start - 8) : start]
    if before[-1:] in ('"', "“"):
        return True
    bare = before.rstrip(_OPENING)
    if not bare or (bare[-1] in _ENDING and bare != before):
        return True
    return bare[-1] == ")" and bool(_NUMBERED.search(before))
