"""What a press asks of the database before its handler does: one statement, whatever that finds."""

import pytest
from sqlalchemy import event, func, select

from bot.clock import StoppedClock
from bot.db import Database, insert_new
from bot.feature import Feature
from bot.ledger import Heard
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Button, Message
from tests.chat import Chat
from tests.kernel.test_flow import Pour

quiet = Feature("quiet")


@quiet.command("quiet", "show a button")
def show(turn: Turn, words: str) -> Reply:
    return Message("Press it.", (Button("Yes", Pour(1)),))


@quiet.on(Pour)
def write(turn: Turn, action: Pour) -> Reply:
    insert_new(turn.session, Heard, platform="quiet", event=turn.heard.id, at=turn.now)
    return None


def statements(database: Database) -> list[str]:
    """How each statement begins from now on, in order."""
    said = list[str]()
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2].partition(" (")[0]))
    return said


async def test_a_press_is_one_statement_and_that_of_its_handler(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    chat = Chat(database, vault, clock, [quiet])
    await chat.types("Ana", "quiet")
    said = statements(database)
    await chat.presses("Ana", "Yes")
    assert said[:2] == ["INSERT INTO heard", "INSERT INTO heard"]
    assert await chat.again(chat.event) is None
    with database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Heard)) == 3


def test_a_transaction_that_failed_leaves_nothing_to_the_next(database: Database, clock: StoppedClock) -> None:
    def fails() -> None:
        with database.begin() as session:
            insert_new(session, Heard, platform="quiet", event="lost", at=clock.now())
            raise RuntimeError

    for _ in range(3):
        with pytest.raises(RuntimeError):
            fails()
        with database.begin() as session:
            assert session.scalars(select(Heard)).all() == []


def test_what_goes_past_the_session_is_undone_with_its_part(database: Database, clock: StoppedClock) -> None:
    """Also when it is the first that a part of a transaction does, which the session begins only when it is used."""
    with database.begin() as session:
        insert_new(session, Heard, platform="quiet", event="before", at=clock.now())
        part = session.begin_nested()
        insert_new(session, Heard, platform="quiet", event="undone", at=clock.now())
        part.rollback()
        insert_new(session, Heard, platform="quiet", event="after", at=clock.now())
    with database.begin() as session:
        assert session.scalars(select(Heard.event).order_by(Heard.event)).all() == ["after", "before"]
