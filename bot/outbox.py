"""What must be said: parcels put down in the Turn that decided them, and claimed for sending by whoever is awake.

Words are sealed while they wait and blanked once they were said. A key is said once; an edit or a deletion follows its
message in the same lane, so it can never overtake it.
"""

import json
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session, aliased

from bot.actions import Action
from bot.db import PUT_DOWN, insert_new, new_id, past_orm
from bot.ledger import Parcel, is_held, is_open
from bot.port import Circle, Person, Place, Sent, To, Workspace
from bot.sealed import HOUSE, Vault
from bot.ui import Message, dump, load_message

if TYPE_CHECKING:
    from bot.turn import Turn

LEASE = timedelta(minutes=2)
"""How long a claim holds; a process that died frees its parcels after this."""
PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800, 3600, 3600, 3600, 6 * 3600, 6 * 3600))
"""After the first failed attempt, the second, …; then the parcel is given up and its `otherwise` happens."""
DAILY = timedelta(days=1)
"""Between later attempts of a deletion: what somebody was told is taken back has to go, however long that takes."""
FORGOTTEN_AT_ONCE = 500
_PARCELS = cast(Table, Parcel.__table__)


@dataclass(frozen=True)
class Send:
    """Something to be said; the arguments of `Turn.say`."""

    to: To
    message: Message
    key: str
    then: Action | None = None
    otherwise: Action | None = None
    until: datetime | None = None
    thread: str = ""
    scope: str = ""


def put(turn: "Turn", send: Send, not_before: datetime | None = None) -> None:
    """Waits to be said, until `not_before` in a lane of its own: what comes meanwhile passes it by.

    A key that is there already is left as it is.
    """
    later = {"not_before": not_before, "lane": send.key} if not_before and not_before > turn.now else {}
    _put(
        turn,
        key=send.key,
        kind="send",
        to=write_address(send.to),
        platform=send.to.platform,
        workspace=workspace_of(turn, send.to),
        message=send.message,
        thread=send.thread,
        then=send.then and send.then.pack(),
        otherwise=send.otherwise and send.otherwise.pack(),
        until=send.until,
        scope=send.scope,
        **later,
    )


def _put(turn: "Turn", *, key: str, to: str, message: Message | None, **rest: Any) -> None:
    words = message and turn.seal(dump(message), owner=HOUSE, cell=f"outbox.words.{key}")
    usual = {"thread": "", "scope": "", "attempts": 0, "unclear": False, "lane": to, "not_before": turn.now}
    insert_new(turn.session, Parcel, key=key, to=to, words=words, state="waiting", **usual | rest)
    turn.session.info.setdefault(PUT_DOWN, set()).add(rest["platform"])


def change(turn: "Turn", key: str, message: Message) -> None:
    _follow(turn, key, "edit", message)


def reword(turn: "Turn", key: str, change: Callable[[Message], Message]) -> None:
    """What is still to be said under this key is said otherwise. What was said stays as it is."""
    unsaid = (Parcel.key == key, Parcel.state.in_(("waiting", "sending", "held")))
    parcel = turn.session.scalars(select(Parcel).where(*unsaid)).first()
    message = parcel and opened(turn.session, turn.vault, parcel)
    if message:
        words = turn.seal(dump(change(message)), owner=HOUSE, cell=f"outbox.words.{key}")
        turn.session.execute(update(Parcel).where(*unsaid).values(words=words))


def take_back(turn: "Turn", key: str) -> None:
    waits = Parcel.state.in_(("waiting", "held"))
    unsaid = update(Parcel).where(Parcel.key == key, waits, Parcel.unclear.is_(False))
    if not turn.session.execute(unsaid.values(state="late", words=None, done_at=turn.now)).rowcount:  # type: ignore[attr-defined]
        _follow(turn, key, "delete", None)


