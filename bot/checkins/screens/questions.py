"""The questions, the sentence, and what is said after each press. An answer itself is never part of a text."""

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from bot.checkins.actions import (
    AskAgain,
    Audience,
    Continue,
    Finish,
    GoAway,
    KeepSentence,
    Rate,
    Reconsider,
    Share,
    ShowOptions,
    ShowWeeks,
    Skip,
    Write,
)
from bot.checkins.rules import ANSWERS_KEPT, ITEMS, LONGEST_SENTENCE, SENTENCES_KEPT, Item, monday
from bot.checkins.tables import Checkin
from bot.marks import when
from bot.support.actions import ShowSupport
from bot.ui import Button, Form, Message, Text, rating

SUPPORT = Button("Get support now", ShowSupport())
MY_WEEKS = Button("My weeks", ShowWeeks())
AWAY = Button("I will be away", GoAway())
OPTIONS = Button("Pause or change the hour", ShowOptions())

NOT_YOURS = "That check-in is not yours, or it is so old that it was deleted. Nothing was saved."
NO_GROUP = "Check-ins come with a group, and you are not in one yet. In your group's room, press Join."
IN_PRIVATE = Message("Check-ins are between you and Tend alone: please look at your direct messages with Tend.")
SAY_SOMETHING = "There is nothing in it yet. A few words are enough."

PEERS = "nobody in your group, and nobody is told whether you answered."
A_PRESS = "A press leaves no words in this chat; what you type yourself stays in it."
KEPT_FOR = f"Numbers are deleted after {ANSWERS_KEPT.days} days, sentences after {SENTENCES_KEPT.days}."


class Kept(Enum):
    """What became of a press on an answer."""

    SAVED = "Saved."
    SAME = "That was saved already; nothing has changed."
    CHANGED = "Changed."
    LATE = "Saved. This week's check-in closed on {closed}, so it came late; it is kept for you all the same."
    CLOSED = "This week's check-in closed on {closed}, so the answer that you gave before stays."

    def said(self, checkin: Checkin) -> str:
        return self.value.format(closed=when(checkin.closes_at))


def question(checkin: Checkin, item: Item, sees: str, note: str = "") -> Message:
    """One question; its number says how far one is. `sees` says who could see the answer."""
    asked = checkin.asked
    number = asked.index(item.id) + 1
    lines = [note] if note else []
    lines += [f"**Check-in, week of {day(checkin)}, question {number} of {len(asked)}**", f"**{item.question}**"]
    lines += [f"1 is {item.low}, 5 is {item.high}. Press a number or type it.", f"{sees} {A_PRESS}"]
    answers = rating(item.low, item.high, lambda value: Rate(checkin.id, item.id, value))
    return Message("\n".join(lines), (*answers, Button("Skip this week", Skip(checkin.id)), AWAY, OPTIONS, SUPPORT))


REMINDER = "You asked for one reminder: this is it. If it does not suit, nothing more comes this week."


def sentence_offered(
    checkin: Checkin, sees: str, note: str, share: Sequence[Audience], *, written: bool, late: bool
) -> Message:
    """After the last answer. `share`: with whom the sentence is shared or could be."""
    lines = [note] if note else []
    lines += [f"**Check-in, week of {day(checkin)}: all {len(checkin.asked)} questions are answered.**"]
    lines += (
        ["Your sentence is saved as well."]
        if written
        else [f"You may add a sentence for yourself: {TO_ADD} {LEAVE_OUT}"]
    )
    lines += [] if late else [f"You can change your answers until {when(checkin.closes_at)}."]
    lines += [f"{sees} {KEPT_FOR}", *_sharing(share)]
    write = Button("Write another sentence" if written else "Add a sentence", Write(checkin.id), "primary")
    return Message(
        "\n".join(lines),
        (write, Button("Done", Finish(checkin.id)), *_share(checkin, share), *_change(checkin, late), SUPPORT),
    )


def _change(checkin: Checkin, late: bool) -> list[Button]:
    return [] if late else [Button("Change an answer", Reconsider(checkin.id))]


TO_ADD = "press or type **Add a sentence**."
LEAVE_OUT = "Please leave out anything that could identify a client."


def sentence_form(checkin: Checkin, sees: str, *, written: bool) -> Form:
    """Never filled in with what is there: a typed form would repeat it into the chat."""
    label = "What should stand there instead?" if written else "What would you like to note?"
    field = Text("sentence", label, ON_ITS_WAY, long=True, most=LONGEST_SENTENCE, private=True)
    return Form("A sentence for yourself", KeepSentence(checkin.id), (field,), "Save", sees)


ON_ITS_WAY = "It passes through this chat on its way to Tend. What you type in the chat itself stays there too."


def sentence_kept(checkin: Checkin, note: str, next_at: datetime | None, share: Sequence[Audience]) -> Message:
    lines = [f"Thank you. {note} Only you can have it shown again, under **weeks**.", *_sharing(share)]
    return Message("\n".join([*lines, *coming(next_at)]), (MY_WEEKS, *_share(checkin, share), SUPPORT))


def _sharing(share: Sequence[Audience]) -> list[str]:
    if any(one.stands for one in share):
        return [SHARED]
    return [NOT_SHARED] if share else []


NOT_SHARED = "It stays yours. If you would like somebody to read this one sentence, **checkin share** says who could."
SHARED = "What you shared of this week stays as you shared it. **checkin share** shows with whom, and takes it back."


def _share(checkin: Checkin, share: Sequence[Audience]) -> list[Button]:
    return [Button("Share this sentence", Share(checkin.id))] if share else []


def which_answer(checkin: Checkin, sees: str) -> Message:
    text = f"Which answer would you like to change? You can until {when(checkin.closes_at)}.\n{sees}"
    items = (Button(ITEMS[id].name, AskAgain(checkin.id, id)) for id in checkin.asked)
    return Message(text, (*items, Button("Leave them as they are", Finish(checkin.id)), SUPPORT))


def too_late_to_change(checkin: Checkin) -> Message:
    return Message(f"{Kept.CLOSED.said(checkin)} Your own weeks are under **weeks**.", (MY_WEEKS, SUPPORT))


def skipped(checkin: Checkin, next_at: datetime | None, *, some: bool, again: bool) -> Message:
    lines = ["That week is skipped already." if again else "Skipped. A skipped week counts as nothing at all."]
    lines += ["What you had answered before stays saved, for you alone."] if some else []
    lines += [*coming(next_at), f"If you change your mind this week, press **{AFTER_ALL}** or type **checkin**."]
    return Message("\n".join(lines), (Button(AFTER_ALL, Continue(checkin.id)), AWAY, OPTIONS, SUPPORT))


AFTER_ALL = "Answer after all"


def done(checkin: Checkin, next_at: datetime | None, *, late: bool) -> Message:
    lines = ["Thank you. That is all for this week.", *coming(next_at), "Your own weeks are under **weeks**."]
    return Message("\n".join(lines), (MY_WEEKS, *_change(checkin, late), SUPPORT))


def coming(next_at: datetime | None) -> list[str]:
    return [f"The next check-in comes {when(next_at)}."] if next_at else []


def day(checkin: Checkin) -> str:
    first = monday(checkin.week)
    return f"{first.day} {first:%B}"
