"""One's own sheet: everybody has one, all look alike, and what is past its time is on none of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, func, insert, select, type_coerce
from sqlalchemy.exc import OperationalError

from bot import forget, sheets
from bot.db import Database
from bot.people import Profile
from bot.sealed import Sealed, Vault
from bot.sheets import FILLED, Sheet
from bot.turn import Turn
from tests.chat import Chat
from tests.conftest import MONDAY

LATER = MONDAY + timedelta(days=9)


@pytest.fixture
def turn(database: Database, vault: Vault) -> Iterator[Turn]:
    with database.begin() as session:
        for id in ("ana", "ben", "cleo"):
            session.add(person(id))
        session.flush()
        yield Turn(MONDAY, session, vault)


def person(id: str) -> Profile:
    return Profile(id=id, platform="test", handle=id, name=id, zone_is_theirs=False, met_at=MONDAY)


def profile(turn: Turn, id: str) -> Profile:
    return turn.session.get_one(Profile, id)


def cells(turn: Turn) -> dict[str, Sealed]:
    return {row.profile_id: row.lines for row in turn.session.scalars(select(Sheet))}


def test_what_is_noted_is_read_in_order_by_kind(turn: Turn) -> None:
    ana, ben = profile(turn, "ana"), profile(turn, "ben")
    for number in (1, 2):
        sheets.note(turn, ana, "cases", ["a phase", number], until=LATER)
    sheets.note(turn, ana, "consults", [None, True], until=LATER)
    assert sheets.lines(turn, ana, "cases") == [["a phase", 1], ["a phase", 2]]
    assert sheets.lines(turn, ana, "consults") == [[None, True]]
    assert sheets.lines(turn, ben, "cases") == []
    sheets.erase(turn, ana, "cases")
    assert sheets.lines(turn, ana, "cases") == []
    assert sheets.lines(turn, ana, "consults") == [[None, True]]


def test_from_the_first_night_on_everybody_has_one_and_all_are_of_one_length_and_new(turn: Turn) -> None:
    for number in range(40):
        sheets.note(turn, profile(turn, "ana"), "consults", ["2026-11-02", number, True], until=LATER)
    before = cells(turn)
    assert list(before) == ["ana"]
    sheets.renew(turn)
    after = cells(turn)
    assert sorted(after) == ["ana", "ben", "cleo"]
    assert len({len(cell) for cell in after.values()}) == 1
    sheets.renew(turn)
    assert not set(cells(turn).values()) & set(after.values())
    assert len(sheets.lines(turn, profile(turn, "ana"), "consults")) == 40


def test_one_that_is_full_doubles(turn: Turn) -> None:
    ana, lengths = profile(turn, "ana"), set()
    for _ in range(120):
        sheets.note(turn, ana, "cases", ["consultancy", "peer", "clarifying", 3], until=LATER)
        lengths.add(len(cells(turn)["ana"]))
    assert {length - min(lengths) for length in lengths} == {0, FILLED, 3 * FILLED}
    assert len(sheets.lines(turn, ana, "cases")) == 120


def test_in_the_night_what_is_past_its_time_goes_and_the_rest_stays(turn: Turn) -> None:
    ana = profile(turn, "ana")
    sheets.note(turn, ana, "askings", ["soon"], until=MONDAY + timedelta(days=1))
    sheets.note(turn, ana, "askings", ["later"], until=LATER)
    turn.now = MONDAY + timedelta(days=1, seconds=1)
    sheets.renew(turn)
    assert sheets.lines(turn, ana, "askings") == [["later"]]


async def test_everybody_is_come_to_page_by_page(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page is a transaction of its own, and nobody at the edge of two is passed over."""
    monkeypatch.setattr(sheets, "PAGE", 2)
    with chat.database.begin() as session:
        for id in ("ana", "ben", "cleo", "dan", "eva"):
            session.add(person(id))
    transactions: list[float] = []
    chat.database.observe = transactions.append
    await chat.app.forget()
    assert len(transactions) == 1 + 1 + 3  # all that goes by date, what was said to strangers, and the pages
    with chat.database.begin() as session:
        assert session.scalar(select(func.count()).select_from(Sheet)) == 5


def test_whoever_is_forgotten_has_none(turn: Turn) -> None:
    sheets.renew(turn)
    forget.erase(turn, profile(turn, "ana"), [forget.kernel])
    turn.session.flush()
    assert sorted(cells(turn)) == ["ben", "cleo"]


def test_what_a_step_left_in_clear_is_read_and_sealed_in_the_first_night(turn: Turn) -> None:
    clear = b'{"consults":[[1830000000,"2026-11-02",40,true]]}'
    turn.session.execute(insert(Sheet.__table__).values(profile_id="ana", lines=type_coerce(clear, LargeBinary)))  # type: ignore[arg-type]
    assert sheets.lines(turn, profile(turn, "ana"), "consults") == [["2026-11-02", 40, True]]
    sheets.renew(turn)
    assert not cells(turn)["ana"].startswith(b"{")
    assert sheets.lines(turn, profile(turn, "ana"), "consults") == [["2026-11-02", 40, True]]


@pytest.mark.sqlite
def test_no_row_has_a_number_that_tells_its_order(turn: Turn) -> None:
    sheets.renew(turn)
    with pytest.raises(OperationalError, match="rowid"):
        turn.session.connection().exec_driver_sql("select rowid from sheets")
