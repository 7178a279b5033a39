"""The opening round: sentences of check-ins that members bring to the next meeting, sealed until it begins.

Each is shown in the room when the meeting begins, and goes from there when it is over. Nobody is told before that one
stands there, whoever facilitates included. Nothing goes to another meeting by itself.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.agenda.actions import OpenRound
from bot.agenda.handlers.feature import agenda
from bot.agenda.screens import opening as screens
from bot.agenda.tables import OpeningSentence
from bot.checkins.actions import Audience, SentenceShared, SentenceTakenBack, WhoCouldRead
from bot.groups.tables import Group, all_memberships, memberships, profile_of
from bot.meetings.actions import CalledOff, Ended, Moved
from bot.meetings.tables import Meeting, next_to_begin
from bot.people import Profile
from bot.turn import Turn

KIND = "opening"


@agenda.when(WhoCouldRead)
def offer(turn: Turn, asked: WhoCouldRead) -> None:
    profile = turn.session.get_one(Profile, asked.profile)
    found = list(_meetings(turn, profile, asked.checkin))
    for meeting, group, row in found:
        share, take_back = screens.labels(group.name if len(found) > 1 else "")
        stands = row is not None and row.checkin_id == asked.checkin
        instead = row is not None and not stands
        reads = screens.read_by(group, meeting, begun=meeting.start <= turn.now, instead=instead)
        asked.found.append(Audience(KIND, meeting.id, share, take_back, reads, stands))


def _meetings(turn: Turn, profile: Profile, checkin: str) -> Iterator[tuple[Meeting, Group, OpeningSentence | None]]:
    """Of each group the next one; or the one that has begun, where this sentence stands in the room."""
    for member, group in memberships(turn.session, profile.person):
        shown = [row for row in _of_member(turn, member.id) if row.checkin_id == checkin]
        meetings = [(turn.session.get_one(Meeting, row.meeting_id), row) for row in shown]
        begun = [(meeting, group, row) for meeting, row in meetings if meeting.start <= turn.now]
        following = next_to_begin(turn.session, group.id, turn.now)
        if following and not begun:
            yield following, group, turn.session.get(OpeningSentence, (following.id, member.id))
        yield from begun


def _of_member(turn: Turn, member_id: str) -> Sequence[OpeningSentence]:
    found = select(OpeningSentence).where(OpeningSentence.member_id == member_id)
    return turn.session.scalars(found.order_by(OpeningSentence.at)).all()


@agenda.when(SentenceShared)
def share(turn: Turn, told: SentenceShared) -> None:
    meeting = turn.session.get(Meeting, told.id) if told.kind == KIND else None
    if meeting is None or meeting.cancelled_at or meeting.start <= turn.now:
        return
    profile = turn.session.get_one(Profile, told.profile)
    (member,) = (one for one, group in memberships(turn.session, profile.person) if group.id == meeting.group_id)
    row = turn.session.get(OpeningSentence, (meeting.id, member.id))
    row = row or OpeningSentence(meeting_id=meeting.id, member_id=member.id)
    row.checkin_id, row.at = told.checkin, turn.now
    row.words = turn.seal(told.words, owner=profile.owner, cell=row.cell)
    turn.session.add(row)
    turn.session.flush()
    _plan(turn, meeting)


def _plan(turn: Turn, meeting: Meeting) -> None:
    turn.at(f"agenda/opening/{meeting.id}", meeting.start, OpenRound(meeting.id))


def _of_meeting(turn: Turn, meeting_id: str) -> Sequence[OpeningSentence]:
    found = select(OpeningSentence).where(OpeningSentence.meeting_id == meeting_id)
    return turn.session.scalars(found.order_by(OpeningSentence.at, OpeningSentence.member_id)).all()


@agenda.timer(OpenRound)
def open_round(turn: Turn, action: OpenRound) -> None:
    """The timer. Slept through until the meeting is over, nothing is shown any more."""
    meeting = turn.session.get(Meeting, action.meeting)
    if meeting is None or meeting.cancelled_at or not meeting.start <= turn.now < meeting.end:
        return
    group = turn.session.get_one(Group, meeting.group_id)
    for row in _of_meeting(turn, meeting.id):
        who = profile_of(turn.session, row.member_id)
        words = turn.open(row.words, cell=row.cell)
        said = screens.in_the_room(who.name if who else "", words)
        turn.say(group.place, said, key=row.key, until=meeting.end)


@agenda.when(SentenceTakenBack)
def take_back(turn: Turn, told: SentenceTakenBack) -> None:
    profile = turn.session.get_one(Profile, told.profile)
    mine = (row for member, _ in all_memberships(turn.session, profile.id) for row in _of_member(turn, member.id))
    if told.kind == KIND:
        rows = [row for row in mine if (row.meeting_id, row.checkin_id) == (told.id, told.checkin)]
        told.stood.extend([row.key for row in rows])
        _drop(turn, rows)


def _drop(turn: Turn, rows: Sequence[OpeningSentence]) -> None:
    for row in rows:
        turn.take_back(row.key)
        turn.session.delete(row)
    turn.session.flush()


def take_back_all(turn: Turn, member_id: str) -> None:
    """When somebody leaves, or is forgotten."""
    _drop(turn, _of_member(turn, member_id))


# What becomes of the meeting.


@agenda.when(Moved)
def moved(turn: Turn, told: Moved) -> None:
    if _of_meeting(turn, told.meeting):
        _plan(turn, turn.session.get_one(Meeting, told.meeting))


@agenda.when(CalledOff)
def called_off(turn: Turn, told: CalledOff) -> None:
    """Nobody has read them. Each owner is told, also that it waits for no other meeting."""
    meeting, rows = turn.session.get_one(Meeting, told.meeting), _of_meeting(turn, told.meeting)
    group = turn.session.get_one(Group, meeting.group_id)
    for row in rows:
        who = profile_of(turn.session, row.member_id)
        if who:
            turn.say(who.person, screens.off(group, meeting.start), key=f"{row.key}/off/{_seconds(row.at)}")
    _drop(turn, rows)


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


@agenda.when(Ended)
def over(turn: Turn, told: Ended) -> None:
    _drop(turn, _of_meeting(turn, told.meeting))
    turn.scrub()


def sweep(turn: Turn) -> None:
    """Those of meetings whose end nobody told of."""
    past = select(Meeting.id).where(Meeting.ended_at.is_not(None) | Meeting.cancelled_at.is_not(None))
    turn.session.execute(delete(OpeningSentence).where(OpeningSentence.meeting_id.in_(past)))


def export(turn: Turn, member_ids: Sequence[str]) -> list[dict[str, object]]:
    found = select(OpeningSentence).where(OpeningSentence.member_id.in_(member_ids)).order_by(OpeningSentence.at)
    return [{"at": one.at, "words": turn.open(one.words, cell=one.cell)} for one in turn.session.scalars(found)]
