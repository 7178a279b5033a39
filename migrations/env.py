"""What Alembic runs for every walk: one connection, one transaction, all or nothing.

SQLite changes a table by copying it, and dropping the old one would delete every row that refers to it. So references
are not enforced during the walk (SQLite allows that only outside a transaction) and are checked at its end instead.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from bot.db import Kept
from bot.migrate import Dangling  # and with it, every table

ONE_WALK = 0x7E4D
"""Of several processes that start at once, one walks and the others wait; SQLite sees to that by itself."""


def walk(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Kept.metadata,
        render_as_batch=True,
        render_item=as_plain_type,
        transactional_ddl=True,
    )
    if sqlite:
        pragma(connection, "foreign_keys=OFF")
    try:
        with context.begin_transaction():
            if not sqlite:
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WALK})")
            context.run_migrations()
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise Dangling
    finally:
        if sqlite:
            pragma(connection, "foreign_keys=ON")


def pragma(connection: Connection, what: str) -> None:
    """Past SQLAlchemy, which would begin a transaction first."""
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA {what}")


def as_plain_type(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """A migration is a record of its day: it names the database's types and imports nothing of ours."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


walk(context.config.attributes["connection"])
