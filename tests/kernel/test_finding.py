"""What is looked for in the outbox is found by an index, on every database, however much else stands there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select, text
from sqlalchemy.orm import Session

from bot import addresses, forget, outbox
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel
from bot.people import Profile
from bot.port import Circle, Person, Place
from bot.sealed import DataKey, Vault
from bot.turn import Turn
from bot.ui import Message
from tests.chat import PLATFORM, ROOM, Chat
from tests.conftest import MONDAY

ANA = Person(PLATFORM, "ana")


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [forget.kernel])


def turn(chat: Chat, session: Session) -> Turn:
    return Turn(chat.clock.now(), session, chat.vault)


def say(chat: Chat, *keys: str, to: Place | Person | Circle = ROOM) -> None:
    with chat.database.begin() as session:
        for key in keys:
            turn(chat, session).say(to, Message("Hello."), key=key)


@contextmanager
def looked(connection: Connection) -> Iterator[list[tuple[str, Any]]]:
    """The queries of a block, and what they were asked with."""
    asked: list[tuple[str, Any]] = []

    def hear(_: object, __: object, statement: str, given: Any, *___: object) -> None:
        asked.append((statement, given))

    event.listen(connection, "before_cursor_execute", hear)
    yield asked
    event.remove(connection, "before_cursor_execute", hear)


def plans(chat: Chat, work: Callable[[Session], object], table: str = "outbox") -> str:
    """How the database goes about what is asked of the table; where it has the choice, by an index."""
    with chat.database.begin() as session:
        connection = session.connection()
        with looked(connection) as asked:
            work(session)
        here = [(statement, given) for statement, given in asked if f"FROM {table}" in statement]
        if not chat.database.single_writer:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
        explain = "EXPLAIN QUERY PLAN " if chat.database.single_writer else "EXPLAIN "
        rows = [row for statement, given in here for row in connection.exec_driver_sql(explain + statement, given)]
        return "\n".join(" ".join(map(str, row)) for row in rows)


@pytest.mark.storage
def test_what_stands_under_a_beginning_is_a_stretch_of_the_keys(chat: Chat) -> None:
    plan = plans(chat, lambda session: outbox.standing(session, "cases/abc/"))
    by_index = "USING INDEX" if chat.database.single_writer else "Index Cond: "
    assert by_index in plan
    assert plan.count("key>") + plan.count("key)::text >=") + plan.count("key >=") == 1, plan
    assert "SCAN" not in plan
    assert "Seq Scan" not in plan


@pytest.mark.storage
def test_the_keys_of_a_case_are_a_stretch_of_all_keys(chat: Chat) -> None:
    owners = ["case:a_B:ana", "case:a_B:ben", "case:a_b:ana", "case:axB:ana", "case:a_B", "person:ana"]
    with chat.database.begin() as session:
        for owner in owners:
            chat.vault.seal(session, "private", owner=owner, cell="a.b.c", now=MONDAY)
    plan = plans(chat, lambda session: chat.vault.destroy_all(session, "case:a_B:"), "data_keys")
    assert "SCAN" not in plan
    assert "Seq Scan" not in plan
    with chat.database.begin() as session:
        assert sorted(session.scalars(select(DataKey.owner))) == sorted(owners[2:])


@pytest.mark.storage
def test_who_leaves_is_looked_for_among_what_waits_in_their_workspace(chat: Chat) -> None:
    plan = plans(chat, lambda session: outbox.leave_unasked(turn(chat, session), ANA, "harbour"))
    assert "ix_outbox_open" in plan
    assert "Scan on outbox" not in plan.replace("Index Scan", "")


@pytest.mark.storage
def test_forgetting_reads_what_is_open_only_to_spare_it(chat: Chat) -> None:
    """A message that is still to be changed stays known; what is past goes by the page."""
    plan = plans(chat, lambda session: forget.strangers(turn(chat, session), ""))
    assert "ix_outbox_held" in plan
    assert "ix_outbox_open" in plan or "ix_outbox_lane" in plan


@pytest.mark.storage
async def test_what_stands_is_what_was_said_there_and_not_taken_back(chat: Chat) -> None:
    say(
        chat,
        "case/a_b/one",
        "case/a_b/two",
        "case/axb/one",
        "case/A_B/one",
        "case/a_b",
        "case/a_b0",
        "case/a_b/\U0001f375",
    )
    say(chat, "case/a_b/ana", to=ANA)
    await chat.app.deliver()
    with chat.database.begin() as session:
        turn(chat, session).change("case/a_b/one", Message("Changed."))
        turn(chat, session).take_back("case/a_b/two")
        found = outbox.standing(session, "case/a_b/")
        assert found == {"case/a_b/one": ROOM, "case/a_b/\U0001f375": ROOM, "case/a_b/ana": ANA}
        assert [*outbox.standing(session, "case/a_b/", ending="/ana")] == ["case/a_b/ana"]
        assert not outbox.standing(session, "case/a_b/", ending="/ANA")


async def test_strangers_are_forgotten_page_by_page(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forget, "PAGE", 3)
    with chat.database.begin() as session:
        session.add(Profile(id="Ana", platform=PLATFORM, handle="ana", name="Ana", zone="", met_at=MONDAY))
    for number in range(10):
        say(chat, f"ana/{number}", to=ANA)
        say(chat, f"ben/{number}", to=Person(PLATFORM, f"ben{number}"))
        say(chat, f"two/{number}", to=Circle((ANA, Person(PLATFORM, "ben")), ROOM, "Two"))
    say(chat, "room")
    await chat.app.deliver()
    with chat.database.begin() as session:
        turn(chat, session).take_back("ben/9")
    pages = 0

    def counted(asked: Turn, after: str, page: Callable[[Turn, str], str] = forget.strangers) -> str:
        nonlocal pages
        pages += 1
        return page(asked, after)

    monkeypatch.setattr(forget.kernel, "pages", [counted])
    await chat.app.forget()
    with chat.database.begin() as session:
        left = set(session.scalars(select(Parcel.to).where(Parcel.kind == "send")))
        ben = addresses.write_address(Person(PLATFORM, "ben9"))  # it is still to be taken back
        assert left == {ben, *(addresses.write_address(to) for to in (ANA, ROOM, Circle((ANA,), ROOM, "Two")))}
        assert session.scalar(select(func.count()).select_from(Parcel).where(Parcel.kind == "send")) == 22
    assert pages == 11
