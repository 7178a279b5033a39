"""The sentences of a conversation document that make something happen, as values.

A paragraph in which a bold name begins the sentence is an act; a paragraph in italics is about time. What looks like
one of them and cannot be read is an error, so that no act is ever skipped in silence.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo


class Unreadable(ValueError):
    """A paragraph that looks like an act and is none."""


@dataclass(frozen=True)
class Cast:
    """Who takes part: zones by name, empty where Tend does not know the zone."""

    zones: dict[str, str]


@dataclass(frozen=True)
class GoesOn:
    """Everything in another document has happened before."""

    file: str


@dataclass(frozen=True)
class Until:
    """Time moves on, to `at` or by `after`. `off`: Tend is switched off meanwhile. `seen_by`: whose view is written.

    `passed_over`: what comes is not written down at all.
    """

    at: datetime | None = None
    after: timedelta = timedelta()
    off: bool = False
    seen_by: str = ""
    passed_over: bool = False


@dataclass(frozen=True)
class Types:
    who: str
    words: str
    in_room: bool


@dataclass(frozen=True)
class Presses:
    """Several labels are one press after the other. `old`: one that this person saw earlier and that was replaced."""

    who: str
    labels: tuple[str, ...]
    old: bool


@dataclass(frozen=True)
class FillsIn:
    """Answers by the label of the field; what is not named stays as it is."""

    who: str
    answers: dict[str, str]


@dataclass(frozen=True)
class LooksAt:
    """`what` is "the room" or "the file"."""

    who: str
    what: str


@dataclass(frozen=True)
class Again:
    """The platform delivers the last event a second time."""


@dataclass(frozen=True)
class OldVersion:
    """A button of an older Tend, which nobody handles any more."""

    who: str


@dataclass(frozen=True)
class Closes:
    """Somebody takes no direct messages from Tend any more, or does so again."""

    who: str
    closed: bool


Door = Literal["room", "right", "workspace"]


@dataclass(frozen=True)
class Shuts:
    """Tend is put out of the room, may not write in it, or is put out of the workspace; or that is undone."""

    door: Door
    shut: bool


Act = Shuts | Closes | Cast | GoesOn | Until | Types | Presses | FillsIn | LooksAt | Again | OldVersion

NAME = r"\*\*(?P<who>\w+)\*\*"
SEEN_BY = r"(?:, as (?P<seen_by>\w+) sees (?:it|them)|(?P<over>, passing over what came before))?"
SPAN = r"(?P<number>\w+) (?P<unit>minute|hour|day|week)s?"
NUMBERS = ["no", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
DAY = "%A %d %B %Y, %H:%M"


def read(paragraph: str) -> Act | None:
    """What the paragraph makes happen; None for prose."""
    for pattern, make in _SENTENCES:
        if found := re.fullmatch(pattern, paragraph, re.DOTALL):
            return make(found)
    if re.match(r"\*\*\w+\*\* |\*[^*]+\*$", paragraph):
        raise Unreadable(f"this looks like an act, and is none that I know:\n    {paragraph}")
    return None


def _cast(found: re.Match[str]) -> Cast:
    people = re.findall(r"\*\*(\w+)\*\*(?: in ([A-Z][\w/+-]+))?", found["people"])
    return Cast(dict(people))


def _it_is(found: re.Match[str]) -> Until:
    day = datetime.strptime(found["day"], DAY).replace(tzinfo=ZoneInfo(found["zone"]))  # noqa: DTZ007 -- zone follows
    if f"{day:%A}" != found["day"].split()[0]:
        raise Unreadable(f"{day:%d %B %Y} is a {day:%A}:\n    {found[0]}")
    return Until(at=day.astimezone(UTC), seen_by=found["seen_by"] or "", passed_over=bool(found["over"]))


def _passes(found: re.Match[str]) -> Until:
    after = _number(found["number"].casefold()) * timedelta(**{f"{found['unit']}s": 1})
    off, over = found.re.pattern == OFF, bool(found["over"])
    return Until(after=after, off=off, seen_by=found["seen_by"] or "", passed_over=over)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return NUMBERS.index("a" if word == "an" else word)


def _fills_in(found: re.Match[str]) -> FillsIn:
    lines = [line.removeprefix("- ") for line in found["answers"].strip().splitlines()]
    return FillsIn(found["who"], dict(line.split(": ", 1) for line in lines))


PASSES = rf"\*{SPAN} pass(?:es)?{SEEN_BY}\.\*"
OFF = rf"\*Tend is switched off for {SPAN}{SEEN_BY}\.\*"

_SENTENCES = (
    (r"People: (?P<people>.+)", _cast),
    (r"\*This goes on from \[[^]]+\]\((?P<file>[\w-]+\.md)\)\.\*", lambda found: GoesOn(found["file"])),
    (rf"\*It is (?P<day>[^*]+?) in (?P<zone>\w+/\w+){SEEN_BY}\.\*", _it_is),
    (PASSES, _passes),
    (OFF, _passes),
    (r"\*The same (?:press|form|message) arrives once more\.\*", lambda found: Again()),
    (r"\*Tend is removed from the (?P<door>room|workspace)\.\*", lambda found: Shuts(found["door"], shut=True)),
    (r"\*Tend is let into the (?P<door>room|workspace) again\.\*", lambda found: Shuts(found["door"], shut=False)),
    (r"\*Tend loses the right to write in the room\.\*", lambda found: Shuts("right", shut=True)),
    (r"\*Tend is given the right to write in the room\.\*", lambda found: Shuts("right", shut=False)),
    (rf"{NAME} types: (?P<words>.+)", lambda found: Types(found["who"], found["words"], in_room=False)),
    (rf"{NAME} types in the room: (?P<words>.+)", lambda found: Types(found["who"], found["words"], in_room=True)),
    (
        rf"{NAME} presses (?P<old>the old )?\[(?P<labels>[^]]+(?:\], then \[[^]]+)*)\](?: again)?\.",
        lambda found: Presses(found["who"], tuple(found["labels"].split("], then [")), old=bool(found["old"])),
    ),
    (rf"{NAME} presses a button from an older version\.", lambda found: OldVersion(found["who"])),
    (rf"{NAME} fills in the form:\n(?P<answers>(?:- .+\n?)+)", _fills_in),
    (rf"{NAME} leaves the form as it is and sends it\.", lambda found: FillsIn(found["who"], {})),
    (
        rf"{NAME} (?P<how>closes|opens) (?:his|her|their) direct messages to Tend\.",
        lambda found: Closes(found["who"], closed=found["how"] == "closes"),
    ),
    (rf"{NAME} (?:looks at|opens) (?P<what>the room|the file)\.", lambda found: LooksAt(found["who"], found["what"])),
)
