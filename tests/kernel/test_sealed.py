"""Private words at rest: they open where they were sealed, for nobody else, and never again once their key is gone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from bot.db import Database
from bot.ledger import Parcel
from bot.sealed import DataKey, Erased, Sealed, Vault, WrongKey, new_root_key

NOW = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with Session(database.engine) as made:
        yield made


def seal(vault: Vault, session: Session, words: str = "a bad week", owner: str = "person:a") -> Sealed:
    return vault.seal(session, words, owner=owner, cell="answers.value.1", now=NOW)


def test_words_open_where_they_were_sealed(vault: Vault, session: Session) -> None:
    assert vault.open(session, seal(vault, session), cell="answers.value.1") == "a bad week"


def test_words_that_are_sealed_anew_look_other_and_are_the_same(vault: Vault, session: Session) -> None:
    sealed = seal(vault, session)
    again = vault.reseal(session, sealed, cell="answers.value.1")
    assert (again != sealed, len(again)) == (True, len(sealed))
    assert vault.open(session, again, cell="answers.value.1") == "a bad week"
    with pytest.raises(InvalidTag):
        vault.reseal(session, sealed, cell="answers.value.2")


def test_a_swapped_cell_is_an_error_and_never_words(vault: Vault, session: Session) -> None:
    sealed = seal(vault, session)
    with pytest.raises(InvalidTag):
        vault.open(session, sealed, cell="answers.value.2")


def test_each_owner_has_a_key_of_their_own(vault: Vault, session: Session) -> None:
    seal(vault, session)
    seal(vault, session, owner="person:b")
    seal(vault, session)
    assert len(session.scalars(select(DataKey)).all()) == 2


def test_nothing_opens_once_the_key_is_destroyed(vault: Vault, session: Session) -> None:
    sealed = seal(vault, session)
    vault.destroy(session, "person:a")
    with pytest.raises(Erased):
        vault.open(session, sealed, cell="answers.value.1")


def test_another_process_opens_them_with_the_same_root_key(session: Session) -> None:
    root = new_root_key()
    sealed = seal(Vault(root), session)
    assert Vault(root).open(session, sealed, cell="answers.value.1") == "a bad week"


def test_a_wrong_root_key_is_noticed_before_anything_is_written(session: Session) -> None:
    seal(Vault(new_root_key()), session)
    with pytest.raises(WrongKey):
        Vault(new_root_key()).check(session)


@pytest.mark.parametrize("text", ["", "short", "not base64 at all!", "QUJD"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(WrongKey):
        Vault(text)


def test_a_key_that_was_rolled_back_is_never_used_again(vault: Vault, database: Database) -> None:
    with Session(database.engine) as undone:
        seal(vault, undone)
    with database.begin() as session:
        sealed = seal(vault, session)
    fresh = Vault.__new__(Vault)
    fresh._roots, fresh._ciphers = vault._roots, {}
    with database.begin() as session:
        assert fresh.open(session, sealed, cell="answers.value.1") == "a bad week"


def test_a_sealed_column_takes_no_clear_words_and_compares_with_nothing(database: Database) -> None:
    with pytest.raises(StatementError), database.begin() as session:
        session.execute(Parcel.__table__.insert().values(words=b"clear"))  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        Parcel.words == b"x"  # noqa: B015


def test_a_cell_does_not_show_what_it_holds(vault: Vault, session: Session) -> None:
    assert f"{seal(vault, session)!r} {seal(vault, session)}" == "<sealed> <sealed>"


def test_the_file_holds_no_clear_words_even_after_deletion(vault: Vault, database: Database, tmp_path: Path) -> None:
    with database.begin() as session:
        sealed = seal(vault, session, "canary-7f3a")
        session.add(Parcel(key="k", kind="send", platform="p", lane="l", to="t", words=sealed, not_before=NOW))
    with database.begin() as session:
        session.delete(session.scalars(select(Parcel)).one())
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"canary-7f3a" not in files


def test_a_blind_name_is_the_same_each_time_and_tells_nothing_without_the_root_key(vault: Vault) -> None:
    assert vault.blind("p.T1.U1.rated 4") == vault.blind("p.T1.U1.rated 4")
    assert vault.blind("rated 4") not in (vault.blind("rated 5"), Vault(new_root_key()).blind("rated 4"))
    assert "U1" not in vault.blind("p.T1.U1.rated 4")
