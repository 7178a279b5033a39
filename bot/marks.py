"""Marks inside a text for what each platform writes its own way: instants, people, and words that are not ours.

A mark is a run between two private-use characters, which `quoted` strips from what people wrote: nobody can forge one.
An f-string in a `screens` file therefore reads as the sentence it becomes: f"We meet {when(start)}."
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.port import Person

OPEN, CLOSE, BETWEEN = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{OPEN}(.)([^{CLOSE}]*){CLOSE}", re.DOTALL)
_OURS = re.compile(f"[{OPEN}{CLOSE}{BETWEEN}]")

Style = Literal["moment", "date", "time"]


@dataclass(frozen=True)
class Plain:
    """Our own words."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Quoted:
    """Somebody's words or name: shown to the letter; they neither format, link nor call anybody."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class When:
    """An instant, to be shown in the reader's zone."""

    at: datetime
    style: Style
    bold: bool = False


@dataclass(frozen=True)
class Mention:
    """Somebody to be called by the platform's own means; `name` where there is none."""

    platform: str
    id: str
    name: str
    bold: bool = False


Span = Plain | Quoted | When | Mention


def quoted(words: str) -> str:
    """Words that somebody else wrote, to be shown to the letter. Nothing for no words: platforms refuse empty runs."""
    shown = _OURS.sub("", words)
    return f"{OPEN}q{shown}{CLOSE}" if shown else ""


def when(at: datetime, style: Style = "moment") -> str:
    """An instant in the reader's own zone: `moment` is day and time, `date` the day, `time` the time."""
    return f"{OPEN}w{style}{BETWEEN}{int(at.timestamp())}{CLOSE}"


def mention(person: "Person", name: str) -> str:
    """Calls somebody; used where they should notice, otherwise quote the name."""
    return f"{OPEN}m{person.platform}{BETWEEN}{person.id}{BETWEEN}{_OURS.sub('', name)}{CLOSE}"


def spans(text: str) -> Iterator[Span]:
    """The text in order, each run with what it is; what a platform's renderer walks over."""
    bold, at = False, 0
    for mark in _MARK.finditer(text):
        for plain in _plain(text[at : mark.start()], bold):
            bold = plain.bold
            if plain.text:
                yield plain
        yield _marked(mark[1], mark[2], bold)
        at = mark.end()
    yield from (plain for plain in _plain(text[at:], bold) if plain.text)


def _plain(text: str, bold: bool) -> Iterator[Plain]:
    for number, run in enumerate(text.split("**")):
        yield Plain(run, bold != bool(number % 2))


def _marked(kind: str, inside: str, bold: bool) -> Span:
    match kind, inside.split(BETWEEN):
        case "w", [style, seconds]:
            return When(datetime.fromtimestamp(int(seconds), UTC), style, bold)  # type: ignore[arg-type]
        case "m", [platform, id, name]:
            return Mention(platform, id, name, bold)
        case _:
            return Quoted(inside, bold)


_WIDEST_MOMENT = len("Wednesday 30 September 2026, 18:30 (Australia/Lord_Howe)")


def length(text: str) -> int:
    """Characters a reader may see at most; an instant counts as its longest form."""
    return sum(
        _WIDEST_MOMENT if isinstance(s, When) else len(s.name if isinstance(s, Mention) else s.text)
        for s in spans(text)
    )
