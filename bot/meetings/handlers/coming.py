"""What happens when somebody asks for the next meeting, or answers whether they come."""

from collections.abc import Iterator

from bot.actions import OldAction
from bot.groups.membership import here
from bot.groups.tables import Group, Member, memberships
from bot.meetings import room, rules, screens
from bot.meetings.acting import meant
from bot.meetings.actions import Attend, NotComing
from bot.meetings.cards import card
from bot.meetings.handlers import by_hand
from bot.meetings.handlers.feature import meetings
from bot.meetings.rules import COMING, LATE, NOT_COMING
from bot.meetings.screens import also
from bot.meetings.tables import Meeting, attendance, next_after, next_meeting
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Message

SAYING = {
    "coming": COMING,
    "yes": COMING,
    "late": LATE,
    "coming late": LATE,
    "not coming": NOT_COMING,
    "not": NOT_COMING,
    "no": NOT_COMING,
}
"""What can be typed after `meeting`, and the answer that it is."""


@meetings.command(
    "meeting",
    "the next meeting, who facilitates it, and whether you come",
    also=also.ALSO,
    leads=by_hand.LEADS,
)
def show(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    word, _, rest = words.strip().partition(" ")
    if word.casefold() in by_hand.TYPED:
        return by_hand.typed(turn, member, group, word.casefold(), rest.strip())
    meeting = next_meeting(turn.session, group.id, turn.now)
    typed = " ".join(words.casefold().split())
    if meeting is None:
        return screens.no_meeting(group)
    if typed in SAYING:
        return _answer(turn, member, group, meeting, SAYING[typed])
    return (
        screens.not_understood(words)
        if typed
        else screens.meeting_card(card(turn, group, meeting, member.id), turn.now)
    )


@meetings.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    for member, group in memberships(turn.session, turn.heard.who):
        meeting = next_meeting(turn.session, group.id, turn.now)
        yield (
            screens.meeting_card(card(turn, group, meeting, member.id), turn.now)
            if meeting
            else screens.no_meeting(group)
        )


@meetings.on(Attend)
def attend(turn: Turn, action: Attend) -> Reply:
    member, group, meeting = meant(turn, action.meeting)
    if action.answer not in rules.ANSWERS:
        raise OldAction(action.answer)
    return _answer(turn, member, group, meeting, action.answer)


def _answer(turn: Turn, member: Member, group: Group, meeting: Meeting, answer: str) -> Message:
    _still_to_come(turn, meeting)
    before = card(turn, group, meeting, member.id)
    row = attendance(turn.session, meeting.id, member.id)
    row.answer, row.answered_at = answer, turn.now
    if answer == NOT_COMING:
        row.to_tell = ""
        turn.session.flush()
        turn.happened(NotComing(meeting.id, member.id))
    room.keep_up(turn, meeting)
    after = card(turn, group, meeting, member.id)
    return screens.answered(after, stood=before.answer == answer, passed=before.mine and not after.mine)


def _still_to_come(turn: Turn, meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise Refused(screens.called_off_already(meeting))
    if meeting.start <= turn.now:
        following = next_after(turn.session, meeting)
        raise Refused(screens.passed_already(meeting, following.start if following else None))
