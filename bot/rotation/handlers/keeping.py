"""How turns are forgotten when somebody asks to be erased, and what they are shown of theirs."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import aliased

from bot.groups.tables import Group, Member
from bot.meetings.tables import Meeting, Part
from bot.people import Profile
from bot.rotation.handlers.feature import rotation
from bot.rotation.tables import Step, Swap
from bot.turn import Turn


@rotation.erases
def erase(turn: Turn, profile: Profile) -> None:
    """The history keeps dates, roles and what happened, without the name. Swaps go with either of the two."""
    theirs = select(Member.id).where(Member.profile_id == profile.id)
    turn.session.execute(update(Step).where(Step.member_id.in_(theirs)).values(member_id=None))
    turn.session.execute(update(Step).where(Step.other_id.in_(theirs)).values(other_id=None))
    gone = select(Swap).where(or_(Swap.asker_id.in_(theirs), Swap.asked_id.in_(theirs)))
    for swap in turn.session.scalars(gone).all():
        turn.session.delete(swap)
    past = select(Meeting.id).where(Meeting.ended_at.is_not(None))
    parts = update(Part).where(Part.member_id.in_(theirs), Part.meeting_id.in_(past))
    turn.session.execute(parts.values(member_id=None))


@rotation.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """Everything that the history says about them, and the swaps they asked for or were asked for."""
    own = (
        select(Group.name.label("group"), Meeting.start, Step.role, Step.what, Step.why, Step.at)
        .join(Meeting, Meeting.id == Step.meeting_id)
        .join(Group, Group.id == Step.group_id)
        .join(Member, Member.id == Step.member_id)
        .where(Member.profile_id == profile.id)
    )
    asker, asked = aliased(Member), aliased(Member)
    swaps = (
        select(Meeting.start, Swap.role, Swap.state, Swap.at, (asker.profile_id == profile.id).label("asked_by_me"))
        .join(Meeting, Meeting.id == Swap.meeting_id)
        .join(asker, asker.id == Swap.asker_id)
        .join(asked, asked.id == Swap.asked_id)
        .where(or_(asker.profile_id == profile.id, asked.profile_id == profile.id))
    )
    return {
        "turns": [dict(row) for row in turn.session.execute(own.order_by(Step.seq)).mappings()],
        "swaps": [dict(row) for row in turn.session.execute(swaps.order_by(Swap.at)).mappings()],
    }
