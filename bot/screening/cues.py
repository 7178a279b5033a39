"""Words without which a pattern finds nothing, so that it is tried only where one of them stands.

Every word of a text is looked up once, whoever waits for it: a text has a hundred words, and there are some sixty cues
of up to three hundred words each. A cue is made when its module is read, before there is any text.
"""

from collections.abc import Iterable

_WAITING: dict[str, list["Cue"]] = {}


class Cue:
    """Plain words. Where each stands is asked of a text: `text.near(cue, ...)`, `text.begins(cue, ...)`."""

    def __init__(self, words: Iterable[str]) -> None:
        for word in set(words):
            _WAITING.setdefault(word, []).append(self)


def heard(spots: dict[str, list[int]]) -> dict[Cue, list[int]]:
    """Of each cue that a text has, where; `spots` is where each word of the text stands. In the order of the text."""
    found: dict[Cue, set[int]] = {}
    for word in spots.keys() & _WAITING.keys():
        for cue in _WAITING[word]:
            found.setdefault(cue, set()).update(spots[word])
    return {cue: sorted(places) for cue, places in found.items()}
