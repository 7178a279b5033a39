"""What is kept of buddies: who takes part, the rounds, and who was with whom, so that it comes round fairly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from sqlalchemy import ColumnElement, ForeignKey, Index, UniqueConstraint, delete, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.buddies.rules import Pair
from bot.db import Kept
from bot.groups.tables import Group, Member
from bot.people import Profile


class TakingPart(Kept):
    """A member who would like a buddy, since when; `around`: from any group of the workspace, not from theirs alone."""

    __tablename__ = "buddies"
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime]
    around: Mapped[bool] = mapped_column(default=False, server_default=false())


class Round(Kept):
    """Some weeks. `number` counts from 0; it is over at `ends`, or when the next one begins.

    `around`: of all groups of a workspace together; `group_id` is then the one whose clock it goes by.
    """

    __tablename__ = "buddy_rounds"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    number: Mapped[int]
    begins: Mapped[datetime]
    ends: Mapped[datetime]
    around: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (Index("ix_buddy_rounds_group_id_around_number", "group_id", "around", "number", unique=True),)


class Together(Kept):
    """Two or three who are with each other for a round. `over_at` is set when it has ended, for whatever reason."""

    __tablename__ = "buddy_pairs"
    id: Mapped[str] = mapped_column(primary_key=True)
    round_id: Mapped[str] = mapped_column(ForeignKey("buddy_rounds.id", ondelete="CASCADE"), index=True)
    over_at: Mapped[datetime | None]


class Seat(Kept):
    """One of them. `met_at` is when they last noted, for themselves, that they had met."""

    __tablename__ = "buddy_seats"
    pair_id: Mapped[str] = mapped_column(ForeignKey("buddy_pairs.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    met_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_buddy_seats_member_id", "member_id"),)


class SharedSentence(Kept):
    """That somebody shared the sentence of a check-in with the others of a pair, until they take it back. No words.

    `checkin_id` refers to nothing, so that this row outlives the check-in: without it, nobody would take it back.
    """

    __tablename__ = "buddy_sentences"
    id: Mapped[str] = mapped_column(primary_key=True)
    pair_id: Mapped[str] = mapped_column(ForeignKey("buddy_pairs.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    checkin_id: Mapped[str]
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("pair_id", "checkin_id"),)

    @property
    def key(self) -> str:
        return f"buddies/{self.pair_id}/sentence/{self.id}"


@dataclass(frozen=True)
class Circle:
    """Among whom buddies are found: one group, or all groups of a workspace for those who wish so."""

    groups: Sequence[Group]
    around: bool = False

    @property
    def ids(self) -> list[str]:
        return [group.id for group in self.groups]


def taking_part(session: Session, circle: Circle) -> Sequence[tuple[Member, Profile, Group]]:
    """Who would like a buddy there and is in a group, in the order in which they said so; nobody twice."""
    found = (
        select(Member, Profile, Group)
        .join(Profile, Profile.id == Member.profile_id)
        .join(Group, Group.id == Member.group_id)
        .join(TakingPart, TakingPart.member_id == Member.id)
        .where(Member.group_id.in_(circle.ids), Member.left_at.is_(None), TakingPart.around.is_(circle.around))
        .order_by(TakingPart.since, Member.id)
    )
    each: dict[str, tuple[Member, Profile, Group]] = {}
    for row in session.execute(found):
        each.setdefault(row.Profile.id, (row.Member, row.Profile, row.Group))
    return list(each.values())


def _rounds(circle: Circle) -> ColumnElement[bool]:
    return Round.group_id.in_(circle.ids) & Round.around.is_(circle.around)


def rounds(session: Session, circle: Circle) -> int:
    """How many there were: the number of the next one."""
    latest = session.scalar(select(func.max(Round.number)).where(_rounds(circle)))
    return 0 if latest is None else latest + 1


def met(session: Session, circle: Circle) -> dict[Pair, int]:
    """How often each two members were together, in rounds of whatever kind, as far back as that is kept."""
    seats = (
        select(Together.round_id, Seat.pair_id, Seat.member_id)
        .join(Together, Together.id == Seat.pair_id)
        .join(Round, Round.id == Together.round_id)
        .where(Round.group_id.in_(circle.ids))
    )
    sets: dict[tuple[str, str], list[str]] = {}
    for row in session.execute(seats):
        sets.setdefault((row.round_id, row.pair_id), []).append(row.member_id)
    twos = {(round, frozenset(two)) for (round, _), seated in sets.items() for two in combinations(seated, 2)}
    return Counter(two for _, two in twos)  # once for each round, also where two of a three went on in another place


def pairs_of(session: Session, round_id: str) -> Sequence[Together]:
    """Those of a round that are not over."""
    found = select(Together).where(Together.round_id == round_id, Together.over_at.is_(None))
    return session.scalars(found.order_by(Together.id)).all()


def open_pairs(session: Session, circle: Circle) -> Sequence[Together]:
    """Those of every round that are not over."""
    found = select(Together).join(Round, Round.id == Together.round_id)
    return session.scalars(found.where(_rounds(circle), Together.over_at.is_(None))).all()


def seated(session: Session, pair_id: str) -> Sequence[tuple[Member, Profile]]:
    """Who is in it and in the group, by name."""
    found = (
        select(Member, Profile)
        .join(Profile, Profile.id == Member.profile_id)
        .join(Seat, Seat.member_id == Member.id)
        .where(Seat.pair_id == pair_id, Member.left_at.is_(None))
        .order_by(Profile.name, Profile.id)
    )
    return [(row.Member, row.Profile) for row in session.execute(found)]


def current(session: Session, member_id: str, now: datetime) -> tuple[Together, Round] | None:
    """The two or three that this member is with now."""
    found = (
        select(Together, Round)
        .join(Round, Round.id == Together.round_id)
        .join(Seat, Seat.pair_id == Together.id)
        .where(Seat.member_id == member_id, Together.over_at.is_(None), Round.ends > now)
    )
    row = session.execute(found).first()
    return (row.Together, row.Round) if row else None


def forget(session: Session, before: datetime) -> None:
    session.execute(delete(Round).where(Round.ends < before))
