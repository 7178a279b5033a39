"""What is forgotten here, what goes with somebody who leaves, and what somebody is shown of their own."""

from sqlalchemy import delete, or_, select

from bot.agenda import rules
from bot.agenda.handlers import opening
from bot.agenda.handlers.afterwards import people_owner, respondents, sealed
from bot.agenda.handlers.feature import agenda
from bot.agenda.handlers.page import changed
from bot.agenda.tables import FollowUp, Handover, Item, Round, rounds
from bot.db import new_id
from bot.groups.actions import Ending, Left
from bot.groups.tables import Group, all_memberships
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.pulse.rules import without
from bot.turn import Turn


@agenda.forgets
def sweep(turn: Turn) -> None:
    over = select(Meeting.id).where(Meeting.start < turn.now - rules.KEPT)
    turn.session.execute(delete(Handover).where(Handover.meeting_id.in_(over)))
    turn.session.execute(delete(Item).where(Item.meeting_id.in_(over), Item.waits.is_(False)))
    long_ago = select(Meeting.id).where(Meeting.start < turn.now - rules.WAITS)
    turn.session.execute(delete(Item).where(Item.meeting_id.in_(long_ago)))
    nothing = delete(Round).where(
        Round.closed.is_(True), Round.result.is_(None), Round.closes_at < turn.now - rules.KEPT
    )
    turn.session.execute(nothing)
    done, old = FollowUp.done_at < turn.now - rules.DONE_KEPT, FollowUp.at < turn.now - rules.FOLLOW_UPS_KEPT
    turn.session.execute(delete(FollowUp).where(or_(done, old)))
    opening.sweep(turn)


@agenda.when(Left)
def left(turn: Turn, told: Left) -> None:
    """What they were to bring goes with them. What they noted for the group to come back to stays the group's."""
    opening.take_back_all(turn, told.member)
    theirs = turn.session.scalars(select(Item).where(Item.member_id == told.member)).all()
    for item in theirs:
        turn.session.delete(item)
    turn.session.flush()
    for meeting_id in {item.meeting_id for item in theirs}:
        changed(turn, turn.session.get_one(Meeting, meeting_id))


@agenda.when(Ending)
def end(turn: Turn, ending: Ending) -> None:
    """The group goes, and with it what opens what was said about its agreement."""
    for one in rounds(turn.session, ending.group):
        turn.vault.destroy(turn.session, one.owner)
    turn.vault.destroy(turn.session, people_owner(ending.group))


@agenda.erases
def erase(turn: Turn, profile: Profile) -> None:
    """What they noted goes as well: it is in their words."""
    for member, group in all_memberships(turn.session, profile.id):
        turn.session.execute(delete(FollowUp).where(FollowUp.by_id == member.id))
        turn.session.execute(delete(Handover).where(Handover.member_id == member.id))
        left(turn, Left(group.id, member.id))
        _nameless(turn, member.id, group.id)
    turn.scrub()


def _nameless(turn: Turn, member: str, group: str) -> None:
    """Somebody stays somebody among those who said something, under the same meaningless word in each round."""
    found = [one for one in rounds(turn.session, group) if one.people is not None]
    before = [respondents(turn, one) for one in found]
    for one, people in zip(found, without(member, before, new_id()), strict=True):
        one.people = sealed(turn, one, people)


@agenda.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """The meetings for which they were given the card, what they bring, and what they noted to come back to."""
    mine = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    cards = (
        select(Group.name.label("group"), Meeting.start, Handover.at)
        .join(Meeting, Meeting.id == Handover.meeting_id)
        .join(Group, Group.id == Meeting.group_id)
        .where(Handover.member_id.in_(mine))
    )
    brought = select(Item).where(Item.member_id.in_(mine)).order_by(Item.at, Item.id)
    noted = select(FollowUp).where(FollowUp.by_id.in_(mine)).order_by(FollowUp.at, FollowUp.id)
    return {
        "handovers": [dict(row) for row in turn.session.execute(cards.order_by(Meeting.start)).mappings()],
        "agenda": [
            {"at": one.at, "title": turn.open(one.title, cell=one.cell), "minutes": one.minutes, "format": one.format}
            for one in turn.session.scalars(brought)
        ],
        "follow_ups": [
            {"at": one.at, "words": turn.open(one.words, cell=one.cell), "done_at": one.done_at}
            for one in turn.session.scalars(noted)
        ],
        "opening_round": opening.export(turn, mine),
        "said_about_the_agreement_of": [
            one.met_at
            for member, group in all_memberships(turn.session, profile.id)
            for one in rounds(turn.session, group.id)
            if member.id in respondents(turn, one)
        ],
    }
