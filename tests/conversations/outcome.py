"""What came of a conversation, in a form in which two performances of it can be compared."""

from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.db import Kept
from bot.sealed import Sealed, Vault

NOT_COMPARED = {"heard", "outbox", "typing", "data_keys", "erased"}
"""The kernel's own diaries: how it was heard and carried may differ, what was kept and said may not. Whose keys were
erased is kept under names that are random each time."""


def rows(session: Session, vault: Vault) -> dict[str, list[str]]:
    """Every row of every table, opened where it is sealed."""
    tables = [table for table in Kept.metadata.sorted_tables if table.name not in NOT_COMPARED]
    return {table.name: sorted(_row(session, vault, table, row) for row in _all(session, table)) for table in tables}


def _all(session: Session, table: Table) -> list[Any]:
    return [row._mapping for row in session.execute(select(table))]


def _row(session: Session, vault: Vault, table: Table, row: Any) -> str:
    key = ".".join(str(row[column.name]) for column in table.primary_key)
    cells = {name: _opened(session, vault, f"{table.name}.{name}.{key}", cell) for name, cell in row.items()}
    return ", ".join(f"{name}={cell}" for name, cell in cells.items())


def _opened(session: Session, vault: Vault, cell: str, kept: object) -> object:
    if not isinstance(kept, Sealed):
        return kept
    try:
        return vault.open(session, kept, cell=cell)
    except InvalidTag:
        return f"{len(kept)} sealed bytes"
