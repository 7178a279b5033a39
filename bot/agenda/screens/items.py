"""The agenda of a meeting: as one member reads it, as it stands in the room, and what is said of a change to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.actions import Add, Bring, BringNext, ChangeItem, Earlier, Note, SaveItem, TakeBackItem
from bot.agenda.rules import ITEMS, LONGEST, MINUTES, SHORTEST, TITLE
from bot.agenda.screens import READ_BY, Line, Noted, fitting, line, name, noted, total
from bot.formats.format import Format
from bot.formats.reading import every
from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.meetings.tables import Meeting
from bot.ui import Button, Form, Message, Text

LABEL = "What would you like to bring?"
KEEP = "Put it on as it is"
I_BRING, BRING_IT, TAKE_IT_BACK = "I bring something", "Bring it", "Take it back"
EMPTY = "There is no title yet. A few words are enough, for example: Stuck after a long silence."
TOO_LONG = f"That is longer than {TITLE} characters. What you wrote is still here: please shorten it to a title."
BAD_MINUTES = f"That is no number of minutes from {SHORTEST} to {LONGEST}. For example: {MINUTES}, or 1 h."
NOT_YOURS = "Somebody else brings that, so nothing happened. You can change and take back what you bring yourself."
NOT_FACILITATING = "The order is for whoever facilitates this meeting, so nothing happened."
GONE = "That is no longer on an agenda, so nothing happened. Type **agenda** to see it as it stands."
BEGUN = "That meeting has begun, so its agenda stays as it is. Type **agenda** to see the next one."
FULL = f"There are {ITEMS} things on it already, which is as many as fit. Something can wait for the next meeting."
NOTHING_WAITS = "Nothing of yours waits for a meeting. Type **agenda add** to bring something."
_HOW = "To bring something, press the button or type **agenda add**."
_ORDER = "Since you facilitate, you can put it in order: **agenda order B A**."
_MOST_LISTED = 10
_MOST_OWN, _MOST_EARLIER = 2, 2


@dataclass(frozen=True)
class Page:
    """The agenda of a meeting as one member reads it; `waiting` is what of theirs waits for their word."""

    group: Group
    meeting: Meeting
    lines: Sequence[Line]
    follow_ups: Sequence[Noted]
    waiting: Sequence[Line]
    may_order: bool
    open: bool
    felt: str = ""


def page(one: Page, first: str = "") -> Message:
    """`first` is a sentence about what has just happened."""
    text = fitting(lambda most: _lines(one, most, first), _MOST_LISTED)
    return Message(text, _buttons(one))


def _lines(one: Page, most: int, first: str) -> list[str]:
    head = f"**Agenda of {name(one.group.name)}**, {when(one.meeting.start)}"
    return [
        *([first] if first else []),
        head,
        *_listed(one.lines, one.meeting, most),
        *_to_come_back_to(one.follow_ups, most),
        *([one.felt] if one.felt else []),
        *([f"Waiting for your word, since its meeting was called off: {_titles(one.waiting)}."] if one.waiting else []),
        *([_how(one.lines)] if one.open else []),
        *([_ORDER] if one.may_order and len(one.lines) > 1 else []),
    ]


def _how(lines: Sequence[Line]) -> str:
    mine = next((one.letter for one in lines if one.mine), "")
    own = f" What is yours: **agenda change {mine}**, or **agenda back {mine}** to take it back." if mine else ""
    return _HOW + own


def _listed(lines: Sequence[Line], meeting: Meeting, most: int) -> list[str]:
    if not lines:
        return ["Nothing is on it yet."]
    more = len(lines) - most
    return [
        *(line(one) for one in lines[:most]),
        *([f"and {more} more"] if more > 0 else []),
        total(lines, meeting.minutes),
    ]


def _to_come_back_to(follow_ups: Sequence[Noted], most: int) -> list[str]:
    if not follow_ups:
        return []
    more = len(follow_ups) - most
    rest = [f"and {more} more; **followups** shows them"] if more > 0 else []
    return [
        "To come back to:",
        *(noted(replace(one, letter="-")).replace("-. ", "- ", 1) for one in follow_ups[:most]),
    ] + rest


def _titles(lines: Sequence[Line]) -> str:
    return ", ".join(f"“{quoted(one.title)}”" for one in lines[:3])


def _buttons(one: Page) -> tuple[Button, ...]:
    if not one.open:
        return ()
    found = [Button(I_BRING, Bring(one.meeting.id), "primary")]
    for each in [mine for mine in one.lines if mine.mine][:_MOST_OWN]:
        found += [Button(f"Change {each.letter}", ChangeItem(each.id))]
        found += [Button(f"Take back {each.letter}", TakeBackItem(each.id))]
    if one.may_order:
        found += [Button(f"{each.letter} earlier", Earlier(each.id)) for each in one.lines[1 : 1 + _MOST_EARLIER]]
    found += [Button(BRING_IT, BringNext(each.id)) for each in one.waiting[:1]]
    return (*found, Button("Note a follow-up", Note(one.group.id)))


def in_the_room(meeting: Meeting, lines: Sequence[Line], follow_ups: Sequence[Noted]) -> Message:
    """A day before, for everybody."""

    def said(most: int) -> list[str]:
        return [
            f"**What we have for {when(meeting.start)}**",
            *_listed(lines, meeting, most),
            *_to_come_back_to(follow_ups, most),
            f"To bring something as well, press {I_BRING} or type **/tend agenda add**.",
        ]

    return Message(fitting(said, _MOST_LISTED), (Button(I_BRING, Bring(meeting.id)),))


def ask_room(asker: str, meeting: Meeting) -> Message:
    return Message(
        f"{name(asker)} asks for {when(meeting.start)}: who brings something? A title, how long, and perhaps in which "
        f"format. Press {I_BRING} or type **/tend agenda add**. **/tend agenda** shows what is on it.",
        (Button(I_BRING, Bring(meeting.id), "primary"),),
    )


def asked(*, stood: bool) -> Message:
    return Message("That stands: the room was asked." if stood else "The room is asked who brings something.")


# The form.


def form(does: Add | SaveItem, title: str = "", minutes: int | None = None, format: Format | None = None) -> Form:
    how_long = str(minutes) if minutes else ""
    fields = (
        Text("title", LABEL, READ_BY, most=TITLE, value=title[:TITLE]),
        Text(
            "minutes", "How many minutes?", "Left empty: the format's, or 20.", most=20, value=how_long, required=False
        ),
        Text(
            "format",
            "In which format?",
            "For example Balint, or troika. Left empty: it is decided together.",
            most=60,
            value=format.name if format else "",
            required=False,
        ),
    )
    return Form("For the agenda", does, fields, "Put it on")


def no_format(words: str) -> str:
    known = ", ".join(one.name for one in every().values())
    return f"I know no format called “{quoted(words[:60])}”. You can leave it empty, or say one of these: {known}."


# What became of it.


def on_it(one: Line, group_size: int) -> str:
    """After it was put on the agenda or changed."""
    fewest, most = one.format.people if one.format else (0, group_size)
    size = "" if fewest <= group_size <= most else _wrong_size(one.format, group_size)
    return f"On the agenda: “{quoted(one.title)}”, {one.minutes} minutes.{size}"


def _wrong_size(format: Format | None, group_size: int) -> str:
    if format is None:
        return ""
    return f" {format.name} is for {format.people[0]} to {format.people[1]} people, and you are {group_size}."


def taken_back(title: str) -> str:
    return f"Taken back: “{quoted(title)}” is no longer on it, and is deleted here."


ORDERED = "In this order now."


def no_order(lines: Sequence[Line]) -> str:
    letters = " ".join(one.letter for one in reversed(lines))
    if len(lines) < 2:
        return "There is nothing to put in order yet. Type **agenda** to see what is on it."
    return f"I could not read that as an order of what is on it. For example: **agenda order {letters}**."


def no_letter(words: str) -> str:
    return f"I found nothing called “{quoted(words[:60])}” on the agenda. Type **agenda** to see its letters."


def not_understood(words: str) -> Message:
    heard = f"I understood **agenda**, but not “{quoted(words[:60])}” after it."
    return Message(f"{heard} For example: **agenda add**, **agenda change A**, **agenda back A**, or **agenda** alone.")


# A meeting that is called off, moved, or back.


def waits(one: Line, group: Group, start: datetime, following: datetime | None) -> Message:
    """To its owner. `following` is when the next meeting is, if one is planned."""
    after = f"Would you like to bring it to the next one, on {when(following)}?" if following else ""
    how = (
        f"Press or type **{BRING_IT}** or **{TAKE_IT_BACK}**; later, **agenda next** brings it. Until you say, it "
        "waits, and nobody else is shown it."
    )
    text = f"**{name(group.name)}** does not meet on {when(start)}. You had “{quoted(one.title)}” on its agenda."
    return Message(
        " ".join(filter(None, [text, after, how])),
        (Button(BRING_IT, BringNext(one.id), "primary"), Button(TAKE_IT_BACK, TakeBackItem(one.id))),
    )


def on_again(one: Line, start: datetime) -> str:
    return f"“{quoted(one.title)}” is on the agenda of {when(start)}."


def moved_in_room(was: datetime, to: datetime) -> Message:
    return Message(f"What we had for {when(was)} has moved to {when(to)}, with the meeting. **/tend agenda** shows it.")


def off_in_room(start: datetime) -> Message:
    return Message(
        f"We do not meet on {when(start)}. Whoever brought something is asked whether to bring it next time."
    )
