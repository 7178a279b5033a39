"""Every word that is shown about meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.front import Say
from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.meetings.actions import Attend, GiveCalendar, ShowChange
from bot.meetings.rules import COMING, LATE, NOT_COMING
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rhythm.vocabulary import listed
from bot.ui import Button, Message

HOW = "Press one, or type **meeting coming**, **meeting late** or **meeting not coming**."
_HOW_HERE = "Press one, or type **/tend meeting coming**, **/tend meeting late** or **/tend meeting not coming**."
GONE = "That meeting is no longer kept here. Type **meeting** to see the next one."
_MOST_LISTED = 3
_MOST_WITH_BUTTONS = 4
_MOST_NAMED = 12
_MOST_AT_ONCE = 5
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Card:
    """One meeting as one member is shown it. `what` is the reminder: "day", "hour", "missed", what became of it: "off",
    "moved", "back"; or "" for none. `was` is the start that they knew before. `coming` says of each whether late, and
    `part` whether this member takes any role.
    """

    group: Group
    meeting: Meeting
    facilitator: Profile | None
    mine: bool
    answer: str
    coming: Sequence[tuple[Profile, bool]]
    part: bool
    what: str = ""
    following: datetime | None = None
    was: datetime | None = None


def name(words: str) -> str:
    """A person's or a group's name, to the letter but no longer than a line can bear."""
    return quoted(_short(words))


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"


# The next meeting, asked for.


def meeting_card(card: Card, now: datetime) -> Message:
    """The next meeting, or the one that is going on."""
    if card.meeting.start <= now:
        return Message(_going_on(card), (_calendar(card.group),))
    lines = [f"The next meeting of **{name(card.group.name)}** is on {when(card.meeting.start)}, for {_length(card)}."]
    lines += [_facilitator(card), _who_comes(card), _answer(card.answer)]
    return Message("\n".join(lines), (*_buttons(card), _calendar(card.group), _change(card)))


def _going_on(card: Card) -> str:
    after = f"\nThe one after it is on {when(card.following)}." if card.following else ""
    began = f"**{name(card.group.name)}** is meeting now, since {when(card.meeting.start, 'time')}."
    return f"{began} {_facilitator(card)}{after}"


def no_meeting(group: Group) -> Message:
    ended = f"No meeting of **{name(group.name)}** is planned: its rhythm has ended."
    return Message(f"{ended} Any member can change it with **settings**.")


def not_understood(words: str) -> Message:
    heard = f"I understood **meeting**, but not “{name(words)}” after it."
    answer = "**meeting coming**, **meeting not coming**, or **meeting** alone to see the next"
    return Message(f"{heard} For example: {answer}; **meeting move to 15 December**, **meeting cancel**.")


def _length(card: Card) -> str:
    return f"{card.meeting.minutes} minutes"


def _facilitator(card: Card) -> str:
    if card.mine:
        return "You facilitate this one. If you cannot, type **turns pass**; Not coming passes it on as well."
    if card.facilitator:
        return f"{name(card.facilitator.name)} facilitates."
    return "Nobody facilitates it yet; **turns** says why."


def _who_comes(card: Card) -> str:
    if not card.coming:
        return "Nobody has said yet that they are coming."
    named = [f"{name(who.name)}{' (late)' if late else ''}" for who, late in card.coming[:_MOST_NAMED]]
    more = len(card.coming) - len(named)
    return f"Coming so far: {listed([*named, f'{more} more'] if more else named)}."


def _answer(answer: str) -> str:
    said = {
        COMING: "You said that you are coming",
        LATE: "You said that you are coming late",
        NOT_COMING: "You said that you are not coming",
    }
    return f"{said[answer]}; you can change that. {HOW}" if answer in said else f"Are you coming? {HOW}"


def _buttons(card: Card) -> tuple[Button, ...]:
    return (
        Button("Coming", Attend(card.meeting.id, COMING), "primary"),
        Button("Not coming", Attend(card.meeting.id, NOT_COMING)),
        Button("Coming late", Attend(card.meeting.id, LATE)),
        *((Button("Swap", Say("turns swap")),) if card.part else ()),
    )


def _buttons_of_one(card: Card) -> tuple[Button, Button]:
    """Among those of other groups."""
    called = _short(card.group.name)
    return (
        Button(f"Coming: {called}", Attend(card.meeting.id, COMING), "primary"),
        Button(f"Not coming: {called}", Attend(card.meeting.id, NOT_COMING)),
    )


def _calendar(group: Group) -> Button:
    return Button("Calendar file", GiveCalendar(group.id))


def _change(card: Card) -> Button:
    return Button("Move or call off", ShowChange(card.meeting.id))


# Reminders.


def in_the_room(card: Card) -> Message:
    """A day before, for everybody; `card` is nobody's in particular."""
    lines = [
        f"We meet on {when(card.meeting.start)}.",
        _facilitator(card),
        _who_comes(card),
        f"Are you coming? {_HOW_HERE}",
    ]
    return Message("\n".join(lines), _buttons(card))


