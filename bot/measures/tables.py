"""What is kept of measures: that one was taken, and, sealed for their owner, answers, scores and thresholds."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.sealed import Sealed, SealedColumn


class Taking(Kept):
    """One person's one time with one instrument, in one version of it; `ended_at` is None until nothing is open."""

    __tablename__ = "measure_takings"
    id: Mapped[str] = mapped_column(primary_key=True)
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    instrument: Mapped[str]
    version: Mapped[int]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_measure_takings_profile_id", "profile_id"),)


class MeasureAnswer(Kept):
    """One answer by its item's id: code and value, or that it was skipped; all of the same length."""

    __tablename__ = "measure_answers"
    taking_id: Mapped[str] = mapped_column(ForeignKey("measure_takings.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"measure_answers.answer.{self.taking_id}.{self.item}"


class MeasureScores(Kept):
    """Every scale's score of one taking, and which items were answered."""

    __tablename__ = "measure_scores"
    taking_id: Mapped[str] = mapped_column(ForeignKey("measure_takings.id", ondelete="CASCADE"), primary_key=True)
    scores: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"measure_scores.scores.{self.taking_id}"


class MeasureThreshold(Kept):
    """Where somebody wants to be offered something, for one instrument."""

    __tablename__ = "measure_thresholds"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    instrument: Mapped[str] = mapped_column(primary_key=True)
    threshold: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"measure_thresholds.threshold.{self.profile_id}.{self.instrument}"


class MeasureKeeping(Kept):
    """How many days somebody wants their scores kept."""

    __tablename__ = "measure_keeping"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    days: Mapped[int]


def takings(session: Session, profile_id: str, instrument: str = "") -> Sequence[Taking]:
    """One person's, oldest first; with `instrument`, those with it alone."""
    found = select(Taking).filter_by(profile_id=profile_id).order_by(Taking.begun_at, Taking.id)
    return session.scalars(found.filter_by(instrument=instrument) if instrument else found).all()


def answers(session: Session, taking_id: str) -> dict[str, MeasureAnswer]:
    """By item."""
    return {row.item: row for row in session.scalars(select(MeasureAnswer).filter_by(taking_id=taking_id))}
