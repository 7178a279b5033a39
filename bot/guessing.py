"""What somebody may have meant to type, as far as it can be guessed. Nothing is done by a guess: it is only offered."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from bot import sayings, screens
from bot.feature import Command

Meant = tuple[str, str]
"""What somebody may have meant to type, and what that does."""
SMALL = {"a", "an", "my", "our", "please", "the", "to"}
"""Left out of what somebody may have meant."""
YES = {"yes", "y", "yep", "yeah", "ok", "okay", "sure", "of course", "yes please", "i can", "i will", "fine"}
NO = {"no", "n", "nope", "no thanks", "no thank you", "sorry no", "no sorry", "not now", "i can't", "can't", "cannot"}
AGREES = {"yes", "i can", "i will", "i will swap", "i accept and join", "coming"}
REFUSES = {"no", "not now", "not this time", "not coming", "decline", "i can't this time", "i would rather not"}
"""Answers in few words, and the buttons that say the same."""
A_FEW = 2
"""Words that may follow one of Tend's."""


def said(typed: str, commands: Mapping[str, Command]) -> list[Meant]:
    """By what people say for it: "I can't make it on Tuesday"."""
    return [(means, _does(means, commands)) for means in sayings.does(typed, commands)]


def _does(means: str, commands: Mapping[str, Command]) -> str:
    word, _, phrase = means.partition(" ")
    also = (does for phrases, does in commands[word].also.items() if phrase in phrases.split(" / "))
    return next(also, commands[word].about)


def guessed(typed: str, commands: Mapping[str, Command]) -> list[Meant]:
    """What can be typed that is near to it. What follows a command counts most where that is said as well."""
    named = [commands[word] for word in typed.split() if word in commands]
    alone = [(one.word, one.about) for one in named[:2]]
    return _meant(typed, named) or alone or _meant(typed, commands.values()) or _nearest(typed, commands)


def _nearest(typed: str, commands: Mapping[str, Command]) -> list[Meant]:
    known = {"help": screens.HELP_ABOUT} | {one.word: one.about for one in commands.values()}
    near = difflib.get_close_matches(typed.partition(" ")[0], known, n=2, cutoff=0.6)
    return [(one, known[one]) for one in near]


def labelled(typed: str, shown: Sequence[str]) -> list[str]:
    """Labels of the latest message that have all these words in them, or are nearly the same. At most two."""
    words = {_letters(word) for word in typed.split()} - SMALL - {""}
    labels = [label for label in shown if not label[:1].isdecimal()]
    if typed in YES or typed in NO:
        return [label for label in labels if _answers(label, no=typed in NO)][:2]
    alike = difflib.get_close_matches(typed, map(str.casefold, labels), n=1, cutoff=0.8)
    held = [label for label in labels if words and words <= set(map(_letters, label.split()))]
    return (held or [label for label in labels if label.casefold() in alike])[:2]


def _answers(label: str, *, no: bool) -> bool:
    """Whether a button says yes, or no, to what stands above it."""
    return label.casefold() in (REFUSES if no else AGREES)


def _letters(word: str) -> str:
    return "".join(one for one in word.casefold() if one.isalnum())


def _meant(typed: str, commands: Iterable[Command]) -> list[Meant]:
    """Words that can follow a command, typed without it or before it: "swap Ben", "cancel the meeting". At most two.

    One in which the command's own word comes as well is meant more likely than others.
    """
    words = [word for word in typed.split() if word.casefold() not in SMALL]
    found: list[tuple[int, Meant]] = []
    for command in commands:
        rest = [word for word in words if word.casefold() != command.word]
        phrases = [(phrase, does) for every, does in command.also.items() for phrase in every.split(" / ")]
        for phrase, does in sorted(phrases, key=lambda one: -len(one[0])):
            size = len(phrase.split())
            if " ".join(rest[:size]).casefold() == phrase and len(rest) - size <= A_FEW:
                found.append((size + len(words) - len(rest), (f"{command.word} {phrase}", does)))
                break
    best = max((fits for fits, _ in found), default=0)
    return [meant for fits, meant in found if fits == best][:2]
