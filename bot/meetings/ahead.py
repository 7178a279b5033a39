"""The meetings to come, also those that are too far off to be rows yet: for whoever looks ahead without writing.

What stands as a row is taken from there, with everything that members did to it by hand; what comes after the last one
follows from the rhythm, as planning will make it when its time comes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.foreseen import Foreseen
from bot.groups.tables import Group
from bot.meetings import rules
from bot.meetings.planning import rhythm_of
from bot.meetings.tables import standing
from bot.meetings.tables.by_hand import holidays
from bot.turn import Turn


@dataclass(frozen=True)
class Coming:
    """A meeting to come. `meeting` is its id, "" for one that is no row yet; `on` the date that its rhythm names."""

    meeting: str
    on: date
    start: datetime
    minutes: int


def coming(session: Session, group: Group, now: datetime, until: datetime) -> list[Coming]:
    """Those that begin after `now` and up to `until`, in order, without those that are called off. Writes nothing."""
    rhythm, rows = rhythm_of(group), standing(session, group.id, now)
    last = max([now, *(rules.slot(rhythm, meeting.on) for meeting in rows)])
    planned = [
        Coming(meeting.id, meeting.on, meeting.start, meeting.minutes)
        for meeting in rows
        if not meeting.cancelled_at and not meeting.ended_at and now < meeting.start <= until
    ]
    free = holidays(session, group.id, now)
    after = (one for one in rhythm.between(last, until) if not any(each.holds(one.local.date()) for each in free))
    later = [Coming("", one.on, one.at, rules.MINUTES) for one in after]
    return sorted([*planned, *later], key=lambda one: one.start)


def foresee(turn: Turn, group_id: str, until: datetime) -> Iterator[Foreseen]:
    """Meetings, and their reminders as the group has chosen them."""
    group = turn.session.get_one(Group, group_id)
    for meeting in coming(turn.session, group, turn.now, until + rules.WEEK):
        if meeting.start <= until:
            yield Foreseen(meeting.start, "meeting", meeting=str(meeting.on))
        for name, at in rules.stops_before(meeting.start, group.reminders):
            if turn.now < at <= until:
                yield Foreseen(at, "reminder", about=name, meeting=str(meeting.on))
