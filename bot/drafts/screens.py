"""Every word about drafts: what was found, why, what could stand there instead, and that nobody has read it yet."""

from collections.abc import Sequence

from bot.drafts.actions import ChangeWords, DropWords, KeepWords, SendChanged, TakeSuggestion
from bot.drafts.purpose import WORDS, Fields, Looked, Purpose
from bot.drafts.rules import AROUND, FIELDS, MOST, ROOM, SHOWN
from bot.marks import length, quoted
from bot.screening import HONEST, QUESTIONS, Finding
from bot.ui import Button, Form, Message, Text

LOOK = Message("I looked through it. What I found stands in our own conversation; nobody else has read it yet.")
TAKEN = Message("Changed, and looked through again. Nobody else has read it yet.")
QUESTIONS_NEXT = Message("Kept. Two questions stand in our own conversation; nobody else has read it yet.")
DROPPED = Message("Dropped. Nobody has read it, and it is deleted here.")
WAITS = Message(
    "You have begun this already, and it was not sent: your words wait for you to look at them. They stand in our own "
    "conversation once more; nobody else has read them. To begin anew, type **Drop it** there first."
)
GONE = "That draft is gone: it was sent, dropped, or older than a day. Nothing happened."
CHANGED_SINCE = "That was about an earlier version of your words, so nothing happened. The latest stands below."
NOTHING = "There is nothing in it yet. A sentence is enough."
UNREAD = "**Nobody else has read this yet.**"


def expired(label: str) -> Message:
    """To the author, of words that waited for them; `label` is what they were an answer to."""
    return Message(
        f"Your words for “{label}” have waited a day for you to look at them, so they are deleted. **They were not "
        "sent**, and nobody else has read them. If you still would like to, please begin once more."
    )


def found(draft: str, version: int, fields: Fields, looked: Looked, purpose: Purpose) -> Message:
    """As many of the findings as there is room for; whatever is left comes when these are done with."""
    labels = {one.name: one.label for one in purpose.fields(fields)} if len(fields) > 1 else {}
    total, first = len(looked.findings), looked.findings[:MOST]
    every = [_one(number, labels.get(name, ""), fields[name], one) for number, (name, one) in enumerate(first, 1)]
    beside = [looked.beside] if looked.beside else []
    take = "**Take** and its number, " if every else ""
    ends = [*beside, f"Press or type {take}**Change it**, **{purpose.keep}** or **Drop it**. {HONEST}"]
    ends += [two_questions()] if every and not purpose.asks else []
    text, shown = _fitting(every, total, ends)
    takes = [Button(f"Take {n}", TakeSuggestion(draft, version, n)) for n in range(1, shown + 1)]
    return Message(text, (*takes, *choices(draft, Button(purpose.keep, KeepWords(draft, version)))))


def _fitting(every: Sequence[str], total: int, ends: Sequence[str]) -> tuple[str, int]:
    """The text, and how many of these lines it bears."""
    shown = len(every)
    while length(text := "\n".join([UNREAD, *_many(total, shown), *every[:shown], *ends])) > ROOM:
        shown -= 1
    return text, shown


def _many(found: int, shown: int) -> list[str]:
    if not found:
        return []
    more = f"; the first {shown} stand here, and the others come when these are done with" if found > shown else ""
    return [f"{'One thing' if found == 1 else f'{found} things'} in it could point to somebody{more}:"]


def _one(number: int, label: str, words: str, one: Finding) -> str:
    before, after = words[max(0, one.start - AROUND) : one.start], words[one.end : one.end + AROUND]
    text = one.text if len(one.text) <= SHOWN else f"{one.text[: SHOWN - 1]}…"
    where = f"{f'{label}: ' if label else ''}…{quoted(before)}**{quoted(text)}**{quoted(after)}…"
    return f"{number}. {where} ({one.category.value}) {one.why} Instead: “{quoted(one.suggestion)}”"


def nothing_left(draft: str, version: int, fields: Fields, purpose: Purpose) -> Message:
    labels = {one.name: one.label for one in purpose.fields(fields)} if len(fields) > 1 else {}
    written = [
        f"{f'{labels[name]}: ' if name in labels else ''}“{quoted(words[:1200])}”"
        for name, words in fields.items()
        if words
    ]
    lines = [
        f"{UNREAD} Nothing more was found in it:",
        *written,
        f"Press or type **{purpose.keep}**, **Change it** or **Drop it**.",
        two_questions(),
    ]
    return Message("\n".join(lines), choices(draft, Button(purpose.keep, KeepWords(draft, version))))


def two_questions() -> str:
    return f"Two questions are left for you alone: {QUESTIONS[0]} {QUESTIONS[1]}"


def choices(draft: str, on: Button) -> tuple[Button, ...]:
    """What an author can do; `on` goes on with the words."""
    return on, Button("Change it", ChangeWords(draft)), Button("Drop it", DropWords(draft))


NOBODY_YET = "Nobody else, until you send it on."
ABOUT = "Nothing that identifies a client. It is looked through before anybody reads it."


def field(label: str, most: int, words: str = "") -> Text:
    """The one field of most purposes."""
    return Text(WORDS, label, ABOUT, long=True, most=most, value=words, private=True)


def form(draft: str, fields: Sequence[Text], marked: Sequence[str], could_see: str) -> Form:
    """The words again; where they do not all fit, those in which something was found."""
    first = sorted(fields, key=lambda one: one.name not in marked)
    return Form("In other words", SendChanged(draft), tuple(first[:FIELDS]), "Look through it", could_see)


def wrong(field: Text) -> str:
    """What is wrong with what was written into it; empty when nothing is."""
    if len(field.value) > field.most:
        return f"That is longer than {field.most} characters. What you wrote is still here: please shorten it."
    return NOTHING if field.required and not field.value else ""
