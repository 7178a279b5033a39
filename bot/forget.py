"""Retention and erasure: what the kernel keeps goes by date, and a person can be forgotten in one transaction.

Each slice says for itself what it forgets and what it erases. The person's data key goes too, so that whatever a disk
still holds of their sealed words cannot be read; only a copy of the whole database from before has the key as well.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from bot import erased, outbox, reach, sheets, typed
from bot.db import Kept, insert_new
from bot.feature import Feature
from bot.ledger import Heard, Parcel
from bot.outbox import read_address, write_address
from bot.people import Profile, known
from bot.port import Circle, Person
from bot.turn import Turn

HEARD = timedelta(days=7)
"""Repeated deliveries come within minutes; a week is generous."""
SAID = timedelta(days=90)
"""How long it is remembered where a message stands, so that it can be changed; its words went when it was said."""

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
    _forget_said(turn.session, _addresses_of_strangers(turn.session), lambda who: known(turn.session, who) is None)
    typed.sweep(turn)
    reach.sweep(turn)


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
    _forget_said(turn.session, _addresses_with(turn.session, profile.person), profile.person.__eq__)
    typed.erase(turn.session, profile.person)
    reach.forget(turn.session, profile.person)
    sheets.forget(turn, profile)


def _forget_said(session: Session, addresses: Iterable[str], gone: Callable[[Person], bool]) -> None:
    """Forgets that they were ever written to, except for messages that are still to be changed or taken back.

    What stands in a private place with others stays known without them, as it is still to be said more there, changed
    and taken back. No parcel of such a message is open, so none of its lane is left behind.
    """
    awaited = select(Parcel.about).where(Parcel.about.is_not(None), Parcel.done_at.is_(None))
    for address in addresses:
        said = (Parcel.to == address, Parcel.done_at.is_not(None), Parcel.key.not_in(awaited))
        rest = _without(address, gone)
        change = update(Parcel).where(*said).values(to=rest, lane=rest) if rest else delete(Parcel).where(*said)
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


def _addresses_of_strangers(session: Session) -> list[str]:
    """Those of people whom Tend no longer knows."""
    addresses = session.scalars(select(Parcel.to).distinct()).all()
    return [to for to in addresses if any(known(session, person) is None for person in _people(to))]


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
