"""After a meeting: one message to each who was there, and what they say about the agreement, kept as sums alone.

It goes by the rules of a pulse: nothing from too few, nothing that comparing one word with another
could take apart, one word. As there are three answers only, it takes one more than a pulse.
"""

import json

from sqlalchemy import select

from bot.agenda import rules
from bot.agenda.actions import Count, KeptTo
from bot.agenda.handlers.feature import agenda
from bot.agenda.screens import afterwards as screens
from bot.agenda.tables import Round, rounds
from bot.feature import PutBack
from bot.groups.tables import Group, members
from bot.meetings.acting import meant
from bot.meetings.actions import Ended
from bot.meetings.tables import Attendance, Meeting
from bot.port import Refused, Reply
from bot.pulse.rules import Respondents, level, why_withheld
from bot.pulse.tables import padded
from bot.sealed import Sealed
from bot.turn import Turn


@agenda.when(Ended)
def ended(turn: Turn, told: Ended) -> None:
    meeting = turn.session.get_one(Meeting, told.meeting)
    if turn.now - meeting.end > rules.TOO_LATE:
        return
    group, people = turn.session.get_one(Group, meeting.group_id), members(turn.session, meeting.group_id)
    asked = [(member, who) for member, who in people if _there(turn, meeting, member.id) and not who.away(turn.now)]
    if len(asked) < 2:
        return
    enough = len(asked) >= rules.LEAST  # fewer could never be shown anything, so they are not asked
    if enough:
        _open(turn, meeting)
    sees = turn.could_see(group.platform, screens.PEERS) if enough else ""
    for member, who in asked:
        key = f"agenda/{meeting.id}/after/{member.id}"
        turn.ask(who, screens.after(group, meeting, sees), key=key, scope=group.id, until=turn.now + rules.ASKED_FOR)


def _there(turn: Turn, meeting: Meeting, member_id: str) -> bool:
    row = turn.session.get(Attendance, (meeting.id, member_id))
    return bool(row and row.there)


def _open(turn: Turn, meeting: Meeting) -> None:
    closes = turn.now + rules.ASKED_FOR
    turn.session.add(
        Round(id=meeting.id, group_id=meeting.group_id, met_at=meeting.start, closes_at=closes, closed=False)
    )
    turn.session.flush()
    turn.at(f"agenda/count/{meeting.id}", closes, Count(meeting.id))


@agenda.on(KeptTo)
def kept_to(turn: Turn, action: KeptTo) -> Reply:
    member, _, meeting = meant(turn, action.meeting)
    one = turn.session.get(Round, meeting.id, with_for_update=True)
    if one is None or one.closed or turn.now >= one.closes_at or action.how not in rules.KEPT_TO:
        raise Refused(screens.LATE)
    if not _there(turn, meeting, member.id):
        raise Refused(screens.NOT_THERE)
    turn.unheard()
    said = respondents(turn, one)
    if member.id in said:
        return screens.AGAIN
    total = _total(turn, one) + action.how
    one.totals = turn.seal(padded(total), owner=one.owner, cell=one.totals_cell)
    one.people = sealed(turn, one, said | {member.id})
    turn.session.flush()
    turn.scrub()
    return screens.THANKS


def _total(turn: Turn, one: Round) -> int:
    return int(json.loads(turn.open(one.totals, cell=one.totals_cell))) if one.totals is not None else 0


def respondents(turn: Turn, one: Round) -> Respondents:
    """Who has said something, while it is open; afterwards, who had, if a result was shown."""
    if one.people is None:
        return frozenset()
    return frozenset(json.loads(turn.open(one.people, cell=one.people_cell)))


def sealed(turn: Turn, one: Round, people: Respondents) -> Sealed:
    """Sorted, so that the order tells nothing."""
    return turn.seal(padded(sorted(people)), owner=people_owner(one.group_id), cell=one.people_cell)


def people_owner(group_id: str) -> str:
    """One for all rounds of a group."""
    return f"agreed-by:{group_id}"


@agenda.timer(Count)
def count(turn: Turn, action: Count) -> None:
    """What may be shown is a word from now on; everything that was said is destroyed."""
    one = turn.session.get(Round, action.meeting, with_for_update=True)
    if one is None or one.closed or turn.now < one.closes_at:
        return
    said = respondents(turn, one)
    shown = [respondents(turn, each) for each in rounds(turn.session, one.group_id) if each.result]
    if why_withheld(said, len(members(turn.session, one.group_id)), shown, rules.LEAST):
        one.people = None
    else:
        one.result = level(_total(turn, one), len(said)).value
    _close(turn, one)


@agenda.when(PutBack)
def withhold(turn: Turn, _: PutBack) -> None:
    """A round that was open in a copy may have been counted since with more answers: no second word of the same."""
    for one in turn.session.scalars(select(Round).where(Round.closed.is_(False))).all():
        one.people = None
        _close(turn, one)


def _close(turn: Turn, one: Round) -> None:
    one.closed, one.totals = True, None
    turn.session.flush()
    turn.vault.destroy(turn.session, one.owner)
    turn.scrub()
