"""What must be said: parcels put down in the Turn that decided them. Who sends them claims them first (`bot.claims`).

Words are sealed while they wait and blanked once they were said. A key is said once; an edit or a deletion follows its
message in the same lane, so it can never overtake it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Table,
    bindparam,
    delete,
    func,
    select,
    union_all,
    update,
)
from sqlalchemy.orm import Session

from bot.actions import Action
from bot.addresses import read_address, read_sent, write_address
from bot.db import PUT_DOWN, begins, insert_new, new_id, past_orm
from bot.ledger import Parcel, is_held, is_open
from bot.port import Circle, Person, Sent, To, Workspace
from bot.sealed import HOUSE, Vault
from bot.ui import Message, dump, load_message

if TYPE_CHECKING:
    from bot.turn import Turn

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
    """Keys that begin so."""
    return begins(Parcel.key, beginning)


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


def opened(session: Session, vault: Vault, parcel: Parcel) -> Message | None:
    """The message of a claimed parcel; None for a deletion."""
    return load_message(vault.open(session, parcel.words, cell=f"outbox.words.{parcel.key}")) if parcel.words else None


def workspace_of(turn: "Turn", to: To) -> str:
    """The address of the workspace that somebody or somewhere belongs to; empty for none."""
    id = turn.workspace_of(to.platform, to.near.id if isinstance(to, Circle) else to.id)
    return write_address(Workspace(to.platform, id)) if id else ""
