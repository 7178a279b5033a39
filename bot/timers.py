"""What must happen later. Setting, replacing and claiming are ordinary statements of a Turn.

A timer that fails is tried again after longer and longer pauses, and in the end left where an operator finds it; the
others go on.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot.actions import Action
from bot.db import insert_new
from bot.ledger import Timer

PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 300, 3600, 6 * 3600))
"""After the first failure, the second, …; when they are used up the timer waits in `GIVEN_UP`."""
GIVEN_UP = timedelta(days=36500)


class Due(NamedTuple):
    key: str
    action: str


def set_timer(session: Session, key: str, due: datetime, action: Action) -> None:
    """`action` happens at `due` or soon after. The same key replaces what stood there."""
    packed = action.pack()
    if not insert_new(session, Timer, key=key, due=due, action=packed, failures=0):
        session.execute(update(Timer).where(Timer.key == key).values(due=due, action=packed, failures=0))


def cancel_timer(session: Session, key: str) -> None:
    session.execute(delete(Timer).where(Timer.key == key))


def claim(session: Session, now: datetime) -> Due | None:
    """The key and action of the earliest timer that is due, taken off the list in this transaction.

    Timers of one instant come in the order of their keys, which some rely on (`bot.meetings.reminding`).
    """
    due = select(Timer.key, Timer.due, Timer.action).where(Timer.due <= now).order_by(Timer.due, Timer.key).limit(1)
    row = session.execute(due.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    session.execute(delete(Timer).where(Timer.key == row.key))
    return Due(row.key, row.action)


def put_off(session: Session, key: str, now: datetime) -> None:
    """After a failure: the timer stands again, later."""
    failures = session.scalar(select(Timer.failures).where(Timer.key == key))
    if failures is None:
        return
    pause = PAUSES[failures] if failures < len(PAUSES) else GIVEN_UP
    session.execute(update(Timer).where(Timer.key == key).values(due=now + pause, failures=failures + 1))


def next_due(session: Session) -> datetime | None:
    """When the next thing happens, if anything is to come."""
    return session.scalar(select(func.min(Timer.due)).where(Timer.failures <= len(PAUSES)))
