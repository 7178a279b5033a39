"""One's own sheet: short lines of one's own hours, which nobody without the key of their owner can read or count.

A consult is noted for two people in one moment. As rows, their order, their time or what a database keeps of who wrote
what in one go would tell who sat together. So everybody whom Tend knows has one cell, filled up and written whole, and
each night all of them are written anew.
"""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Kept
from bot.people import Profile
from bot.sealed import Sealed, SealedColumn
from bot.turn import Turn

FILLED = 2048
"""What is kept is filled up to so many characters, or twice, four, eight times as many: its length hardly tells
anything."""

PAGE = 500
"""So many are written anew in one transaction: many thousands neither keep anybody waiting nor fill the memory."""

Line = list[Any]
"""What JSON can hold."""


class Sheet(Kept):
    """One person's lines by their kind, each after the timestamp until which it is kept, as JSON.

    A step of the tables, which has no key, may have put lines here in clear; the first night seals them.
    """

    __tablename__ = "sheets"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    lines: Mapped[Sealed] = mapped_column(SealedColumn)
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 -- read by SQLAlchemy


def lines(turn: Turn, profile: Profile, kind: str) -> list[Line]:
    """Everything of one kind, in the order in which it was noted."""
    return [line for _, *line in _read(turn, profile).get(kind, [])]


def note(turn: Turn, profile: Profile, kind: str, line: Line, *, until: datetime) -> None:
    """One line more, which goes in the first night after that."""
    kept = _read(turn, profile)
    kept.setdefault(kind, []).append([int(until.timestamp()), *line])
    _write(turn, profile, kept)


def erase(turn: Turn, profile: Profile, kind: str) -> None:
    """Everything of one kind."""
    kept = _read(turn, profile)
    if kept.pop(kind, None):
        _write(turn, profile, kept)


def renew(turn: Turn, after: str = "") -> str:
    """What is past its time goes, and sheets are written anew, also the empty ones: a PAGE of them, of the people whose
    ids come after this one. The last of those ids, or "" when nobody comes after it.
    """
    page = select(Profile).where(Profile.id > after).order_by(Profile.id).limit(PAGE)  # ids are random
    people = turn.session.scalars(page).all()
    theirs = select(Sheet).where(Sheet.profile_id.in_([profile.id for profile in people]))
    there = {row.profile_id: row for row in turn.session.scalars(theirs)}
    for profile in people:
        row, old = there.get(profile.id), _read(turn, profile)
        kept = {kind: [line for line in some if line[0] >= turn.now.timestamp()] for kind, some in old.items()}
        if row and kept == old and not _in_clear(row):
            row.lines = turn.reseal(row.lines, cell=_cell(profile))  # ten times as quick
        else:
            _write(turn, profile, {kind: some for kind, some in kept.items() if some})
    turn.session.flush()
    turn.scrub()
    return people[-1].id if len(people) == PAGE else ""


def forget(turn: Turn, profile: Profile) -> None:
    turn.session.execute(delete(Sheet).where(Sheet.profile_id == profile.id))


def _read(turn: Turn, profile: Profile) -> dict[str, list[Line]]:
    row = turn.session.get(Sheet, profile.id)
    if row is None:
        return {}
    written = bytes(row.lines).decode() if _in_clear(row) else turn.open(row.lines, cell=_cell(profile))
    found: dict[str, list[Line]] = json.loads(written)
    return found


def _in_clear(row: Sheet) -> bool:
    return row.lines.startswith(b"{")


def _write(turn: Turn, profile: Profile, kept: dict[str, list[Line]]) -> None:
    words = json.dumps(kept, separators=(",", ":"))
    pages = 1 << ((len(words) - 1) // FILLED).bit_length()
    sealed = turn.seal(words.ljust(pages * FILLED), owner=profile.owner, cell=_cell(profile))
    if row := turn.session.get(Sheet, profile.id):
        row.lines = sealed
    else:
        turn.session.add(Sheet(profile_id=profile.id, lines=sealed))
    turn.session.flush()


def _cell(profile: Profile) -> str:
    return f"sheets.lines.{profile.id}"
