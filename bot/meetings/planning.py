"""The coming meetings as rows, from the group's rhythm: made ahead, and moved when the rhythm or the zone changes.

The same calculation runs at every occasion and changes nothing when nothing changed. A meeting that people were already
reminded of stays where it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import delete, select

from bot.db import new_id
from bot.groups.tables import Group
from bot.meetings import rules, screens
from bot.meetings.actions import Planned, Reach
from bot.meetings.tables import Attendance, Meeting, open_meetings
from bot.rhythm import Occurrence, Rhythm, recall
from bot.turn import Turn


@dataclass
class Changes:
    """What planning did to meetings that stood already: `moved` with where they were, `called_off`, and what `stays`
    although the rhythm may want it elsewhere, since its reminder was said.
    """

    moved: list[tuple[Meeting, datetime]] = field(default_factory=list)
    called_off: list[Meeting] = field(default_factory=list)
    stays: list[Meeting] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.moved or self.called_off)


def rhythm_of(group: Group) -> Rhythm:
    """The group's rhythm, on the wall clock that its words name: the group's own, unless somebody typed another."""
    return recall(group.rhythm)


def plan(turn: Turn, group: Group) -> Changes:
    """Brings the coming meetings into step with the rhythm, tells the room what moved, and tells the other slices."""
    _one_at_a_time(turn, group)
    changes = _in_step(turn, group)
    if changes:
        first = min([*(meeting for meeting, _ in changes.moved), *changes.called_off], key=lambda found: found.start)
        said = screens.changed(changes.moved, changes.called_off, changes.stays)
        turn.say(group.place, said, key=f"meetings/{first.id}/changed/{first.sequence}")
    turn.happened(Planned(group.id))
    return changes


def _one_at_a_time(turn: Turn, group: Group) -> None:
    """Two plans of one group at once would each make the rows that are missing."""
    turn.session.execute(select(Group.id).where(Group.id == group.id).with_for_update())


def _in_step(turn: Turn, group: Group) -> Changes:
    standing = open_meetings(turn.session, group.id)
    stays = [meeting for meeting in standing if meeting.reminded_at or meeting.start <= turn.now]
    planned = [meeting for meeting in standing if meeting not in stays]
    after = max([turn.now, *(meeting.start for meeting in stays)])
    wanted = list(islice(rhythm_of(group).following(after), rules.AHEAD - len(stays)))
    changes = Changes(stays=stays)
    for meeting, occurrence in _pairs(planned, wanted):
        if meeting is None and occurrence:
            _add(turn, group, occurrence)
        elif meeting and occurrence is None:
            _call_off(turn, meeting, changes)
        elif meeting and occurrence and meeting.start != occurrence.at:
            _move(turn, meeting, occurrence, changes)
    turn.session.flush()
    return changes


def _pairs(
    planned: Sequence[Meeting], wanted: Sequence[Occurrence]
) -> Iterator[tuple[Meeting | None, Occurrence | None]]:
    pairs = rules.matched([meeting.on for meeting in planned], [occurrence.on for occurrence in wanted])
    for old, new in pairs:
        yield (None if old is None else planned[old]), (None if new is None else wanted[new])


def _add(turn: Turn, group: Group, occurrence: Occurrence) -> None:
    meeting = Meeting(
        id=new_id(),
        group_id=group.id,
        on=occurrence.on,
        start=occurrence.at,
        minutes=rules.MINUTES,
        sequence=0,
    )
    turn.session.add(meeting)
    set_timer(turn, meeting)


def _move(turn: Turn, meeting: Meeting, occurrence: Occurrence, changes: Changes) -> None:
    """To another time; what people answered was about the old one."""
    changes.moved.append((meeting, meeting.start))
    meeting.on, meeting.start, meeting.sequence = occurrence.on, occurrence.at, meeting.sequence + 1
    turn.session.execute(delete(Attendance).where(Attendance.meeting_id == meeting.id))
    set_timer(turn, meeting)


def _call_off(turn: Turn, meeting: Meeting, changes: Changes) -> None:
    changes.called_off.append(meeting)
    meeting.cancelled_at, meeting.sequence = turn.now, meeting.sequence + 1
    turn.cancel(timer_key(meeting))


def set_timer(turn: Turn, meeting: Meeting) -> None:
    """The meeting's one timer, for the next thing that is to be done about it."""
    stop = rules.next_stop(meeting.start, meeting.minutes, turn.now)
    if stop:
        turn.at(timer_key(meeting), stop, Reach(meeting.id))


def timer_key(meeting: Meeting) -> str:
    """Of timers that are due at the same instant, the kernel takes these before those of `Tell`."""
    return f"meetings/reach/{meeting.id}"
