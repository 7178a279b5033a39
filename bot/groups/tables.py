"""What is kept of a group: its settings, who is in, what they accepted, and every change that can be undone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.people import Profile
from bot.port import Person, Place


class Group(Kept):
    """A peer consultation group. `rhythm` is when it meets, in the words of `bot.rhythm`, on the wall clock of `zone`.

    `checkin_weekday` 0 is Monday; `checkin_time` is "HH:MM" in each member's own zone. `agreement` is the version that
    counts now, from 1.
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


def group_at(session: Session, place: Place) -> Group | None:
    """The group whose room this is."""
    return session.scalars(select(Group).filter_by(platform=place.platform, home=place.id)).first()


def members(session: Session, group_id: str) -> Sequence[tuple[Member, Profile]]:
    """Who is in the group now, in the order in which they joined."""
    found = select(Member, Profile).join(Profile, Profile.id == Member.profile_id)
    here = found.where(Member.group_id == group_id, Member.left_at.is_(None))
    return [(row.Member, row.Profile) for row in session.execute(here.order_by(Member.joined_at, Member.id))]


def memberships(session: Session, person: Person) -> Sequence[tuple[Member, Group]]:
    """The groups that a person is in now, in the order in which they joined."""
    found = (
        select(Member, Group).join(Group, Group.id == Member.group_id).join(Profile, Profile.id == Member.profile_id)
    )
    theirs = found.where(Profile.platform == person.platform, Profile.handle == person.id, Member.left_at.is_(None))
    return [(row.Member, row.Group) for row in session.execute(theirs.order_by(Member.joined_at, Member.id))]


def member(session: Session, group_id: str, person: Person) -> Member | None:
    """This person as a member of this group, if they are in it now."""
    return next((member for member, group in memberships(session, person) if group.id == group_id), None)
