"""What is kept of check-ins: when somebody is asked next, which weeks they were asked, and their sealed answers."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, exists, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.checkins.rules import WINDOW
from bot.db import Kept
from bot.sealed import Sealed, SealedColumn


class Plan(Kept):
    """One person's check-in hours. `weekday` (Monday 0) and `hour` ("HH:MM") are their own; None follows the group.

    `paused_until` is the first day on which they are asked again, in their zone. `next_at` and `next_week` are what
    is planned; None while they are in no group. `reminder`: they want one reminder of a check-in not begun.
    """

    __tablename__ = "checkin_plans"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    weekday: Mapped[int | None]
    hour: Mapped[str | None]
    paused_until: Mapped[date | None]
    next_at: Mapped[datetime | None]
    next_week: Mapped[str | None]
    reminder: Mapped[bool] = mapped_column(default=False, server_default=false())


class Checkin(Kept):
    """One person's one week, such as "2026-W45"; `items` are the ids of what was asked, in order, with commas.

    Answers can be changed until `closes_at`; later ones are still kept for their owner.
    """

    __tablename__ = "checkins"
    id: Mapped[str] = mapped_column(primary_key=True)
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    week: Mapped[str]
    items: Mapped[str]
    asked_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    skipped: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (UniqueConstraint("profile_id", "week"), Index("ix_checkins_asked_at", "asked_at"))

    @property
    def asked(self) -> list[str]:
        return self.items.split(",")

    def late(self, now: datetime) -> bool:
        return now > self.closes_at


def is_early(asked_at: datetime, closes_at: datetime) -> bool:
    """Whether it was begun by its owner before the hour at which they are asked, and not asked since."""
    return asked_at < closes_at - WINDOW


class Answer(Kept):
    """One answer, sealed with its owner's key: label and value, all of the same length."""

    __tablename__ = "checkin_answers"
    checkin_id: Mapped[str] = mapped_column(ForeignKey("checkins.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[Sealed] = mapped_column(SealedColumn)
    late: Mapped[bool]

    @property
    def cell(self) -> str:
        return f"checkin_answers.answer.{self.checkin_id}.{self.item}"


class Sentence(Kept):
    """The words that somebody added for themselves."""

    __tablename__ = "checkin_sentences"
    checkin_id: Mapped[str] = mapped_column(ForeignKey("checkins.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]
    __table_args__ = (Index("ix_checkin_sentences_at", "at"),)

    @property
    def cell(self) -> str:
        return f"checkin_sentences.words.{self.checkin_id}"


def of_week(session: Session, profile_id: str, week: str) -> Checkin | None:
    return session.scalars(select(Checkin).filter_by(profile_id=profile_id, week=week)).first()


def weeks_asked(session: Session, profile_id: str) -> set[str]:
    """The weeks that this person was asked in, or began by themselves and has answered or skipped.

    Whoever looked before their hour and answered nothing is still asked at their hour.
    """
    rows = session.execute(_BEGUN, {"whose": profile_id})
    return {row.week for row in rows if row.answered or row.skipped or not is_early(row.asked_at, row.closes_at)}


_BEGUN = select(
    *(Checkin.week, Checkin.skipped, Checkin.asked_at, Checkin.closes_at),
    exists().where(Answer.checkin_id == Checkin.id).label("answered"),
).where(Checkin.profile_id == bindparam("whose"))


def answered(session: Session, checkin_id: str) -> set[str]:
    """The items that have an answer."""
    return set(session.scalars(select(Answer.item).filter_by(checkin_id=checkin_id)))


def answers_of(session: Session, profile_id: str) -> Sequence[tuple[Checkin, Answer]]:
    """Every answer of one person, oldest week first."""
    found = select(Checkin, Answer).join(Answer, Answer.checkin_id == Checkin.id)
    rows = session.execute(found.where(Checkin.profile_id == profile_id).order_by(Checkin.week, Answer.item))
    return [(row.Checkin, row.Answer) for row in rows]


def sentences_of(session: Session, profile_id: str, before: str = "") -> Sequence[tuple[Checkin, Sentence]]:
    """One person's sentences, latest week first; with `before`, of earlier weeks only."""
    found = select(Checkin, Sentence).join(Sentence, Sentence.checkin_id == Checkin.id)
    theirs = found.where(Checkin.profile_id == profile_id).order_by(Checkin.week.desc())
    rows = session.execute(theirs.where(Checkin.week < before) if before else theirs)
    return [(row.Checkin, row.Sentence) for row in rows]
