"""What typed words mean right now: a sealed row for each person and place, so that nothing of a dialog lives in memory.

The row holds the latest buttons, by number, and how far a form has come. It is the kernel's only memory of a
conversation, and it is gone after two weeks.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept, past_orm, write_over
from bot.people import known
from bot.port import Person, Place
from bot.sealed import HOUSE, Sealed, SealedColumn
from bot.turn import Turn
from bot.ui import Text, load_form

DRAFT = timedelta(hours=24)
"""How long a half-typed form is kept."""
OFFERED = timedelta(days=14)
"""How long buttons can be pressed by typing; a check-in may be answered late, and a consult taken after days."""
SHEET = 1024
"""Characters that a kept state is filled up to, or a multiple."""
EVERYBODY = ""
"""In place of a person: what everybody in a place was shown."""


class Typing(Kept):
    """What typed words mean to one person in one place; `person` is empty for what everybody there was shown."""

    __tablename__ = "typing"
    platform: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[Sealed] = mapped_column(SealedColumn)
    at: Mapped[datetime]


@dataclass
class State:
    """`offered` are the (label, action) pairs of the latest message, `earlier` those before it, the latest first.

    `form` is the form being typed, `given` its answers so far, in order, `wrong` what was wrong with those that were
    refused, and `doubted` a word of Tend's own that was asked about. `opened` is the real form that was opened
    last, where a platform closes one that is refused; its fields hold what was sent.
    """

    offered: list[tuple[str, str]] = field(default_factory=list)
    earlier: list[tuple[str, str]] = field(default_factory=list)
    form: str = ""
    given: dict[str, list[str]] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    doubted: str = ""
    opened: str = ""
    about: str = ""
    """The key of the message that `offered` belongs to; empty for an immediate reply."""
    form_at: float = 0
    """When somebody last wrote in `form` or `opened`, as a timestamp."""
    at: float = 0
    """When the offer was made, as a timestamp: what was shown last is meant first."""


def read(turn: Turn, place: Place, person: str) -> State | None:
    key = {"platform": place.platform, "place": place.id, "person": person}
    kept = past_orm(turn.session).execute(_STATE, key).scalar()
    return None if kept is None else means(turn, place, person, kept)


def means(turn: Turn, place: Place, person: str, kept: Sealed) -> State:
    """What the row of this person and place says now."""
    state = _unsealed(turn, kept, _cell(place, person))
    return _without_form(state) if _stale(state, turn.now) else state


_TYPINGS = Typing.__table__.c
_STATE = select(_TYPINGS.state).where(*(_TYPINGS[name] == bindparam(name) for name in ("platform", "place", "person")))


def _stale(state: State, now: datetime) -> bool:
    """Whether a form was left lying for DRAFT. The row itself is younger: it changes with every message."""
    return bool(state.form or state.opened) and state.form_at < (now - DRAFT).timestamp()


def _without_form(state: State) -> State:
    return replace(state, form="", given={}, wrong={}, doubted="", opened="")


def _opened(turn: Turn, kept: Typing) -> State:
    return _unsealed(turn, kept.state, _cell(Place(kept.platform, kept.place), kept.person))


def _unsealed(turn: Turn, state: Sealed, cell: str) -> State:
    return State(**json.loads(turn.open(state, cell=cell)))


def write(turn: Turn, place: Place, person: str, state: State) -> None:
    owner = _owner(turn, Person(place.platform, person), state)
    sealed = turn.seal(_written(state), owner=owner, cell=_cell(place, person))
    write_over(turn.session, Typing, platform=place.platform, place=place.id, person=person, state=sealed, at=turn.now)


def _written(state: State) -> str:
    """Filled up to whole sheets, so that its length does not tell which answers were typed."""
    written = json.dumps(vars(state))
    return written.ljust(-(-len(written) // SHEET) * SHEET)


def _owner(turn: Turn, person: Person, state: State) -> str:
    """What somebody has typed so far is theirs; which buttons were shown is the house's."""
    profile = known(turn.session, person) if state.form or state.opened else None
    return profile.owner if profile else HOUSE


def _cell(place: Place, person: str) -> str:
    return f"typing.state.{place.platform}.{place.id}.{person}"


def sweep(turn: Turn) -> None:
    """Half-typed forms go after DRAFT, what the numbers meant after OFFERED."""
    turn.session.execute(delete(Typing).where(Typing.at < turn.now - OFFERED))
    for kept in turn.session.scalars(select(Typing)):
        state = _opened(turn, kept)
        if _stale(state, turn.now):
            cell = _cell(Place(kept.platform, kept.place), kept.person)
            kept.state = turn.seal(_written(_without_form(state)), owner=HOUSE, cell=cell)


def half_typed(turn: Turn, person: Person) -> list[dict[str, list[str]]]:
    """What this person has answered so far in forms that they have not sent, in any place."""
    theirs = select(Typing).where(Typing.platform == person.platform, Typing.person == person.id)
    states = (read(turn, Place(row.platform, row.place), row.person) for row in turn.session.scalars(theirs).all())
    return [given for state in states if state for given in (state.given, _standing_in(state.opened)) if given]


def _standing_in(opened: str) -> dict[str, list[str]]:
    """What stands in the fields of a form that was opened, or sent and refused."""
    fields = load_form(opened).fields if opened else ()
    return {one.name: [one.value] if isinstance(one, Text) else list(one.value) for one in fields if one.value}


def forget_people(session: Session, place: Place) -> None:
    """Who was typing in a place. What everybody was shown there stays."""
    there = (Typing.platform == place.platform, Typing.place == place.id, Typing.person != EVERYBODY)
    session.execute(delete(Typing).where(*there))


def erase(session: Session, person: Person) -> None:
    """What this person was typing, anywhere."""
    session.execute(delete(Typing).where(Typing.platform == person.platform, Typing.person == person.id))
