"""Every word about drafts: what was found, why, what could stand there instead, and that nobody has read it yet."""

from collections.abc import Sequence

from bot.drafts.actions import ChangeWords, DropWords, KeepWords, SendChanged, TakeSuggestion
from bot.drafts.rules import AROUND, MOST
from bot.marks import quoted
from bot.screening import HONEST, QUESTIONS, Finding
from bot.ui import Button, Form, Message, Text

LOOK = Message("I looked through it. What I found stands in our own conversation; nobody else has read it yet.")
TAKEN = Message("Changed, and looked through again. Nobody else has read it yet.")
DROPPED = Message("Dropped. Nobody has read it, and it is deleted here.")
WAITS = Message(
    "You have begun this already, and it was not sent: your words wait for you to look at them. They stand in our own "
    "conversation once more; nobody else has read them. To begin anew, type **Drop it** there first."
)
GONE = "That draft is gone: it was sent, dropped, or older than a day. Nothing happened."
CHANGED_SINCE = "That was about an earlier version of your words, so nothing happened. The latest stands below."
NOTHING = "There is nothing in it yet. A sentence is enough."


def expired(label: str) -> Message:
    """To the author, of words that waited for them; `label` is what they were an answer to."""
    return Message(
        f"Your words for “{label}” have waited a day for you to look at them, so they are deleted. **They were not "
        "sent**, and nobody else has read them. If you still would like to, please begin once more."
    )


def found(draft: str, version: int, words: str, findings: Sequence[Finding], keep: str) -> Message:
    """`keep` is the label of going on with the words as they are."""
    many = "One thing" if len(findings) == 1 else f"{len(findings)} things"
    lines = [
        "**Nobody else has read this yet.**",
        f"{many} in it could point to somebody{more_follow(len(findings), MOST)}:",
    ]
    lines += [_one(number, words, one) for number, one in enumerate(findings[:MOST], 1)]
    lines += [
        f"Press or type **Take** and its number, **Change it**, **{keep}** or **Drop it**. {HONEST}",
        _questions(),
    ]
    takes = [Button(f"Take {n}", TakeSuggestion(draft, version, n)) for n in range(1, len(findings[:MOST]) + 1)]
    return Message("\n".join(lines), (*takes, *_rest(draft, version, keep)))


def more_follow(found: int, most: int) -> str:
    """Beside a list that is shorter than what was found."""
    return f"; the first {most} stand here, and the others come when these are done with" if found > most else ""


def nothing_left(draft: str, version: int, words: str, keep: str) -> Message:
    lines = [
        "**Nobody else has read this yet.** Nothing more was found in it:",
        f"“{quoted(words[:1200])}”",
        f"Press or type **{keep}**, **Change it** or **Drop it**.",
        _questions(),
    ]
    return Message("\n".join(lines), _rest(draft, version, keep))


def _questions() -> str:
    return f"Two questions are left for you alone: {QUESTIONS[0]} {QUESTIONS[1]}"


def _one(number: int, words: str, one: Finding) -> str:
    before, after = words[max(0, one.start - AROUND) : one.start], words[one.end : one.end + AROUND]
    where = f"…{quoted(before)}**{quoted(one.text)}**{quoted(after)}…"
    return f"{number}. {where} {one.why} Instead: “{quoted(one.suggestion)}”"


def _rest(draft: str, version: int, keep: str) -> tuple[Button, ...]:
    return (
        Button(keep, KeepWords(draft, version)),
        Button("Change it", ChangeWords(draft)),
        Button("Drop it", DropWords(draft)),
    )


NOBODY_YET = "Nobody else, until you send it on."


def form(draft: str, label: str, most: int, words: str, could_see: str) -> Form:
    about = "Nothing that identifies a client. It is looked through before anybody reads it."
    field = Text("words", label, about, long=True, most=most, value=words, private=True)
    return Form("In other words", SendChanged(draft), (field,), "Look through it", could_see)


def too_long(most: int) -> str:
    return f"That is longer than {most} characters. What you wrote is still here: please shorten it."
