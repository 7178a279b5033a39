"""The words about one's own hours, for their owner alone."""

from collections.abc import Sequence
from datetime import datetime

from bot.marks import quoted, when
from bot.meetings.actions import WasThere
from bot.meetings.boards import BOARDS, Board, counted
from bot.meetings.screens import name
from bot.meetings.tables import Meeting
from bot.meetings.tables.hours import Sat
from bot.ui import Button, File, Message

_MOST_MONTHS = 12
_MOST_CORRECTED = 3
_WORDS = ", ".join(f"**hours {word}**" for word in BOARDS)
PRIVATE = "Only you are shown this."
NONE_OVER = "No meeting of yours is over yet, so there is nothing to correct. Once one is, type **hours**."


def hours(sat: Sequence[Sat], months: Sequence[tuple[str, Sequence[Sat]]], board: Board | None, file: str) -> Message:
    """`sat` are their meetings, the latest first; `months` those they were at, the latest first."""
    lines = [f"**Your hours in meetings**, by month. {PRIVATE}"]
    lines += [_month(month, there, board) for month, there in months[:_MOST_MONTHS]]
    lines += [] if months else ["- none yet: a meeting counts once it is over."]
    lines += [_how(board)] if board else [f"As a professional body counts them: {_WORDS}."]
    lines += [
        "The file has all of them. If a meeting is noted wrongly, press it here, or type **hours there** or **hours "
    ]
    lines[-1] += "not there** with its date."
    return Message("\n".join(lines), tuple(_correct(one) for one in sat[:_MOST_CORRECTED]), file=_file(file))


def _file(text: str) -> File:
    return File("hours.csv", "text/csv", text)


def _month(month: str, there: Sequence[Sat], board: Board | None) -> str:
    total = sum(one.minutes for one in there)
    count = "1 meeting" if len(there) == 1 else f"{len(there)} meetings"
    if board is None or not (board.shares or board.divided):
        return f"- {month}: {total} minutes in {count}"
    theirs = sum(counted(board, one.minutes, one.people) for one in there)
    least = f" of the {board.monthly} asked for in a month" if board.monthly else ""
    return f"- {month}: {total} minutes in {count}; counted: {theirs}{least}"


def _how(board: Board) -> str:
    said = f"How {board.name} counts: {board.says}. Source: {board.source}; noted in {board.noted:%B %Y}."
    return f"{said} Rules change and this is no advice: please check with them."


def _correct(one: Sat) -> Button:
    day = f"{one.start.day} {one.start:%B}"
    return Button(f"I was {'not ' if one.there else ''}there: {day}", WasThere(one.meeting, 0 if one.there else 1))


def noted(meeting: Meeting, group: str, *, there: bool, stood: bool) -> Message:
    head = "That stands" if stood else "Noted"
    what = f"you were {'' if there else 'not '}there when **{name(group)}** met on {when(meeting.start, 'date')}"
    return Message(f"{head}: {what}. {PRIVATE} Whose turn is next goes by it as well.")


def not_over(meeting: Meeting) -> str:
    return f"The meeting on {when(meeting.start)} is not over yet. Once it is, type **hours**."


def none_on(words: str) -> str:
    found = f"I found no meeting of yours that is over on “{quoted(words[:60])}”."
    return f"{found} For example: **hours not there 10 November**."


def not_understood(words: str) -> Message:
    heard = f"I understood **hours**, but not “{quoted(words[:60])}” after it."
    return Message(f"{heard} For example: **hours**, {_WORDS}, or **hours not there 10 November**.")


def table_of(sat: Sequence[Sat]) -> list[list[str]]:
    """The rows of the file: what anybody's own log of hours asks for."""
    head = ["date", "group", "minutes", "people there", "you were there"]
    rows = [
        [_day(one.local), one.group, str(one.minutes), str(one.people), "yes" if one.there else "no"] for one in sat
    ]
    return [head, *rows]


def _day(local: datetime) -> str:
    return local.date().isoformat()
