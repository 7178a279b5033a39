"""What is forgotten here, and what somebody is shown of their own."""

from sqlalchemy import delete, select

from bot.agenda import rules
from bot.agenda.handlers.feature import agenda
from bot.agenda.tables import Handover
from bot.groups.tables import Group, Member
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.turn import Turn


@agenda.forgets
def sweep(turn: Turn) -> None:
    over = select(Meeting.id).where(Meeting.start < turn.now - rules.KEPT)
    turn.session.execute(delete(Handover).where(Handover.meeting_id.in_(over)))


@agenda.erases
def erase(turn: Turn, profile: Profile) -> None:
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(delete(Handover).where(Handover.member_id.in_(theirs)))


@agenda.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """The meetings for which they were given the card."""
    cards = (
        select(Group.name.label("group"), Meeting.start, Handover.at)
        .join(Meeting, Meeting.id == Handover.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .join(Member, Member.id == Handover.member_id)
        .where(Member.profile_id == profile.id)
    )
    return {"handovers": [dict(row) for row in turn.session.execute(cards.order_by(Meeting.start)).mappings()]}