def leave_unasked(turn: "Turn", person: Person, scope: str = "") -> None:
    """What waits for the end of their quiet hours is not said: it takes its other way, and its key is free again.

    With `scope`, only what belongs to that. It costs what waits in their workspace for a later hour.
    """
    there = (is_open(Parcel), Parcel.platform == person.platform, Parcel.workspace == workspace_of(turn, person))
    waits = (Parcel.state == "waiting", Parcel.attempts == 0, Parcel.not_before > turn.now)
    theirs = (Parcel.to == write_address(person), Parcel.kind == "send", Parcel.lane == Parcel.key)
    within = (Parcel.scope == scope,) if scope else ()
    for parcel in turn.session.scalars(select(Parcel).where(*there, *waits, *theirs, *within)).all():
        if parcel.otherwise:
            turn.after(parcel.key, parcel.otherwise)
        turn.session.delete(parcel)


def take_back_all(turn: "Turn", beginning: str, *, ending: str = "", but: str = "") -> None:
    """Everything that was said, or waits to be said, under keys with this beginning is deleted or never goes out.

    `ending` narrows it to keys that end so; `but` is a key that stays.
    """
    for key in standing(turn.session, beginning, ending=ending):
        if key != but:
            take_back(turn, key)


def standing(session: Session, beginning: str, *, ending: str = "") -> dict[str, To]:
    """The keys of everything that was said, or waits to be said, under this beginning, and to whom; in order."""
    here = select(Parcel.kind, Parcel.key, Parcel.about, Parcel.to).where(*under(beginning))
    rows = session.execute(here.order_by(Parcel.seq)).all()
    gone = {row.about for row in rows if row.kind == "delete"}  # the key of a deletion begins as its message's
    sent = (row for row in rows if row.kind == "send" and row.key.endswith(ending))
    return {row.key: read_address(row.to) for row in sent if row.key not in gone}


def under(beginning: str) -> tuple[ColumnElement[bool], ...]:
    """Keys that begin so, as a stretch of their index: to compare each with a pattern is to read the whole outbox."""
    return (Parcel.key >= beginning, Parcel.key < beginning[:-1] + chr(ord(beginning[-1]) + 1)) if beginning else ()


def awaited() -> CompoundSelect[str | None]:
    """The keys of messages that are still to be changed or taken back; one by one, as each has an index of its own."""
    open_, held = (select(Parcel.about).where(Parcel.about.is_not(None), which(Parcel)) for which in (is_open, is_held))
    return union_all(open_, held)


def _follow(turn: "Turn", key: str, kind: str, message: Message | None) -> None:
    first = turn.session.scalars(select(Parcel).where(Parcel.key == key)).first()
    if first and first.state in ("waiting", "sending", "held", "said"):
        _put(
            turn,
            key=f"{key}/{kind}/{new_id()}",
            kind=kind,
            to=first.to,
            lane=first.lane,
            platform=first.platform,
            workspace=first.workspace,
            message=message,
            about=key,
        )


def sent(session: Session, key: str) -> Sent | None:
    kept = past_orm(session).execute(_SENT, {"this": key}).scalar()
    return read_sent(kept) if kept else None


_SENT = select(_PARCELS.c.sent).where(_PARCELS.c.key == bindparam("this"))


def forget(session: Session, beginning: str, before: datetime, *, but: Iterable[str] = ()) -> None:
    """Forgets what was said under keys with this `beginning`, to whom and where, except for keys that begin with `but`.

    Only what was done with before then; a message that is still to be changed or taken back is kept until it was.
    However much there is of either, it goes in small parts.
    """
    stays, last = _begins_with(but), 0
    past = select(Parcel.seq, Parcel.key).where(*under(beginning), Parcel.done_at < before)
    past = past.where(Parcel.key.not_in(awaited())).order_by(Parcel.seq).limit(FORGOTTEN_AT_ONCE)
    while rows := session.execute(past.where(Parcel.seq > last)).all():
        last = rows[-1].seq
        old = delete(Parcel).where(Parcel.seq.in_([row.seq for row in rows if not stays(row.key)]))
        session.execute(old.execution_options(synchronize_session=False))


