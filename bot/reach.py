"""Who and where cannot be reached, why, and what waits until they can.

A closed door is knocked at once and no more. What was to be said there is held, and goes on when something happens
there: somebody acts, or the platform says that all is well. What others wait for takes its other way at once
(`otherwise`), as a question to a peer does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from sqlalchemy import bindparam, delete, literal, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot import screens
from bot.addresses import read_address, read_workspace, write_address
from bot.db import Kept, insert_new, past_orm
from bot.ledger import Parcel, is_held
from bot.people import known
from bot.port import Circle, Event, Gone, Person, Place, Why, Workspace

if TYPE_CHECKING:
    from bot.turn import Turn

HELD = timedelta(days=30)
"""How long something waits to be said to somebody who cannot be reached."""


class Unreached(Kept):
    """Somebody, a room or a whole workspace that cannot be reached, since an instant. `why` is one of `port.Why`.

    `lacks` names a missing right in the platform's words. `trying`: something happened there since, so that the next
    parcel may try. `shown` is the mark (`marked`) of what they were last shown of what waits. The row goes when one
    arrives.
    """

    __tablename__ = "unreached"
    to: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    why: Mapped[str]
    lacks: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    trying: Mapped[bool] = mapped_column(default=False)
    shown: Mapped[int | None]


@dataclass(frozen=True)
class Lost:
    """Told to the slices when somebody or something cannot be reached any more."""

    to: Person | Place | Workspace
    why: Why
    lacks: str
    since: datetime


@dataclass(frozen=True)
class Found:
    """Told to the slices when they can be reached again; `why` and `since` when they could not."""

    to: Person | Place | Workspace
    why: str
    since: datetime


@dataclass(frozen=True)
class Waits:
    """Told to the slices when something waits for a person who takes no messages."""

    person: Person


def refused(turn: "Turn", parcel: Parcel, no: Gone) -> bool:
    """Writes down what a platform's no says about whom it was for. Whether the parcel is to be held."""
    to = about(parcel, no)
    if to and no.lacks:
        lacking(turn, parcel, no.lacks)
        return not parcel.otherwise
    if to:
        lost(turn, to, no.why, no.lacks)
    return to is not None and holds(turn, parcel, to)


def lacking(turn: "Turn", parcel: Parcel, right: str) -> None:
    """A right is missing in a whole workspace: whoever does something there next is told, once."""
    row = {"platform": parcel.platform, "why": "denied", "lacks": right, "since": turn.now, "trying": False}
    if parcel.workspace and not insert_new(turn.session, Unreached, to=parcel.workspace, **row):
        other = update(Unreached).where(Unreached.to == parcel.workspace, Unreached.lacks != right)
        turn.session.execute(other.where(Unreached.why == "denied").values(lacks=right, trying=False))


def about(parcel: Parcel, no: Gone) -> Person | Place | Workspace | None:
    """Whom a no concerns: the whole workspace, or whom the parcel was for; None when only the message is gone."""
    if no.why == "uninstalled" or no.lacks:
        return read_workspace(parcel.workspace)
    to = read_address(parcel.to)
    return None if no.why == "message" or isinstance(to, Circle) else to


def shut(session: Session, parcels: Sequence[Parcel]) -> dict[int, Gone]:
    """The no that is known already, by `seq`, so that nobody is asked again."""
    places = {place for parcel in parcels for place in (parcel.to, parcel.workspace)}
    closed = {row.to: row for row in session.scalars(select(Unreached).where(Unreached.to.in_(places)))}
    found = {}
    for parcel in parcels if closed else ():
        for row in filter(None, (closed.get(parcel.to), closed.get(parcel.workspace))):
            if not row.lacks and not row.trying and not _can_change(session, parcel, row):
                found[parcel.seq] = Gone(cast(Why, row.why), row.lacks)
    return found


def _can_change(session: Session, parcel: Parcel, row: Unreached) -> bool:
    """Behind a closed door, words still can be changed."""
    return parcel.kind != "send" and row.why == "closed" and _said(session, parcel)


def _said(session: Session, parcel: Parcel) -> bool:
    return session.scalar(select(Parcel.state).where(Parcel.key == parcel.about)) == "said"


def holds(turn: "Turn", parcel: Parcel, to: Person | Place | Workspace) -> bool:
    """Whether a parcel waits for them. What takes another way does not, unless the whole workspace is gone."""
    if parcel.otherwise and not isinstance(to, Workspace):
        return False
    if isinstance(to, Person) and parcel.kind == "send":
        turn.happened(Waits(to))
    return True


def learn(turn: "Turn", about: Person | Place | Workspace, why: Why | None) -> None:
    """A platform says so by itself. What becomes of people whom Tend does not know is not written down."""
    if why is None:
        found(turn, about)
    elif not isinstance(about, Person) or known(turn.session, about):
        lost(turn, about, why)


def lost(turn: "Turn", to: Person | Place | Workspace, why: Why, lacks: str = "") -> None:
    """From now on nothing is said there. Told once, however often it is found out."""
    key = write_address(to)
    row = {"platform": to.platform, "why": why, "lacks": lacks, "since": turn.now, "trying": False}
    new = insert_new(turn.session, Unreached, to=key, **row)
    kept = turn.session.get_one(Unreached, key)
    changed = kept.why != why
    kept.since = turn.now if changed else kept.since
    kept.why, kept.lacks, kept.trying = why, lacks, False
    turn.session.flush()
    if new or changed:
        _note(turn, to, turn.now if why == "gone" else None)
        turn.happened(Lost(to, why, lacks, kept.since))


