"""What must happen later. Setting, replacing and taking are ordinary statements of a Turn.

Processes look for what is due in batches, and each timer is taken in the Turn that does it: whoever holds its row does
it, the others pass it by, and when a process dies it stands there again at once. A timer that fails is tried again
after longer and longer pauses, and in the end left where an operator finds it; the others go on.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Literal, NamedTuple, cast

from sqlalchemy import Table, bindparam, delete, exists, func, select, update
from sqlalchemy.orm import Session

from bot.actions import Action
from bot.db import insert_new, past_orm
from bot.ledger import Timer
from bot.reach import Unreached

PAUSES = tuple(timedelta(seconds=s) for s in (5, 30, 300, 3600, 6 * 3600))
"""After the first failure, the second, …; when they are used up the timer waits in `GIVEN_UP`."""
GIVEN_UP = timedelta(days=36500)


_GOES = ~exists().where(Unreached.to == Timer.workspace, Unreached.why == "uninstalled")
"""Not of a workspace without Tend."""
_TIMERS = cast(Table, Timer.__table__)
_HERE = _TIMERS.c.key == bindparam("this")
_REPLACE = update(_TIMERS).where(_HERE)
_REMOVE = delete(_TIMERS).where(_HERE)
_DUE = select(_TIMERS.c.due).where(_HERE)
_NEXT = select(func.min(_TIMERS.c.due)).where(_TIMERS.c.failures <= len(PAUSES), _GOES)
_IS_DUE = _GOES & (_TIMERS.c.due <= bindparam("now"))
_LOOK = select(_TIMERS.c.due, _TIMERS.c.key).where(_IS_DUE).order_by("due", "key").limit(bindparam("most"))
_TAKE = select(_TIMERS.c.action, _TIMERS.c.workspace).where(_HERE, _IS_DUE)
_TAKE = _TAKE.with_for_update(skip_locked=True, of=_TIMERS)


Fate = Literal["done", "held", "gone"]
"""What became of a timer: it happened or was put off; another process has it just now; or it is no longer there."""


class Due(NamedTuple):
    key: str
    action: str
    workspace: str


def set_timer(session: Session, key: str, due: datetime, action: Action | str, workspace: str = "") -> None:
    """`action` happens at `due` or soon after, but not while `workspace` has no Tend. The same key replaces.

    One that is packed already is not looked at before it is due: what nobody can read fails as a timer.
    """
    packed = action if isinstance(action, str) else action.pack()
    values = {"due": due, "action": packed, "failures": 0} | ({"workspace": workspace} if workspace else {})
    if not insert_new(session, Timer, key=key, **{"workspace": ""} | values):
        past_orm(session).execute(_REPLACE.values(values), {"this": key})


def cancel_timer(session: Session, key: str) -> None:
    past_orm(session).execute(_REMOVE, {"this": key})


def look(session: Session, now: datetime, most: int, among: int = 1) -> tuple[Sequence[str], bool]:
    """The keys of the earliest timers that are due, in order, and whether there are others; not in a workspace without
    Tend.

    Timers of one instant come in the order of their keys, on which slices may rely. With `among`, one of so many
    batches by chance, for processes that would meet at the earliest.
    """
    rows = past_orm(session).execute(_LOOK, {"now": now, "most": most * among + 1}).all()
    first = secrets.randbelow(max(1, min(among, ceil(len(rows) / most)))) * most
    batch = sorted(rows[first : first + most], key=lambda row: (row.due, row.key))  # databases have orders of their own
    return [row.key for row in batch], len(rows) > len(batch)


def take(session: Session, key: str, now: datetime) -> Due | None:
    """The timer, off the list in this transaction; None if somebody else has it, or it is no longer due."""
    row = past_orm(session).execute(_TAKE, {"this": key, "now": now}).first()
    if row is None:
        return None
    cancel_timer(session, key)
    return Due(key, row.action, row.workspace)


def is_due(session: Session, key: str, now: datetime) -> bool:
    """Whether it stands there, in somebody's hands or not."""
    return session.scalar(select(exists().where(Timer.key == key, Timer.due <= now))) or False


def put_off(session: Session, key: str, now: datetime) -> None:
    """After a failure: the timer stands again, later."""
    failures = session.scalar(select(Timer.failures).where(Timer.key == key))
    if failures is None:
        return
    pause = PAUSES[failures] if failures < len(PAUSES) else GIVEN_UP
    session.execute(update(Timer).where(Timer.key == key).values(due=now + pause, failures=failures + 1))


def due(session: Session, key: str) -> datetime | None:
    """When the timer of this key fires; None when there is none."""
    return past_orm(session).execute(_DUE, {"this": key}).scalar()


def next_due(session: Session) -> datetime | None:
    """When the next thing happens, if anything is to come."""
    return past_orm(session).execute(_NEXT).scalar()