def _begins_with(any_of: Iterable[str]) -> Callable[[str], bool]:
    """Whether a key begins with one of these, of which there may be many, and nearly all are of the same length."""
    beginnings = set(any_of)
    lengths = {len(one) for one in beginnings}
    return lambda key: any(key[:length] in beginnings for length in lengths)


def next_due(session: Session, now: datetime) -> datetime | None:
    """When the next of what waits for somebody's quiet hours to be over can be said."""
    waits = (Parcel.state == "waiting", Parcel.lane == Parcel.key, Parcel.attempts == 0, Parcel.not_before > now)
    return session.scalar(select(func.min(Parcel.not_before)).where(*waits))


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


def opened(session: Session, vault: Vault, parcel: Parcel) -> Message | None:
    """The message of a claimed parcel; None for a deletion."""
    return load_message(vault.open(session, parcel.words, cell=f"outbox.words.{parcel.key}")) if parcel.words else None


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


def put_off(session: Session, parcel: Parcel, now: datetime, after: timedelta, *, unclear: bool) -> bool:
    """After a failed attempt: waits again. False when there is no patience left; for a deletion there always is, but
    it no longer holds up what is said in its place.
    """
    patient = parcel.attempts <= len(PAUSES)
    if not patient and parcel.kind != "delete":
        return False
    later = now + max(after, PAUSES[parcel.attempts - 1] if patient else DAILY)
    again: dict[str, object] = {
        "state": "waiting",
        "lease": None,
        "unclear": parcel.unclear or unclear,
        "not_before": later,
    }
    again |= {} if patient else {"lane": parcel.key}
    _mark(session, parcel, **again)
    return True


def give_back(session: Session, parcels: Sequence[Parcel], later: datetime) -> None:
    """Claimed, and not tried: they wait again until then. It costs them no attempt."""
    for parcel in parcels:
        _mark(session, parcel, state="waiting", lease=None, attempts=parcel.attempts - 1, not_before=later)


def hold(session: Session, parcel: Parcel) -> None:
    """Waits until whoever it is for can be reached."""
    _mark(session, parcel, state="held", lease=None)


def workspace_of(turn: "Turn", to: To) -> str:
    """The address of the workspace that somebody or somewhere belongs to; empty for none."""
    id = turn.workspace_of(to.platform, to.near.id if isinstance(to, Circle) else to.id)
    return write_address(Workspace(to.platform, id)) if id else ""


def write_address(to: To | Workspace) -> str:
    match to:
        case Workspace(platform, id):
            return json.dumps(["workspace", platform, id])
        case Place(platform, id):
            return json.dumps(["place", platform, id])
        case Person(platform, id):
            return json.dumps(["person", platform, id])
        case Circle(people, near, topic):
            return json.dumps(["circle", near.platform, near.id, topic, *(p.id for p in people)])


def read_address(kept: str) -> To:
    match json.loads(kept):
        case ["place", platform, id]:
            return Place(platform, id)
        case ["person", platform, id]:
            return Person(platform, id)
        case ["circle", platform, near, topic, *ids]:
            return Circle(tuple(Person(platform, id) for id in ids), Place(platform, near), topic)
        case _:
            raise ValueError("not an address")


def read_workspace(kept: str) -> Workspace | None:
    """From an address; None where it is another's, or empty."""
    kind, *rest = json.loads(kept or "[null]")
    return Workspace(*rest) if kind == "workspace" else None


def write_sent(where: Sent) -> str:
    return json.dumps([where.where.platform, where.where.id, where.id, where.beneath and where.beneath.id])


def read_sent(kept: str) -> Sent:
    platform, place, id, beneath = json.loads(kept)
    return Sent(Place(platform, place), id, Place(platform, beneath) if beneath else None)
