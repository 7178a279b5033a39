"""Database files for tests: one with every table to copy from, and one engine for as many copies as there are."""

import shutil
from pathlib import Path

from sqlalchemy import event

from bot import db
from bot.db import Database, Kept


class AnyFile:
    """One engine for every test's own file, so that each statement is compiled once and not once for each test."""

    def __init__(self) -> None:
        self.engine = db.engine("sqlite:////nowhere")
        self.file = Path()
        event.listen(self.engine, "do_connect", self._connect)

    def copy(self, empty: Path, folder: Path) -> Database:
        """A database of its own, until the next one is made."""
        self.file = Path(shutil.copy(empty, folder))
        return Database(self.engine)

    def _connect(self, dialect: object, record: object, where: list[str], how: object) -> None:
        where[:] = [str(self.file)]


def make_empty(file: Path) -> Path:
    """Every table and no row; copying it is quicker than making the tables for each test."""
    made = Database(f"sqlite:///{file}")
    Kept.metadata.create_all(made.engine)
    made.close()
    return file
