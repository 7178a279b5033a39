"""How a database is opened."""

from pathlib import Path

import pytest

from bot import db
from tests.conftest import SAFELY


@pytest.mark.parametrize(("pragma", "is_set"), [("synchronous", 2), ("journal_mode", "wal"), ("secure_delete", 1)])
def test_what_was_kept_survives_a_power_cut_and_what_was_deleted_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pragma: str, is_set: object
) -> None:
    monkeypatch.setattr(db, "SAFELY", SAFELY)
    engine = db.engine(f"sqlite:///{tmp_path}/tend.sqlite3")
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == is_set
    engine.dispose()
