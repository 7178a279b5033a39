"""Retention and erasure: what the kernel keeps goes by date, and a person can be forgotten in one transaction.

Each slice says for itself what it forgets and what it erases. The person's data key goes too, so that whatever a disk
still holds of their sealed words cannot be read; only a copy of the whole database from before has the key as well.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from bot import erased, outbox, reach, sheets, typed
from bot.addresses import read_address, write_address
from bot.db import Kept, insert_new
from bot.feature import Feature
from bot.ledger import Heard, Parcel
from bot.people import Profile
from bot.port import Circle, Person
from bot.turn import Turn

HEARD = timedelta(days=7)
"""Repeated deliveries come within minutes; a week is generous."""
SAID = timedelta(days=90)
"""How long it is remembered where a message stands, so that it can be changed; its words went when it was said."""

PAGE = 500
"""Parcels that are looked at in one transaction, for people whom Tend no longer knows."""

kernel = Feature("kernel")
kernel.forgets_in_pages(sheets.renew)


@dataclass(frozen=True)
class Standing:
    """Told to the slices before it is forgotten where old messages stand: they add to `keys` the beginnings of the keys
    of those that they are still to take back.
    """

    keys: set[str] = field(default_factory=set)


@kernel.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Heard).where(Heard.at < turn.now - HEARD))
    _forget_old(turn)
    typed.sweep(turn)
    reach.sweep(turn)


@kernel.forgets_in_pages
def strangers(turn: Turn, after: str) -> str:
    """Forgets that people were written to whom Tend no longer knows, except for what is still to be changed there or
    taken back.
    """
    rows = turn.session.execute(
        select(Parcel.seq, Parcel.to)
        .where(Parcel.seq > int(after or "0"), Parcel.done_at.is_not(None), Parcel.key.not_in(outbox.awaited()))
        .order_by(Parcel.seq)
        .limit(PAGE)
    ).all()
    known = _known(turn.session, {person for row in rows for person in _people(row.to)})
    for row in rows:
        if not known.issuperset(_people(row.to)):
            _forget_said(turn.session, row.to, lambda who: who not in known, Parcel.seq == row.seq)
    return str(rows[-1].seq) if len(rows) == PAGE else ""


def _known(session: Session, people: set[Person]) -> set[Person]:
    """Those of them whom Tend knows."""
    found: set[Person] = set()
    for platform in {person.platform for person in people}:
        handles = {person.id for person in people if person.platform == platform}
        theirs = select(Profile.handle).where(Profile.platform == platform, Profile.handle.in_(handles))
        found |= {Person(platform, handle) for handle in session.scalars(theirs)}
    return found


def _forget_old(turn: Turn) -> None:
    still = Standing()
    turn.happened(still)
    outbox.forget(turn.session, "", turn.now - SAID, but=still.keys)


@kernel.erases
def erase_on_the_way(turn: Turn, profile: Profile) -> None:
    """What is still to be said to them, where it was said before, and what they were typing.

    What is still to be changed or taken back goes out, as it may be somebody else's words; its traces go in the night.
    """
    alone = Parcel.to == write_address(profile.person)
    turn.session.execute(delete(Parcel).where(alone, Parcel.kind == "send", Parcel.done_at.is_(None)))
    done = Parcel.done_at.is_not(None) & Parcel.key.not_in(outbox.awaited())
    for address in _addresses_with(turn.session, profile.person):
        _forget_said(turn.session, address, profile.person.__eq__, (Parcel.to == address) & done)
    typed.erase(turn.session, profile.person)
    reach.forget(turn.session, profile.person)
    sheets.forget(turn, profile)


def _forget_said(session: Session, address: str, gone: Callable[[Person], bool], which: ColumnElement[bool]) -> None:
    """Forgets that they were written to there by these parcels, which are done and of which none is still to follow.

    What stands in a private place with others stays known without them, as it is still to be said more there, changed
    and taken back. No parcel of such a message is open, so none of its lane is left behind.
    """
    rest = _without(address, gone)
    change = update(Parcel).where(which).values(to=rest, lane=rest) if rest else delete(Parcel).where(which)
    session.execute(change.execution_options(synchronize_session=False))


def _without(address: str, gone: Callable[[Person], bool]) -> str:
    """The address of those who are left; empty when it was nobody else's."""
    to = read_address(address)
    left = tuple(one for one in _people(address) if not gone(one))
    return write_address(Circle(left, to.near, to.topic)) if isinstance(to, Circle) and left else ""


def _addresses_with(session: Session, person: Person) -> list[str]:
    """Their own, and those of private places that they share."""
    with_id = select(Parcel.to).where(Parcel.to.contains(json.dumps(person.id), autoescape=True)).distinct()
    return [to for to in session.scalars(with_id) if person in _people(to)]


def _people(address: str) -> tuple[Person, ...]:
    match read_address(address):
        case Person() as person:
            return (person,)
        case Circle() as circle:
            return circle.people
        case _:
            return ()


@kernel.shows_own
def half_typed(turn: Turn, profile: Profile) -> dict[str, object]:
    return {"half_typed_forms": typed.half_typed(turn, profile.person)}


def erase(turn: Turn, profile: Profile, features: Iterable[Feature]) -> None:
    """Forgets a person: rows in every slice, then their key, then their profile."""
    for feature in features:
        for erasure in feature.erasures:
            erasure(turn, profile)
    erased.note(turn, profile.owner)
    turn.vault.destroy(turn.session, profile.owner)
    turn.session.delete(profile)


def erase_again(turn: Turn, missing: set[str], features: Sequence[Feature]) -> None:
    """Whoever was erased since this database was copied. What there is to say about it was said then."""
    last = turn.session.scalar(select(func.max(Parcel.seq))) or 0
    there = [one for one in turn.session.scalars(select(Profile)).all() if erased.blind(turn, one.owner) in missing]
    for profile in there:
        erase(turn, profile, features)
    turn.session.flush()
    turn.session.execute(delete(Parcel).where(Parcel.seq > last, Parcel.kind == "send"))
    for name in sorted(missing):
        insert_new(turn.session, erased.ErasedPerson, name=name)
    turn.scrub()


def counted(session: Session, sweep: Callable[[], None]) -> dict[str, int]:
    """How many rows a sweep leaves fewer, by the name of their table."""
    before = _rows(session)
    sweep()
    session.flush()
    after = _rows(session)
    return {name: fewer for name in before if (fewer := before[name] - after[name]) > 0}


def _rows(session: Session) -> dict[str, int]:
    tables = Kept.metadata.tables
    return {name: session.scalar(select(func.count()).select_from(tables[name])) or 0 for name in sorted(tables)}


def export(turn: Turn, profile: Profile, features: Iterable[Feature]) -> dict[str, object]:
    """Everything that Tend keeps about a person, opened, by slice; for that person alone."""
    about = {column.name: getattr(profile, column.name) for column in Profile.__table__.columns}
    kept: dict[str, object] = {"you": about}
    for feature in features:
        for own in feature.exports:
            kept |= {feature.name: own(turn, profile)}
    return kept
