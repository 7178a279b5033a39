"""Which parcels go out next, held by one process for a while, and what becomes of each.

A process that dies holds nothing up for longer than LEASE. Whoever marks a parcel says which claim was theirs, since by
then it may be somebody else's.
"""

from collections.abc import Container, Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Select, Table, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from bot.addresses import write_sent
from bot.db import past_orm
from bot.ledger import Parcel, is_open
from bot.port import Sent

LEASE = timedelta(minutes=2)
"""How long a claim holds; a process that died frees its parcels after this."""
PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800, 3600, 3600, 3600, 6 * 3600, 6 * 3600))
"""After the first failed attempt, the second, …; then the parcel is given up and its `otherwise` happens."""
BAFFLED = 5
"""Attempts that fail for a reason which nobody foresaw, within some six minutes; then others no longer wait for it."""
DAILY = timedelta(days=1)
"""Between later attempts of a deletion: what somebody was told is taken back has to go, however long that takes."""
_PARCELS = cast(Table, Parcel.__table__)


def claim(
    session: Session,
    platform: str,
    now: datetime,
    *,
    most: int,
    each: int,
    after: str = "",
    without: Container[str] = (),
) -> list[Parcel]:
    """The oldest open parcel of each lane that is due, held for LEASE; those that somebody else claims now are not.

    At most `most`, and `each` of a workspace: of one after the other, from the one that follows `after`, and none of
    those in `without`. Nothing else is read, so this is work to be done `loosely`; and it costs what is claimed and how
    many workspaces have something open, never how much that is, nor how much waits for a later hour.
    """
    found: list[Parcel] = []
    for workspace in _in_turn(session, platform, now, after):
        if len(found) == most:
            break
        if workspace not in without:
            room = min(each, most - len(found))
            here = {"on": platform, "at": now, "within": workspace, "most": room}
            found += session.scalars(_HEADS, here).all()
    for parcel in found:
        parcel.unclear = parcel.unclear or parcel.state == "sending"
        parcel.state, parcel.lease, parcel.attempts = "sending", now + LEASE, parcel.attempts + 1
    return found


def _in_turn(session: Session, platform: str, now: datetime, after: str) -> list[str]:
    """The workspaces where something is due: those that follow `after`, then the others, and it last."""
    due = session.scalars(_WORKSPACES, {"on": platform, "at": now}).all()
    return sorted(due, key=lambda workspace: (workspace <= after, workspace))


def _workspaces() -> Select[str]:
    """Each is found by a look of its own at the index: to list them would be to read all that is open."""
    first = select(func.min(Parcel.workspace).label("workspace")).where(Parcel.platform == bindparam("on"), _OPEN)
    here = first.cte("here", recursive=True)
    following = first.where(Parcel.workspace > here.c.workspace).scalar_subquery()
    here = here.union_all(select(following).where(here.c.workspace.is_not(None)))
    return select(here.c.workspace).where(exists().where(_DUE, Parcel.workspace == here.c.workspace))


def _heads() -> Select[Parcel]:
    """What is due in a workspace and waits for nothing before it, oldest first."""
    earlier = aliased(Parcel)
    before = exists().where(earlier.lane == Parcel.lane, is_open(earlier), earlier.seq < Parcel.seq)
    here = select(Parcel).where(_DUE, Parcel.workspace == bindparam("within"), ~before)
    here = here.order_by(Parcel.not_before, Parcel.seq).limit(bindparam("most"))
    return here.with_for_update(skip_locked=True, of=Parcel)


_OPEN = is_open(Parcel)
_FREE = or_(Parcel.state == "waiting", Parcel.lease < bindparam("at"))
_DUE = and_(Parcel.platform == bindparam("on"), _OPEN, _FREE, Parcel.not_before <= bindparam("at"))
_WORKSPACES, _HEADS = _workspaces(), _heads()
"""Asked all the time, so made once: to put them together takes longer than to ask."""


def _mark(session: Session, parcel: Parcel, **fate: object) -> bool:
    """Writes this down while our claim holds. False once somebody else claimed it, or it was marked before.

    Its number alone would not do: SQLite gives that of the latest row again once the row was deleted.
    """
    ours = {"this": parcel.seq, "called": parcel.key, "tried": parcel.attempts}
    return bool(past_orm(session).execute(_OURS, ours | fate).rowcount)


_OURS = update(_PARCELS).where(
    *(_PARCELS.c.seq == bindparam("this"), _PARCELS.c.key == bindparam("called")),
    *(_PARCELS.c.state == "sending", _PARCELS.c.attempts == bindparam("tried")),
)


def finish(session: Session, parcel: Parcel, state: str, now: datetime, where: Sent | None = None) -> bool:
    """The last thing that happens to a parcel; its words go. False for one that is no longer ours to mark: it was
    erased on its way, is marked already, or our claim ran out and somebody else is sending it.
    """
    return _mark(session, parcel, **_end(state, now, where))


def settle(session: Session, parcel: Parcel, state: str, now: datetime, where: Sent | None = None) -> bool:
    """As `finish`, for one that nobody is sending: it waits for somebody who reads it elsewhere, or Tend is off."""
    ended = update(Parcel).where(Parcel.seq == parcel.seq).values(_end(state, now, where))
    return bool(session.execute(ended).rowcount)  # type: ignore[attr-defined]  # an update's result is a cursor's


def _end(state: str, now: datetime, where: Sent | None) -> dict[str, object]:
    return {"state": state, "words": None, "lease": None, "done_at": now, "sent": where and write_sent(where)}


def put_off(
    session: Session, parcel: Parcel, now: datetime, after: timedelta, *, unclear: bool, baffling: bool = False
) -> bool:
    """After a failed attempt: waits again. False when there is no patience left; for a deletion there always is, but
    it no longer holds up what is said in its place. Nor does a message that fails for a reason which nobody foresaw
    (`baffling`) again and again: it goes on in a lane of its own, with what is to change it.
    """
    patient, aside = parcel.attempts <= len(PAUSES), baffling and parcel.attempts >= BAFFLED
    if not patient and parcel.kind != "delete" or aside and parcel.kind == "edit":
        return False
    later = now + max(after, PAUSES[parcel.attempts - 1] if patient else DAILY)
    again: dict[str, object] = {
        "state": "waiting",
        "lease": None,
        "unclear": parcel.unclear or unclear,
        "not_before": later,
    }
    again |= {} if patient and not aside else {"lane": parcel.key}
    if _mark(session, parcel, **again) and aside:
        session.execute(update(Parcel).where(Parcel.about == parcel.key, is_open(Parcel)).values(lane=parcel.key))
    return True


def give_back(session: Session, parcels: Sequence[Parcel], later: datetime) -> None:
    """Claimed, and not tried: they wait again until then. It costs them no attempt."""
    for parcel in parcels:
        _mark(session, parcel, state="waiting", lease=None, attempts=parcel.attempts - 1, not_before=later)


def hold(session: Session, parcel: Parcel) -> None:
    """Waits until whoever it is for can be reached."""
    _mark(session, parcel, state="held", lease=None)
