"""What an author reads before anybody else reads their words: findings, advice in disguise, two questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cases import rules
from bot.cases.actions import ChangeWords, DropWords, KeepWords, PutUp, SendChanged, TakeSuggestion
from bot.cases.screens.card import LABELS, line
from bot.drafts.screens import more_follow
from bot.marks import quoted
from bot.screening import HONEST, QUESTIONS
from bot.ui import Button, Form, Message, Text

MOST = 6
"""Findings that are shown at once; the others come when these are done with."""
AROUND = 24
"""Characters before and after a finding that are shown with it."""


@dataclass(frozen=True)
class Found:
    """One finding: the field it stands in, what stands around it, and what could stand there instead."""

    field: str
    before: str
    text: str
    after: str
    category: str
    why: str
    suggestion: str


def looked_through(
    case_id: str, version: int, found: Sequence[Found], advice: str, *, asks: bool, body: bool
) -> Message:
    """`advice`: the turn of phrase that sounds like it. `asks`: the phase is one of questions."""
    lines = ["**Nobody else has read this yet.**"]
    if found:
        many = "One thing" if len(found) == 1 else f"{len(found)} things"
        lines.append(f"{many} in your text could point to somebody{more_follow(len(found), MOST)}:")
        lines += [_one(number, one) for number, one in enumerate(found[:MOST], 1)]
    if advice:
        kind = "questions" if asks else "listening"
        lines.append(
            f"“{quoted(advice)}” sounds like advice, and this phase is for {kind}. You may well mean it otherwise."
        )
    keep, take = "Keep it as it is" if body else "Say it as it is", "**Take** and its number, " if found else ""
    lines.append(f"Press or type {take}**Change it**, **{keep}** or **Drop it**. {HONEST}")
    takes = [Button(f"Take {n}", TakeSuggestion(case_id, n, version)) for n, _ in enumerate(found[:MOST], 1)]
    return Message("\n".join(lines), (*takes, *_rest(case_id, Button(keep, KeepWords(case_id, version)))))


def _one(number: int, one: Found) -> str:
    where = f"{LABELS[one.field]}: " if one.field in LABELS else ""
    return (
        f"{number}. {where}…{quoted(one.before)}**{quoted(one.text)}**{quoted(one.after)}… "
        f"({quoted(one.category)}) {quoted(one.why)} Instead: “{quoted(one.suggestion)}”"
    )


def _rest(case_id: str, keep: Button) -> tuple[Button, ...]:
    return (Button("Change it", ChangeWords(case_id)), keep, Button("Drop it", DropWords(case_id)))


def two_questions(case_id: str, version: int) -> Message:
    return Message(
        "**Two questions that only you can answer.** Nobody else has read it yet.\n"
        f"1. {QUESTIONS[0]}\n2. {QUESTIONS[1]}\n"
        "If both are a no, press or type **No to both: put it up**; the card goes to the room. Otherwise "
        "**Change it**: a rare job, an event that was in the news or an unusual family is what only you can know. "
        "If you would rather not be named, type **case mask** first.",
        _rest(case_id, Button("No to both: put it up", PutUp(case_id, version), "primary")),
    )


LOOK = Message("I have looked through it. What I found stands in our own conversation; nobody else has read it yet.")
TAKEN = Message("Changed, and looked through again. Nobody else has read it yet.")
TWO_QUESTIONS_NEXT = Message("Kept. Two questions stand in our own conversation; nobody else has read it yet.")
DROPPED = Message("Dropped. Nobody has read it, and it is deleted here.")
EXPIRED = Message("A day has gone by, so what you were writing here is deleted. Nobody has read it.")


NOBODY_YET = "Nobody else, until you say so."


def change(case_id: str, fields: Mapping[str, str], marked: Sequence[str], could_see: str = "") -> Form:
    """The words again, those with findings first."""
    order = [
        *marked,
        *(name for name in ("body", "question", "note", "theme", "population", "setting") if name in fields),
    ]
    order += [name for name in fields if name not in LABELS]
    shown = [_field(name, fields[name]) for name in dict.fromkeys(order) if name in fields][:4]
    return Form("In other words", SendChanged(case_id), tuple(shown), "Look through it", could_see)


def _field(name: str, value: str) -> Text:
    if name in LABELS:
        return line(name, value)
    return words_field(name, value)


SAY, WILL, WHY, NOW = "What you would like to say", "What I will do", "Why", "Why I brought it now"


def words_field(name: str, value: str = "") -> Text:
    """A field for something that is said in a case."""
    alone = "For your note alone; nobody else reads it."
    match name:
        case "will":
            about = "Said to those who are in, without what identifies a client."
            return Text("will", WILL, about, long=True, most=rules.NOTE * 2, value=value)
        case "why":
            return Text("why", WHY, alone, long=True, most=rules.NOTE, value=value, required=False, private=True)
        case "now":
            return Text("now", NOW, alone, long=True, most=rules.NOTE, value=value, required=False, private=True)
    about = "Nothing that identifies a client. It is looked through before anybody reads it."
    return Text("words", SAY, about, long=True, most=rules.WORDS, value=value, private=True)