def found(turn: "Turn", to: Person | Place | Workspace) -> None:
    """They can be reached again, and what waited for them goes on."""
    row = turn.session.get(Unreached, write_address(to))
    if row is None:
        return
    why, since = row.why, row.since
    turn.session.delete(row)
    turn.session.flush()
    _note(turn, to, None)
    go_on(turn, to)
    turn.happened(Found(to, why, since))


def _note(turn: "Turn", to: Person | Place | Workspace, gone_at: datetime | None) -> None:
    profile = known(turn.session, to) if isinstance(to, Person) else None
    if profile:
        profile.gone_at = gone_at
        turn.session.flush()


def here(turn: "Turn", event: Event) -> tuple[str, str, str]:
    """The addresses at which something may wait that this event brings back."""
    return write_address(event.who), write_address(event.where), turn.workspace


def acted(turn: "Turn", event: Event) -> None:
    """Somebody does something somewhere: who was gone is back, and what was closed may be open again."""
    for row in turn.session.scalars(select(Unreached).where(Unreached.to.in_(here(turn, event)))).all():
        to = address(row.to)
        if isinstance(to, Workspace):
            _tell(turn, row, event)
        elif isinstance(to, Person) and row.why == "gone":
            found(turn, to)
        else:
            row.trying = True
            go_on(turn, to)


def _tell(turn: "Turn", row: Unreached, event: Event) -> None:
    """`trying` says that the missing right was told. Only letting Tend in again brings a whole workspace back."""
    if row.lacks and not row.trying:
        row.trying = True
        turn.say(
            event.who, screens.lacks(row.lacks), key=f"reach/lacks/{row.to}/{row.lacks}/{int(row.since.timestamp())}"
        )


def _is_shut(session: Session, to: str) -> bool:
    """Whether there is a row at this address; nearly always there is none."""
    return past_orm(session).execute(_SHUT, {"this": to}).first() is not None


_SHUT = select(literal(1)).where(Unreached.__table__.c.to == bindparam("this"))


def arrived(turn: "Turn", parcel: Parcel) -> None:
    """Something was said there, so they can be reached."""
    to = read_address(parcel.to)
    if parcel.kind == "send" and not isinstance(to, Circle) and _is_shut(turn.session, parcel.to):
        found(turn, to)


def go_on(turn: "Turn", to: Person | Place | Workspace) -> None:
    """What was held is tried again, in its order."""
    key = write_address(to)
    held = update(Parcel).where(is_held(Parcel), (Parcel.to == key) | (Parcel.workspace == key))
    turn.session.execute(held.values(state="waiting", not_before=turn.now))


def waiting(turn: "Turn", person: Person) -> list[Parcel]:
    """What waits to be said to a person whose door is closed, oldest first; held, so that it is not tried meanwhile."""
    key = write_address(person)
    if turn.session.get(Unreached, key) is None:
        return []
    theirs = (Parcel.to == key, Parcel.kind == "send", Parcel.otherwise.is_(None))
    still = update(Parcel).where(*theirs, Parcel.state == "waiting", Parcel.attempts > 0)
    turn.session.execute(still.values(state="held"))
    useful = (is_held(Parcel), Parcel.until.is_(None) | (Parcel.until > turn.now))
    return list(turn.session.scalars(select(Parcel).where(*theirs, *useful).order_by(Parcel.seq)))


def marked(turn: "Turn", parcel: Parcel) -> int:
    """A number that only this parcel has, made from its key. `seq` would not do: SQLite gives it again once a row is
    gone, and so does any database that was put back, and somebody would be done with what they have never seen.
    """
    return int(turn.vault.blind(f"waits {parcel.key}")[:8], 16) >> 1


def shown(turn: "Turn", person: Person, parcel: Parcel) -> None:
    """This is what they read now, of what waits for them."""
    turn.session.get_one(Unreached, write_address(person)).shown = marked(turn, parcel)
    turn.session.flush()


def readdress(turn: "Turn", old: Place, new: Place) -> None:
    """What waited to be said in one place is said in another."""
    held = update(Parcel).where(Parcel.lane == write_address(old), is_held(Parcel), Parcel.kind == "send")
    there = write_address(new)
    turn.session.execute(held.values(to=there, lane=there, state="waiting", not_before=turn.now))


def sweep(turn: "Turn") -> None:
    """What has waited for too long is dropped; whoever was told nothing for so long needs no old news."""
    late = update(Parcel).where(is_held(Parcel), Parcel.not_before < turn.now - HELD)
    turn.session.execute(late.values(state="late", words=None, done_at=turn.now))


def forget(session: Session, to: Person | Place | Workspace) -> None:
    session.execute(delete(Unreached).where(Unreached.to == write_address(to)))


def row_of(session: Session, to: Person | Place | Workspace) -> Unreached | None:
    """None for whoever can be reached."""
    return session.get(Unreached, write_address(to))


def address(kept: str) -> Person | Place | Workspace:
    """Whom a row is about; there is none for a circle."""
    return read_workspace(kept) or cast("Person | Place", read_address(kept))
