"""What is kept of a consult: the request while it is open, and who was asked how often lately.

The request with the asker's words is deleted when it ends, however it ends; from then on an offer says only that
somebody was asked something at some time, which the fair order needs; but for each member's last one they go too
after a few weeks.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, delete, false, func, select, text, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from bot.db import Kept
from bot.groups.tables import Member
from bot.people import Profile
from bot.sealed import Sealed, SealedColumn

OPEN, EXPIRED, DECLINED, NOT_REACHED, READY, TAKEN, PAST = (
    "open",
    "expired",
    "declined",
    "not reached",
    "ready",
    "taken",
    "past",
)
"""READY: said yes, and others are waited for."""
ASKED, QUIET, KNOWS = "yes", "not", "who"
"""What an offer's mark says: that its question was put; that it was not, and the time goes by as if it had been; that
its peer may know who the client is. All of one length.
"""


class Consult(Kept):
    """A request for a consult, from asking until it ends. `kind` and `soon` as in `rules`.

    `sentence` is the asker's, sealed with their key; `in_place`: they said that it may stand in the private place too.
    `seeks` are languages and topics to look for. `wanted` peers are asked for; once one of several has said yes, the
    others are waited for until `opens_at`. `masked`: those who are asked are not told by whom.
    `ends_at`: when the request, or the consult once it was taken, ends by itself.
    """

    __tablename__ = "consults"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    asker_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    kind: Mapped[str]
    soon: Mapped[str]
    sentence: Mapped[Sealed | None] = mapped_column(SealedColumn)
    in_place: Mapped[bool]
    asked_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    seeks: Mapped[Sealed | None] = mapped_column(SealedColumn)
    masked: Mapped[bool] = mapped_column(server_default=false())
    wanted: Mapped[int] = mapped_column(server_default="1")
    opens_at: Mapped[datetime | None]
    __table_args__ = (  # one that nobody has taken yet, for each person in each group
        Index(
            "ix_consults_waiting",
            "asker_id",
            unique=True,
            sqlite_where=text("taken_at IS NULL"),
            postgresql_where=text("taken_at IS NULL"),
        ),
        Index("ix_consults_group_id", "group_id"),
    )


class Offer(Kept):
    """A peer who was asked, and until when. After the request has ended it belongs to none and its state is PAST; of
    when it was, the day (in UTC) is left, and its `number` in the order of all offers of a group.

    `mark` is ASKED or QUIET, sealed with the peer's key: of those who would rather not meet, nothing is put to either,
    and everything else is as if somebody busy had been asked. That no row gives it away, every offer has a mark.
    """

    __tablename__ = "consult_offers"
    id: Mapped[str] = mapped_column(primary_key=True)
    consult_id: Mapped[str | None] = mapped_column(ForeignKey("consults.id", ondelete="SET NULL"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    state: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    mark: Mapped[Sealed | None] = mapped_column(SealedColumn)
    number: Mapped[int] = mapped_column(server_default="0")
    __table_args__ = (UniqueConstraint("consult_id", "member_id"), Index("ix_consult_offers_member_id", "member_id"))


class OnCall(Kept):
    """A member who can be asked after something terrible: in their own hours, or at `any_hour`. No row, not on call."""

    __tablename__ = "consult_on_call"
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    any_hour: Mapped[bool]


class NotAlone(Kept):
    """After how many weeks without consult or buddy somebody would be written to, since when, and when they were."""

    __tablename__ = "consult_not_alone"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    weeks: Mapped[int]
    since: Mapped[datetime]
    told_at: Mapped[datetime | None]


def find(session: Session, consult_id: str | None) -> Consult | None:
    """A request or consult that has not ended, held so that no other Turn goes on with it at the same time."""
    return session.get(Consult, consult_id, with_for_update=True) if consult_id else None


def waiting(session: Session, asker_id: str) -> Consult | None:
    """The request of this member that nobody has taken yet."""
    return session.scalars(select(Consult).where(Consult.asker_id == asker_id, Consult.taken_at.is_(None))).first()


def take(session: Session, consult: Consult, now: datetime) -> bool:
    """Exactly one of those who press at the same time has it."""
    free = update(Consult).where(Consult.id == consult.id, Consult.taken_at.is_(None))
    return bool(session.execute(free.values(taken_at=now)).rowcount)  # type: ignore[attr-defined]


def offers(session: Session, consult: Consult) -> Sequence[Offer]:
    """Everybody who was asked, in order."""
    return session.scalars(select(Offer).where(Offer.consult_id == consult.id).order_by(Offer.number)).all()


def yeses(session: Session, consult: Consult) -> Sequence[Offer]:
    """Each yes to it, in order. Whoever said one cannot be forgotten before the consult has ended."""
    return [offer for offer in offers(session, consult) if offer.state in (READY, TAKEN)]


def open_offers(session: Session, member_ids: Sequence[str]) -> Sequence[tuple[Offer, Consult]]:
    """What these members are being asked, could still say yes to, or have said yes to and wait for others."""
    found = select(Offer, Consult).join(Consult, Consult.id == Offer.consult_id)
    theirs = found.where(
        Offer.member_id.in_(member_ids), Offer.state.in_((OPEN, EXPIRED, READY)), Consult.taken_at.is_(None)
    )
    return [(row.Offer, row.Consult) for row in session.execute(theirs.order_by(Offer.made_at, Offer.number))]


def under_way(session: Session, member_ids: Sequence[str]) -> Sequence[Consult]:
    """The consults that were taken and are not done, of which these members are the asker or the peer."""
    peers = select(Offer.consult_id).where(Offer.member_id.in_(member_ids), Offer.state == TAKEN)
    theirs = Consult.asker_id.in_(member_ids) | Consult.id.in_(peers)
    return session.scalars(
        select(Consult).where(Consult.taken_at.is_not(None), theirs).order_by(Consult.taken_at)
    ).all()


def offered(session: Session, group_id: str, since: datetime) -> dict[str, tuple[int, int]]:
    """How many offers reached each member of a group since then, and the number of the last one ever, by member id."""
    lately = func.count().filter(Offer.made_at > since)
    found = select(Offer.member_id, lately, func.max(Offer.number)).join(Member)
    reached = found.where(Member.group_id == group_id, Offer.state != NOT_REACHED).group_by(Offer.member_id)
    return {member: (count, last) for member, count, last in session.execute(reached)}


def profile(session: Session, member_id: str) -> Profile:
    """Who this member is, also when they have left."""
    return session.get_one(Profile, session.get_one(Member, member_id).profile_id)  # mostly at hand already


def next_number(session: Session, group_id: str) -> int:
    """Of the next offer in this group."""
    last = select(func.max(Offer.number)).join(Member).where(Member.group_id == group_id)
    return (session.scalar(last) or 0) + 1


def forget_offers(session: Session, before: datetime) -> None:
    """Offers from before then go, but for the last one of each member: it says whose turn is longest ago."""
    later = aliased(Offer)
    since = select(later.id).where(later.member_id == Offer.member_id, later.number > Offer.number)
    old = delete(Offer).where(Offer.made_at < before, Offer.consult_id.is_(None), since.exists())
    session.execute(old.execution_options(synchronize_session=False))


def on_call(session: Session, group_id: str) -> dict[str, bool]:
    """Who is on call in a group, by member id; and whether at any hour."""
    found = select(OnCall).join(Member, Member.id == OnCall.member_id).where(Member.group_id == group_id)
    return {row.member_id: row.any_hour for row in session.scalars(found)}
