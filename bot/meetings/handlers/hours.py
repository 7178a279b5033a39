"""One's own minutes in meetings by month, for oneself alone, and saying for oneself whether one was there.

Tend notes after a meeting who was there as far as it can know; each member corrects that for themselves.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.meetings.acting import meant
from bot.meetings.actions import WasThere
from bot.meetings.boards import BOARDS
from bot.meetings.handlers.feature import meetings
from bot.meetings.screens import also
from bot.meetings.screens import hours as screens
from bot.meetings.tables import attendance
from bot.meetings.tables.hours import Sat, sat
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood, read_date
from bot.turn import Turn
from bot.ui import Message


@meetings.command(
    "hours",
    "your own minutes in meetings by month, for you alone; hours bacp counts as that body does",
    also=also.ALSO_HOURS,
)
def typed(turn: Turn, words: str) -> Reply:
    """ "hours", "hours bacp", "hours there 10 November" or "hours not there 10 November"."""
    profile, plain = turn.profile, " ".join(words.casefold().split())
    found = sat(turn.session, profile.id, profile.zone) if profile else []
    if plain.startswith(("not there", "there")):
        return _correct(turn, found, plain)
    if plain and plain not in BOARDS:
        return screens.not_understood(words)
    months = [(f"{there[0].local:%B %Y}", there) for there in _by_month(found)]
    return screens.hours(found, months, BOARDS.get(plain), _csv(screens.table_of(found)))


def _by_month(found: Sequence[Sat]) -> list[list[Sat]]:
    were = [one for one in found if one.there]
    return [list(group) for _, group in groupby(were, key=lambda one: (one.local.year, one.local.month))]


def _csv(rows: Sequence[Sequence[str]]) -> str:
    """Cells that a spreadsheet would take for a formula begin with an apostrophe."""
    written = io.StringIO()
    safe = [[f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell for cell in row] for row in rows]
    csv.writer(written).writerows(safe)
    return written.getvalue()


def _correct(turn: Turn, found: Sequence[Sat], plain: str) -> Reply:
    there = not plain.startswith("not")
    words = plain.removeprefix("not ").removeprefix("there").strip()
    meant = next((one for one in found if not words or _names(words, one.local.date())), None)
    if meant is None and words:
        try:
            day = read_date(words, turn.now.date(), past=True)
        except NotUnderstood as wrong:
            return Message(str(wrong))
        meant = next((one for one in found if one.local.date() == day), None)
    if meant is None:
        raise Refused(screens.none_on(words) if words else screens.NONE_OVER)
    return was_there(turn, WasThere(meant.meeting, int(there)))


def _names(words: str, day: date) -> bool:
    """Whether a written date, whole or without a year, can be this day. "Today" and "Monday" alone name none."""
    try:
        return all(read_date(words, seen, past=True) == day for seen in (day, day - timedelta(days=1)))
    except NotUnderstood:
        return False


@meetings.on(WasThere)
def was_there(turn: Turn, action: WasThere) -> Reply:
    member, group, meeting = meant(turn, action.meeting)
    if meeting.ended_at is None:
        raise Refused(screens.not_over(meeting))
    row = attendance(turn.session, meeting.id, member.id)
    stood, row.there = row.there == bool(action.there), bool(action.there)
    return screens.noted(meeting, group.name, there=bool(action.there), stood=stood)
