"""Sharing one sentence: beside each press stands who would then read it. The sentence itself is not repeated here."""

from collections.abc import Sequence

from bot.checkins.actions import Audience, ShareWith, TakeBack
from bot.checkins.screens.questions import SUPPORT, day
from bot.checkins.tables import Checkin
from bot.ui import Button, Message

PEERS = "until you press, you alone; then those named beside what you press, and nobody else."
NO_SENTENCE = Message(
    "You have no sentence to share yet: it can be added when a check-in's questions are answered. Type **checkin** for "
    "this week's.",
    (SUPPORT,),
)
NOBODY = Message(
    "There is nobody to share it with just now. With buddies (type **buddies**), or once your group has a meeting "
    "planned, there is. Your sentence stays yours.",
    (SUPPORT,),
)
SHARED, STOOD = "Shared.", "It is shared there already; nothing has changed."
TAKEN_BACK, NOT_SHARED = "Taken back.", "It was not shared there, so nothing has changed."
TOO_LATE = "They can no longer be shared with, so nothing was shared."
READ_BY_THEN = "You can take it back at any time. What somebody has read by then, they have read."


def page(checkin: Checkin, audiences: Sequence[Audience], sees: str, note: str = "") -> Message:
    """With whom the sentence of a week is shared and could be. `sees` is the line about who could see it."""
    lines = [note] if note else []
    lines += [f"**Your sentence of the week of {day(checkin)}**", *map(_line, audiences), sees, READ_BY_THEN]
    return Message("\n".join(lines), (*(_button(checkin, one) for one in audiences), SUPPORT))


def _line(one: Audience) -> str:
    return f"- Shared: {one.reads}" if one.stands else f"- **{one.share}**: {one.reads}"


def _button(checkin: Checkin, one: Audience) -> Button:
    does = TakeBack if one.stands else ShareWith
    return Button(one.take_back if one.stands else one.share, does(checkin.id, one.kind, one.id))
