"""What is kept of a case while it lasts, and what is left of it.

Words are sealed with a key of their own for each author and case, so that destroying these keys leaves nothing that
opens. Who has stepped aside is sealed as well, with that member's own key.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.groups.tables import Member
from bot.people import Profile
from bot.sealed import Sealed, SealedColumn

IN, LISTENS, RECUSED = "in", "listens", "recused"
INSIDE = (IN, LISTENS)
"""Who reads the case: those who speak in it, and those who came later and listen."""
STANCE = max(len(one) for one in (*INSIDE, RECUSED))
"""The width to which every stance is filled before it is sealed, silence too: a longer cell would tell who stepped
aside."""
SHOWN, HELD, GIVEN_BACK, REPORTED = "shown", "held", "given back", "reported"


class Case(Kept):
    """A case. `card` holds its words as JSON: population, setting, theme, question, note, body. One without a presenter
    was brought under a mask by somebody who has left, and goes within days.

    `format` and `help` as in `bot.formats`; `live` or over days; `masked`: the presenter's name is not shown. `number`
    counts the group's cases. `step` as in `bot.formats.engine`; `place` counts its private places, as people come and
    go; `apart`: there is none, and each reads it in their own conversation. `days_kept` is what its card promised.
    `said` counts words, so that no number ever comes twice; `close` and `warm`, of how many the presenter said so.
    """

    __tablename__ = "cases"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    presenter_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    facilitator_id: Mapped[str | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    card: Mapped[Sealed | None] = mapped_column(SealedColumn)
    format: Mapped[str] = mapped_column(default="")
    help: Mapped[str]
    live: Mapped[bool] = mapped_column(default=False)
    masked: Mapped[bool] = mapped_column(default=False)
    number: Mapped[int]
    days_kept: Mapped[int]
    place: Mapped[int] = mapped_column(default=0)
    apart: Mapped[bool] = mapped_column(default=False)
    step: Mapped[int] = mapped_column(default=-1)
    culture: Mapped[str] = mapped_column(default="")
    last_word: Mapped[str] = mapped_column(default="")
    said: Mapped[int] = mapped_column(default=0)
    close: Mapped[int] = mapped_column("helped", default=0)
    minutes: Mapped[int] = mapped_column(default=0)
    hidden: Mapped[bool] = mapped_column(default=False)
    safety_shown: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    step_began_at: Mapped[datetime | None]
    step_ends_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    warm: Mapped[int] = mapped_column(default=0, server_default="0")
    __table_args__ = (Index("ix_cases_group_id", "group_id"),)

    @property
    def running(self) -> bool:
        return self.began_at is not None and self.closed_at is None


class Seat(Kept):
    """What a member said to a card: `stance` is IN, LISTENS, RECUSED or nothing, to one width, sealed; all have one.

    `done_in` is the phase in which they spoke last, and `part` a role of the format beside the facilitator's. Who came
    in at `late_at`, when it had begun, reads it in their own conversation while the private place is that of `since`.
    """

    __tablename__ = "case_seats"
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    stance: Mapped[Sealed] = mapped_column(SealedColumn)
    done_in: Mapped[int | None]
    hand_at: Mapped[datetime | None]
    part: Mapped[str] = mapped_column(default="", server_default="")
    since: Mapped[int] = mapped_column(default=0, server_default="0")
    late_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_case_seats_member_id", "member_id"),)


class Word(Kept):
    """Something that a member said in a case, as `number`, in `step`. `rated` by the presenter; how is kept nowhere."""

    __tablename__ = "case_words"
    id: Mapped[str] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    step: Mapped[int]
    speech: Mapped[str]
    state: Mapped[str]
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    rated: Mapped[bool] = mapped_column("helped", default=False)
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("case_id", "number"),)


class Tombstone(Kept):
    """What is left of a case for its group: a date, the format, the minutes."""

    __tablename__ = "case_tombstones"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), index=True)
    on: Mapped[date]
    format: Mapped[str]
    minutes: Mapped[int]


def find(session: Session, case_id: str) -> Case | None:
    """A case that is not shredded, held so that no other Turn goes on with it at the same time."""
    return session.get(Case, case_id, with_for_update=True)


def open_cases(session: Session, group_ids: Sequence[str]) -> Sequence[Case]:
    """The cases of these groups whose card is up and which are not over."""
    found = select(Case).where(Case.group_id.in_(group_ids), Case.opened_at.is_not(None), Case.closed_at.is_(None))
    return session.scalars(found.order_by(Case.opened_at, Case.id)).all()


def cases_of(session: Session, group_ids: Sequence[str]) -> Sequence[Case]:
    """Every case of these groups that is still kept."""
    return session.scalars(select(Case).where(Case.group_id.in_(group_ids)).order_by(Case.made_at, Case.id)).all()


def unfinished(session: Session, member_id: str) -> Case | None:
    """The case that this member is writing and has not put up."""
    found = select(Case).where(Case.presenter_id == member_id, Case.opened_at.is_(None), Case.closed_at.is_(None))
    return session.scalars(found).first()


def seats(session: Session, case: Case) -> Sequence[tuple[Seat, Profile]]:
    """The seats of everybody who is still in the group, in the order in which they joined it."""
    found = (
        select(Seat, Profile).join(Member, Member.id == Seat.member_id).join(Profile, Profile.id == Member.profile_id)
    )
    here = found.where(Seat.case_id == case.id, Member.left_at.is_(None))
    rows = session.execute(here.order_by(Member.joined_at, Profile.name, Member.id))
    return [(row.Seat, row.Profile) for row in rows]


def all_seats(session: Session, case: Case) -> Sequence[Seat]:
    """The same for those who have left the group too."""
    return session.scalars(select(Seat).where(Seat.case_id == case.id)).all()


def words(session: Session, case: Case, *states: str) -> Sequence[Word]:
    """What was said, in order."""
    found = select(Word).where(Word.case_id == case.id, Word.state.in_(states))
    return session.scalars(found.order_by(Word.number)).all()


def numbered(session: Session, case: Case, number: int) -> Word | None:
    return session.scalars(select(Word).filter_by(case_id=case.id, number=number)).first()


def cases_so_far(session: Session, group_id: str) -> int:
    """How many cases a group has had, as far as is remembered; what goes round goes by it."""
    past = session.scalar(select(func.count()).select_from(Tombstone).where(Tombstone.group_id == group_id)) or 0
    return past + (session.scalar(select(func.count()).select_from(Case).where(Case.group_id == group_id)) or 0)
