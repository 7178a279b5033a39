"""The coming meetings as rows, from the group's rhythm: made ahead, and moved when the rhythm or the zone changes.

The same calculation runs at every occasion and changes nothing when nothing changed. A meeting that people were already
reminded of stays where it is, and so does what a member did by hand: one that was moved keeps its hour on the wall, one
that was called off stays off. Both keep their place in the rhythm, so that no other meeting is made for their date.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import select

from bot.db import new_id
from bot.groups.tables import Group
from bot.meetings import room, rules, screens, telling
from bot.meetings.actions import BackOn, CalledOff, Moved, Planned, Reach
from bot.meetings.tables import Meeting, standing
from bot.meetings.tables.by_hand import holidays
from bot.rhythm import Occurrence, Rhythm, recall
from bot.turn import Turn
from bot.zones import zone


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
    """Brings the coming meetings into step with the rhythm, tells whom it changes, and tells the other slices."""
    _one_at_a_time(turn, group)
    changes = _in_step(turn, group)
    keep_holidays(turn, group)
    if changes:
        first = min([*(meeting for meeting, _ in changes.moved), *changes.called_off], key=lambda found: found.start)
        said = screens.changed(changes.moved, changes.called_off, changes.stays)
        turn.say(group.place, said, key=f"meetings/{first.id}/changed/{first.sequence}")
    turn.happened(Planned(group.id))
    return changes


def keep_holidays(turn: Turn, group: Group, by: str = "") -> None:
    """Meetings on days that the group has off do not take place; once it has them off no longer, they do again."""
    free, where = holidays(turn.session, group.id, turn.now), zone(rhythm_of(group).zone)
    for meeting in standing(turn.session, group.id, turn.now):
        on_holiday = any(one.holds(meeting.start.astimezone(where).date()) for one in free)
        if meeting.start <= turn.now or meeting.ended_at:
            continue
        if on_holiday and not meeting.off:
            call_off(turn, meeting, "holiday", by)
        elif meeting.off == "holiday" and not on_holiday:
            put_back(turn, meeting, by)


def _one_at_a_time(turn: Turn, group: Group) -> None:
    """Two plans of one group at once would each make the rows that are missing."""
    turn.session.execute(select(Group.id).where(Group.id == group.id).with_for_update())


def _in_step(turn: Turn, group: Group) -> Changes:
    rhythm, rows = rhythm_of(group), standing(turn.session, group.id, turn.now)
    fixed = [meeting for meeting in rows if not _by_hand(meeting) and _is_fixed(meeting, turn.now)]
    stays = [meeting for meeting in fixed if not meeting.ended_at]
    after = max([turn.now, *(meeting.start for meeting in fixed)])
    planned = [m for m in rows if m not in fixed and (not _by_hand(m) or rules.slot(rhythm, m.on) > after)]
    held = {meeting.on for meeting in fixed}  # a later hour on one of these days is no second meeting
    free = (occurrence for occurrence in rhythm.following(after) if occurrence.on not in held)
    wanted = list(islice(free, rules.AHEAD - len(stays)))
    changes = Changes(stays=stays)
    for meeting in rows:
        _keep_to_wall(turn, meeting, changes)
    for standing_one, occurrence in _pairs(planned, wanted):
        _in_place(turn, group, standing_one, occurrence, changes)
    turn.session.flush()
    return changes


def _is_fixed(meeting: Meeting, now: datetime) -> bool:
    return bool(meeting.reminded_at or meeting.ended_at) or meeting.start <= now


def _by_hand(meeting: Meeting) -> bool:
    return bool(meeting.wall or meeting.off)


def _in_place(
    turn: Turn, group: Group, meeting: Meeting | None, occurrence: Occurrence | None, changes: Changes
) -> None:
    """One date of the rhythm, and the meeting that has its place."""
    if meeting is None and occurrence:
        _add(turn, group, occurrence)
    elif meeting and _by_hand(meeting):
        if occurrence:
            _follow_unseen(turn, meeting, occurrence)
    elif meeting and occurrence is None:
        _call_off(turn, meeting, changes)
    elif meeting and occurrence and meeting.start != occurrence.at:
        meeting.on = occurrence.on
        _move(turn, meeting, occurrence.at, changes)


def _follow_unseen(turn: Turn, meeting: Meeting, occurrence: Occurrence) -> None:
    """What was done by hand stays; only its place in the rhythm, and the hour it would come back to, go along."""
    meeting.on = occurrence.on
    if not meeting.wall and not meeting.ended_at and meeting.start != occurrence.at:
        meeting.start, meeting.changed_at = occurrence.at, turn.now


def _keep_to_wall(turn: Turn, meeting: Meeting, changes: Changes) -> None:
    """The world's clock rules may have changed since somebody moved it."""
    if meeting.wall and not meeting.ended_at and not meeting.reminded_at and meeting.start > turn.now:
        at = rules.off_the_wall(meeting.wall)
        if at == meeting.start:
            return
        if meeting.cancelled_at:
            meeting.start, meeting.changed_at = at, turn.now
        else:
            _move(turn, meeting, at, changes)


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
        changed_at=turn.now,
        wall="",
        off="",
    )
    turn.session.add(meeting)
    set_timer(turn, meeting)


def _move(turn: Turn, meeting: Meeting, at: datetime, changes: Changes) -> None:
    changes.moved.append((meeting, meeting.start))
    move_to(turn, meeting, at)


def move_to(turn: Turn, meeting: Meeting, at: datetime, by: str = "") -> None:
    """To another time: what people answered was about the old one, and whoever counted on that is told."""
    was = meeting.start
    telling.of_a_move(turn, meeting, by)
    room.close(turn, meeting, screens.moved_in_room(was, at))
    meeting.start, meeting.reminded_at = at, None
    _count(turn, meeting)
    set_timer(turn, meeting)
    turn.session.flush()
    turn.happened(Moved(meeting.id, was, by))


def _call_off(turn: Turn, meeting: Meeting, changes: Changes) -> None:
    changes.called_off.append(meeting)
    call_off(turn, meeting, "rhythm")


def call_off(turn: Turn, meeting: Meeting, why: str, by: str = "") -> None:
    """`why` is one of `rules.OFF`."""
    telling.of_calling_off(turn, meeting, by)
    room.close(turn, meeting, screens.off_in_room(meeting.start))
    meeting.cancelled_at, meeting.off = turn.now, why
    _count(turn, meeting)
    turn.cancel(timer_key(meeting))
    turn.session.flush()
    turn.happened(CalledOff(meeting.id, by))


def put_back(turn: Turn, meeting: Meeting, by: str) -> None:
    """It takes place after all, at the time that it had; whoever counted on it is told."""
    meeting.cancelled_at, meeting.off, meeting.reminded_at = None, "", None
    _count(turn, meeting)
    set_timer(turn, meeting)
    telling.of_being_back(turn, meeting, by)
    turn.session.flush()
    turn.happened(BackOn(meeting.id, by))


def _count(turn: Turn, meeting: Meeting) -> None:
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, turn.now


def set_timer(turn: Turn, meeting: Meeting) -> None:
    """The meeting's one timer, for the next thing that is to be done about it."""
    group = turn.session.get_one(Group, meeting.group_id)
    stop = rules.next_stop(meeting.start, meeting.minutes, turn.now, group.reminders)
    if stop:
        turn.at(timer_key(meeting), stop, Reach(meeting.id))


def timer_key(meeting: Meeting) -> str:
    """Of timers that are due at the same instant, the kernel takes these before those of `Tell`."""
    return f"meetings/reach/{meeting.id}"