def reminder(cards: Sequence[Card]) -> Message:
    """Everything that one person is to hear of now."""
    if len(cards) == 1:
        return _one_reminder(cards[0])
    lines = ["Several things at once:", *(f"- {_in_short(card)}" for card in cards[:_MOST_AT_ONCE])]
    more = len(cards) - _MOST_AT_ONCE
    lines += [f"- and {more} more; **meeting**, typed in each room, shows them"] if more > 0 else []
    answerable = [card for card in cards if card.what not in ("missed", "off")][:_MOST_WITH_BUTTONS]
    buttons = [button for card in answerable for button in _buttons_of_one(card)]
    lines += ["Press a button, or type **/tend meeting coming** in the group's room."] if buttons else []
    return Message("\n".join(lines), tuple(buttons))


def _one_reminder(card: Card) -> Message:
    if card.what == "missed":
        return Message(_missed(card))
    if card.what == "off":
        return Message(_off(card))
    text = "\n".join([_soon(card), _facilitator(card), _answer(card.answer)])
    return Message(text, _buttons(card))


def _soon(card: Card) -> str:
    if card.was:
        return (
            f"**{name(card.group.name)}** has moved: it was on {when(card.was)}, it is on {when(card.meeting.start)}."
        )
    if card.what == "back":
        return f"**{name(card.group.name)}** meets after all, on {when(card.meeting.start)}: the meeting was put back."
    near = {"hour": "meets soon, on ", "week": "meets in a week, on "}.get(card.what, "meets on ")
    return f"**{name(card.group.name)}** {near}{when(card.meeting.start)}."


def _in_short(card: Card) -> str:
    if card.what in ("missed", "off"):
        return _missed(card) if card.what == "missed" else _off(card)
    who = "You facilitate." if card.mine else _facilitator(card)
    return f"{_soon(card)} {who}"


def _off(card: Card) -> str:
    after = f" The next one is on {when(card.following)}." if card.following else ""
    return f"**{name(card.group.name)}** does not meet on {when(card.meeting.start)}: it was called off.{after}"


def _missed(card: Card) -> str:
    after = f" The next one is on {when(card.following)}." if card.following else ""
    slept = f"Tend was not running when **{name(card.group.name)}** was to meet, on {when(card.meeting.start)}"
    return f"{slept}, so nobody was reminded. It is noted as held, and you as its facilitator.{after}"


# What somebody answered.


def answered(card: Card, *, stood: bool, passed: bool) -> Message:
    """After a press. `stood`: they had said so before. `passed`: they were to facilitate, and no longer are."""
    coming = {NOT_COMING: "not coming", LATE: "coming late"}.get(card.answer, "coming")
    what = f"you are {coming} to **{name(card.group.name)}** on {when(card.meeting.start)}"
    lines = [f"That stands: {what}." if stood else f"Noted: {what}."]
    if passed:
        next_one = f"{name(card.facilitator.name)} is asked instead" if card.facilitator else "Nobody else can be asked"
        lines += [f"You were to facilitate, so that turn has passed on: {next_one}. Your turn is kept for you."]
    lines += ["If that changes, press another button until it begins."]
    return Message("\n".join(lines), _buttons(card))


def passed_already(meeting: Meeting, following: datetime | None) -> str:
    after = f" The next one is on {when(following)}." if following else ""
    return (
        f"That meeting began on {when(meeting.start)}, so answers to it are closed.{after} Type **meeting** to see it."
    )


def called_off_already(meeting: Meeting) -> str:
    off = f"The meeting on {when(meeting.start)} was called off, so nothing happened."
    return f"{off} Type **meeting** to see the next one."


# What a changed rhythm did, told to the room.


def changed(
    moved: Sequence[tuple[Meeting, datetime]], called_off: Sequence[Meeting], stays: Sequence[Meeting]
) -> Message:
    lines = [f"- from {when(before)} to {when(meeting.start)}" for meeting, before in moved[:_MOST_LISTED]]
    lines += [f"- {when(meeting.start)} is called off" for meeting in called_off[:_MOST_LISTED]]
    more = max(0, len(moved) - _MOST_LISTED) + max(0, len(called_off) - _MOST_LISTED)
    lines += [f"- and {more} later, by the same change"] if more else []
    lines += [
        f"The meeting on {when(meeting.start)} stays: everybody was already reminded of it." for meeting in stays[:1]
    ]
    lines += ["What you answered was about the old time; please say again whether you come."] if moved else []
    lines += ["Type **calendar** for a file that moves them in your own calendar too."]
    return Message("\n".join(["Our meetings change with the settings:", *lines]))


def moved_in_room(was: datetime, to: datetime) -> Message:
    """In place of what stood in the room about the old time."""
    return Message(f"We were to meet on {when(was)}. The meeting has moved to {when(to)}.")


def off_in_room(start: datetime) -> Message:
    return Message(f"We were to meet on {when(start)}. The meeting was called off.")
