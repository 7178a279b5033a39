"""What is kept of a question while it stands, and which groups take part in each other's."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept
from bot.groups.tables import Group
from bot.sealed import Sealed, SealedColumn


class Question(Kept):
    """A question that stands. Its words are sealed with the asker's key, to be shown again once it is settled.

    `masked`: the room is not told who asks.
    """

    __tablename__ = "questions"
    id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"))
    member_id: Mapped[str] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))
    masked: Mapped[bool]
    words: Mapped[Sealed] = mapped_column(SealedColumn)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    __table_args__ = (Index("ix_questions_member_id", "member_id"), Index("ix_questions_group_id", "group_id"))


class Shown(Kept):
    """A group in whose room a question stands."""

    __tablename__ = "question_rooms"
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True)
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)


class TakesPart(Kept):
    """A group whose room also shows questions of the groups around it, and whose own may stand there."""

    __tablename__ = "question_groups"
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True)
    since: Mapped[datetime]


def open_of(session: Session, member_id: str) -> int:
    """How many questions of a member stand and are not settled."""
    found = select(func.count()).select_from(Question)
    return session.scalar(found.where(Question.member_id == member_id, Question.settled_at.is_(None))) or 0


def rooms(session: Session, question_id: str) -> Sequence[Group]:
    """The groups in whose rooms it stands."""
    found = select(Group).join(Shown, Shown.group_id == Group.id).where(Shown.question_id == question_id)
    return session.scalars(found.order_by(Group.id)).all()


def taking_part(session: Session, platform: str) -> Sequence[Group]:
    """The groups of a platform that take part, of whatever workspace."""
    found = select(Group).join(TakesPart, TakesPart.group_id == Group.id).where(Group.platform == platform)
    return session.scalars(found.order_by(Group.id)).all()
