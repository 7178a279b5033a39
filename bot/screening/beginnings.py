"""How what a pattern finds may begin, read off the pattern itself: so that of hundreds only a few are tried at a word.

`(?:credit|debit)\\s+card` begins with "cre" or "deb". Only the syntax that lists of words use is understood; anything
else may begin with anything, which is slower and no less right.
"""

import re
from collections.abc import Iterator
from functools import cache

REACH = 3
"""So many letters tell one beginning from another."""

_GROUP = "(?:"
_ONE = re.compile(r"\\(?P<space>s)|\\(?P<sign>\W)|\[(?P<any>[^\^\]\\]+)\]|(?P<plain>[^\\()\[\].^$|?*+{}])")
_OFTEN = re.compile(r"[?*+]|\{[\d,]+\}")


@cache
def beginnings(pattern: str) -> frozenset[str]:
    """What whatever the pattern matches begins with: at most REACH letters and signs, small, a space for any space."""
    return frozenset(begun for one in alternatives(pattern) for begun in _of_one(one, REACH))


def alternatives(pattern: str) -> Iterator[str]:
    """Of a|(?:b|c) these are a, and (?:b|c)."""
    begun = 0
    for at, sign, depth in _signs(pattern):
        if sign == "|" and not depth:
            yield pattern[begun:at]
            begun = at + 1
    yield pattern[begun:]


def by_letter(pattern: str) -> str:
    """The same alternatives, sorted by their first letters: of a hundred those are tried that begin as a word does.

    Which comes first still counts among those of one letter. Raises ValueError where one may begin with anything.
    """
    inside = pattern[len(_GROUP) : -1] if pattern.startswith(_GROUP) and _first(pattern)[1] == "" else pattern
    letters: dict[str, list[str]] = {}
    for one in alternatives(inside):
        for letter, rest in _opened(one):
            letters.setdefault(letter, []).append(rest)
    return "(?:" + "|".join(f"{_either(letter)}(?:{'|'.join(rests)})" for letter, rests in letters.items()) + ")"


def _either(letter: str) -> str:
    """Small or capital, told so that no case has to be ignored: the matcher then passes over it at once."""
    return f"(?-i:[{re.escape(letter)}{re.escape(letter.upper())}])"


def _opened(pattern: str) -> Iterator[tuple[str, str]]:
    """The first letters that a pattern without a bar may begin with, and what comes behind each."""
    firsts, rest = _first(pattern)
    often = _often(rest)
    behind = rest[len(often) :]
    if not firsts or often not in ("", "?"):
        raise ValueError(f"{pattern} may begin with anything")
    for first in firsts:
        if pattern.startswith(_GROUP):
            yield from _opened(first + behind)
        else:
            yield first, behind
    if often:
        yield from _opened(behind)


def _signs(pattern: str) -> Iterator[tuple[int, str, int]]:
    """Where each sign stands, and in how many brackets; what a backslash takes the meaning from is left out."""
    depth = 0
    for found in re.finditer(r"\\.|.", pattern):
        if found[0] in ("(", "["):
            depth += 1
        elif found[0] in (")", "]"):
            depth -= 1
        yield found.start(), found[0], depth


def _of_one(pattern: str, wanted: int) -> Iterator[str]:
    """Of a pattern that has no bar but in brackets."""
    firsts, rest = _first(pattern)
    if not (wanted and firsts):
        yield ""
        return
    often = _often(rest)
    behind = rest[len(often) :]
    if often in ("?", "*"):
        yield from _of_one(behind, wanted)
    for first in firsts:
        if pattern.startswith(_GROUP):
            yield from _of_one(first + behind if often in ("", "?") else first, wanted)
        elif often in ("", "?"):
            yield from (first + more for more in _of_one(behind, wanted - 1))
        else:
            yield first


def _often(rest: str) -> str:
    found = _OFTEN.match(rest)
    return found[0] if found else ""


def _first(pattern: str) -> tuple[list[str], str]:
    """The ways in which a pattern may begin, and what comes behind: patterns for a group, else letters or signs."""
    if pattern.startswith(_GROUP):
        end = next(at for at, sign, depth in _signs(pattern) if sign == ")" and not depth)
        return list(alternatives(pattern[len(_GROUP) : end])), pattern[end + 1 :]
    found = _ONE.match(pattern)
    if not found:
        return [], pattern
    firsts = " " if found["space"] else found["sign"] or found["any"] or found["plain"]
    return list(firsts.lower()), pattern[found.end() :]
