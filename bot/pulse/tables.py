"""What is kept of a pulse: half-given answers of each person until they hand in, and totals of everybody's.

No table holds an answer that was handed in. It is added to the totals of its pulse, which are one sealed cell of one
length, written anew each time; who handed in is another such cell, in the order of the ids. Neither has a row, a time
or a place in a row for each person, so there is nothing by which the two could be joined.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.pulse.rules import ASKED, LEAST
from bot.sealed import Sealed, SealedColumn

_OPEN = text("NOT closed")
CELL = 1024
"""Characters of every sealed cell here, or a multiple for a very large group: lengths tell nothing."""


def padded(value: object) -> str:
    written = json.dumps(value, sort_keys=True)
    return written.ljust(-(-len(written) // CELL) * CELL)


class PulsePlan(Kept):
    """A group's own choices. `rhythm` is in the words of `bot.rhythm`, empty for none; `least` never below LEAST.

    `instrument` is what the next pulse asks.
    """

    __tablename__ = "pulse_plans"
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    rhythm: Mapped[str] = mapped_column(default="")
    next_at: Mapped[datetime | None]
    least: Mapped[int] = mapped_column(default=LEAST)
    instrument: Mapped[str] = mapped_column(default=ASKED, server_default=ASKED)


class Wave(Kept):
    """One pulse of a group. `least` is the group's choice at its opening, the promise beside the questions.

    `totals` and `respondents` while it is open. After close the totals are gone, and the respondents are too unless a
    result was shown; `result` is what the group was shown, which is no secret.
    """

    __tablename__ = "pulses"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    instrument: Mapped[str]
    least: Mapped[int]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    closed: Mapped[bool] = mapped_column(default=False)
    totals: Mapped[Sealed | None] = mapped_column(SealedColumn)
    respondents: Mapped[Sealed | None] = mapped_column(SealedColumn)
    result: Mapped[str | None]
    __table_args__ = (
        Index("ix_pulses_group_id_opened_at", "group_id", "opened_at"),
        Index("ix_pulses_open", "group_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    @property
    def owner(self) -> str:
        """The owner of the totals: their key goes when the pulse closes."""
        return f"pulse:{self.id}"

    @property
    def totals_cell(self) -> str:
        return f"pulses.totals.{self.id}"

    @property
    def respondents_cell(self) -> str:
        return f"pulses.respondents.{self.id}"

    def takes(self, now: datetime) -> bool:
        return not self.closed and now < self.closes_at


class Draft(Kept):
    """What somebody has answered and not handed in, sealed with their own key; gone when they hand in or it closes."""

    __tablename__ = "pulse_drafts"
    wave_id: Mapped[str] = mapped_column(ForeignKey("pulses.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"pulse_drafts.answers.{self.wave_id}.{self.member_id}"


class Share(Kept):
    """Answers that somebody shares under their own name, sealed with their key until the pulse closes; then said."""

    __tablename__ = "pulse_shares"
    wave_id: Mapped[str] = mapped_column(ForeignKey("pulses.id", ondelete="CASCADE"), primary_key=True)
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), primary_key=True)
    answers: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"pulse_shares.answers.{self.wave_id}.{self.member_id}"


class Copy(Kept):
    """Somebody's own copy of what they handed in, sealed with their key, because they pressed for one."""

    __tablename__ = "pulse_copies"
    wave_id: Mapped[str] = mapped_column(ForeignKey("pulses.id", ondelete="CASCADE"), primary_key=True)
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    opened_on: Mapped[date]
    answers: Mapped[Sealed] = mapped_column(SealedColumn)

    @property
    def cell(self) -> str:
        return f"pulse_copies.answers.{self.wave_id}.{self.profile_id}"


def open_wave(session: Session, group_id: str) -> Wave | None:
    return session.scalars(select(Wave).filter_by(group_id=group_id, closed=False)).first()


def waves_of(session: Session, group_id: str) -> Sequence[Wave]:
    """Every pulse of a group, the latest first."""
    return session.scalars(select(Wave).filter_by(group_id=group_id).order_by(Wave.opened_at.desc(), Wave.id)).all()


def shown_waves(session: Session, group_id: str) -> list[Wave]:
    """Those whose result was shown, the latest first."""
    return [wave for wave in waves_of(session, group_id) if wave.closed and wave.result is not None]


def shares_of(session: Session, wave_id: str) -> Sequence[Share]:
    return session.scalars(select(Share).filter_by(wave_id=wave_id).order_by(Share.member_id)).all()


def copies_of(session: Session, profile_id: str) -> Sequence[Copy]:
    """The latest first."""
    found = select(Copy).filter_by(profile_id=profile_id).order_by(Copy.opened_on.desc(), Copy.wave_id)
    return session.scalars(found).all()
