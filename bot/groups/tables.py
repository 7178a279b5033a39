"""What is kept of a group: its settings, who is in, what they accepted, and every change that can be undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.instruments.weekly import USUAL
from bot.people import Profile
from bot.port import Person, Place


class Group(Kept):
    """A peer consultation group. `rhythm` is when it meets, in the words of `bot.rhythm`, on the wall clock of `zone`.

    `checkin_weekday` 0 is Monday; `checkin_time` is "HH:MM" in each member's own zone. `agreement` is the version that
    counts now, from 1. `reminders` are some of `rules.REMINDERS` with commas between, or "none",
    `roles` keys of `rules.ROLES` with spaces between, "facilitator" first. `case_days` is how long a case is kept after
    its end; `duty` is the group's own safety card; `checkin_items` are ids of `instruments.weekly.bank`, with commas.
    """

    __tablename__ = "groups"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    zone: Mapped[str]
    platform: Mapped[str]
    home: Mapped[str]
    rhythm: Mapped[str]
    checkin_weekday: Mapped[int]
    checkin_time: Mapped[str]
    agreement: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    reminders: Mapped[str] = mapped_column(default="day,hour", server_default="day,hour")
    roles: Mapped[str] = mapped_column(default="facilitator", server_default="facilitator")
    case_days: Mapped[int] = mapped_column(default=30, server_default="30")
    duty: Mapped[str] = mapped_column(default="", server_default="")
    checkin_items: Mapped[str] = mapped_column(default=",".join(USUAL), server_default=",".join(USUAL))
    __table_args__ = (UniqueConstraint("platform", "home"),)

    @property
    def place(self) -> Place:
        return Place(self.platform, self.home)


class Agreement(Kept):
    """The text of one version of a group's agreement."""

    __tablename__ = "agreements"
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    since: Mapped[datetime]


class Member(Kept):
    """Somebody in a group. `accepted`: the version of the agreement they accepted; `left_at`: set when they left."""

    __tablename__ = "members"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    accepted: Mapped[int]
    __table_args__ = (UniqueConstraint("group_id", "profile_id"), Index("ix_members_profile_id", "profile_id"))


class Change(Kept):
    """A setting that a member changed. `before` and `after` are as they are kept in `groups`, or agreement versions."""

    __tablename__ = "group_changes"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    member_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    setting: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    __table_args__ = (Index("ix_group_changes_group_id_at", "group_id", "at"),)


def group_at(session: Session, place: Place) -> Group | None:
    """The group whose room this is."""
    return session.scalars(select(Group).filter_by(platform=place.platform, home=place.id)).first()


def members(session: Session, group_id: str) -> Sequence[tuple[Member, Profile]]:
    """Who is in the group now, in the order in which they joined."""
    found = select(Member, Profile).join(Profile, Profile.id == Member.profile_id)
    here = found.where(Member.group_id == group_id, Member.left_at.is_(None))
    return [
        (row.Member, row.Profile) for row in session.execute(here.order_by(Member.joined_at, Profile.name, Member.id))
    ]


def ever_members(session: Session, group_id: str) -> Sequence[tuple[Member, Profile]]:
    """Who is in the group or was in it."""
    found = select(Member, Profile).join(Profile, Profile.id == Member.profile_id).where(Member.group_id == group_id)
    return [(row.Member, row.Profile) for row in session.execute(found.order_by(Member.joined_at, Member.id))]


def memberships(session: Session, person: Person) -> Sequence[tuple[Member, Group]]:
    """The groups that a person is in now, in the order in which they joined."""
    rows = session.execute(_MEMBERSHIPS, {"on": person.platform, "named": person.id})
    return [(row.Member, row.Group) for row in rows]


_MEMBERSHIPS = (
    select(Member, Group)
    .join(Group, Group.id == Member.group_id)
    .join(Profile, Profile.id == Member.profile_id)
    .where(Profile.platform == bindparam("on"), Profile.handle == bindparam("named"), Member.left_at.is_(None))
    .order_by(Member.joined_at, Group.name, Member.id)
)
"""Asked in nearly every Turn, so made once."""


def member(session: Session, group_id: str, person: Person) -> Member | None:
    """This person as a member of this group, if they are in it now."""
    return next((member for member, group in memberships(session, person) if group.id == group_id), None)


def ever_member(session: Session, group_id: str, profile_id: str) -> Member | None:
    """The same, also for somebody who has left."""
    return session.scalars(select(Member).filter_by(group_id=group_id, profile_id=profile_id)).first()


def profile_of(session: Session, member_id: str | None) -> Profile | None:
    """Who a member is; None when they asked to be forgotten."""
    found = select(Profile).join(Member, Profile.id == Member.profile_id).where(Member.id == member_id)
    return session.scalars(found).first()


def agreement_of(session: Session, group: Group) -> Agreement:
    """The version that counts now."""
    return session.get_one(Agreement, (group.id, group.agreement))


def add_agreement(session: Session, group_id: str, text: str, now: datetime) -> int:
    """Keeps another text and gives its version, which was never used before."""
    latest = session.scalar(select(func.max(Agreement.version)).where(Agreement.group_id == group_id)) or 0
    session.add(Agreement(group_id=group_id, version=latest + 1, text=text, since=now))
    session.flush()
    return latest + 1


def latest_change(session: Session, group_id: str) -> Change | None:
    found = select(Change).where(Change.group_id == group_id).order_by(Change.at.desc(), Change.id)
    return session.scalars(found.limit(1)).first()


def changes_by(session: Session, profile_id: str) -> Sequence[tuple[Change, Group]]:
    """Every change that a person made and that is still remembered, oldest first."""
    found = select(Change, Group).join(Group, Group.id == Change.group_id).join(Member, Member.id == Change.member_id)
    theirs = found.where(Member.profile_id == profile_id).order_by(Change.at)
    return [(row.Change, row.Group) for row in session.execute(theirs)]


def all_memberships(session: Session, profile_id: str) -> Sequence[tuple[Member, Group]]:
    """The groups that a person is in or was in."""
    found = select(Member, Group).join(Group, Group.id == Member.group_id).where(Member.profile_id == profile_id)
    return [(row.Member, row.Group) for row in session.execute(found.order_by(Member.joined_at, Member.id))]


def forget_changes(session: Session, before: datetime) -> None:
    session.execute(delete(Change).where(Change.at < before))
