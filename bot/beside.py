"""What is shown beside a reply because of what somebody wrote: in the reply itself, to them alone, once.

A message of its own would go through the outbox and leave a row behind that says when it was shown to whom. Whatever
becomes of the words, this changes nothing about it: they are kept, or refused, as they would have been.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.marks import length
from bot.port import Event, Reply
from bot.ui import Invalid, Message, Update

MOST = 2000


@dataclass(frozen=True)
class Beside:
    """`heeds` looks at what was written; `text` gets the writer's zone, now and Tend's folder; `brief` (≤ 400) is for
    little room."""

    heeds: Callable[[str], bool]
    text: Callable[[str, datetime, Path | None], str]
    brief: str


def written(event: Event) -> list[str]:
    """What somebody wrote in this event: typed words, or what stands in the fields of a form."""
    fields = (event.answers or {}).values()
    given = [one for field in fields for one in ([field] if isinstance(field, str) else field)]
    return [words for words in (event.text, *given) if words.strip()]


def heeding(every: Sequence[Beside], event: Event) -> list[Beside]:
    """Those that have something to show. A press that writes nothing costs nothing."""
    words = written(event)
    return [one for one in every if any(one.heeds(said) for said in words)]


def above(first: str, brief: str, reply: Reply, *, private: bool) -> Reply:
    """The reply with a text above it. A message that others see as well stays as it is, and the reply is shown alone.

    A form that is refused stays open with its own sentence, which has room for little; a repeated event shows nothing.
    """
    match reply:
        case Message():
            return joined(first, brief, reply)
        case Update(message):
            return Update(joined(first, brief, message)) if private else joined(first, brief, message)
        case Invalid(sentence=sentence):
            return replace(reply, sentence="\n".join(filter(None, [brief, sentence])))
        case _:
            return reply


def joined(first: str, brief: str, message: Message) -> Message:
    texts = (f"{start}\n{message.text}" for start in (first, brief))
    return replace(message, text=next((text for text in texts if length(text) <= MOST), brief))
