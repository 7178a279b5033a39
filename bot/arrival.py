"""An event comes in: one statement notes it, and brings along all that a Turn has to know before it does anything.

It is asked of everything that anybody does, and a statement costs what it is, however little it finds. So what nearly
never is there is looked for in the same one.
"""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, select
from sqlalchemy.dialects.postgresql import Insert as InPostgreSQL
from sqlalchemy.dialects.sqlite import Insert as InSQLite
from sqlalchemy.sql.dml import ReturningInsert

from bot.db import past_orm
from bot.ledger import Heard
from bot.reach import Unreached, here
from bot.sealed import Sealed
from bot.turn import Turn
from bot.typed import Typing


class Noted(NamedTuple):
    """`shut`: somebody or something around could not be reached lately. `typing` is a row of `bot.typed`, if any."""

    shut: bool
    typing: Sealed | None


def note(turn: Turn) -> Noted | None:
    """None for an event that was noted before."""
    event, connection = turn.heard, past_orm(turn.session)
    who, where, workspace = here(turn, event)
    heard = {"on": event.who.platform, "named": turn.vault.blind(event.id), "now": turn.now}
    around = {"who": who, "where": where, "workspace": workspace}
    typing = {"beside": event.where.platform, "place": event.where.id, "person": event.who.id}
    row = connection.execute(_noting(connection.dialect.name), heard | around | typing).first()
    return Noted(*row) if row else None


@cache
def _noting(dialect: str) -> ReturningInsert[Any]:
    insert = InPostgreSQL if dialect == "postgresql" else InSQLite
    heard: dict[str, Any] = {"platform": bindparam("on"), "event": bindparam("named"), "at": bindparam("now")}
    shut = exists().where(Unreached.to.in_([bindparam(name) for name in ("who", "where", "workspace")]))
    theirs = (Typing.platform == bindparam("beside"), Typing.place == bindparam("place"))
    typing = select(Typing.state).where(*theirs, Typing.person == bindparam("person")).scalar_subquery()
    return insert(Heard.__table__).values(heard).on_conflict_do_nothing().returning(shut, typing)  # type: ignore[arg-type]
