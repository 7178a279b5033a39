"""The support card: what it always says, which numbers it may name, and that it leaves no trace."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from bot.db import Kept
from bot.port import Event
from bot.support import rules, screens
from bot.support.rules import FRESH, Line, country_of, known_lines, lines_for, read_lines
from bot.ui import Message
from tests.chat import ROOM, Chat, direct

TODAY = date(2026, 11, 2)
CHECKED = """
[[line]]
countries = ["GB"]
where = "the United Kingdom"
kind = "talk"
name = "Somebody"
number = "01 23"
hours = "day and night"
source = "https://example.org"
verified_on = 2026-10-01
"""


def line(kind: str = "talk", verified_on: date | None = TODAY) -> Line:
    return read_lines(CHECKED)[0].model_copy(update={"kind": kind, "verified_on": verified_on})


async def test_the_card_says_what_tend_is_not_and_whom_to_turn_to(chat: Chat) -> None:
    reply = await chat.types("Zoe", "support")
    assert isinstance(reply, Message)
    for part in (
        "call the emergency number of the country that you are in",
        "https://findahelpline.com",
        "your own supervisor, your doctor",
        "not a crisis service",
        "Nobody reads along here in real time",
        "nobody is told",
    ):
        assert part in reply.text


async def test_it_is_shown_to_the_one_who_asked_and_leaves_no_trace(chat: Chat) -> None:
    await chat.types("Zoe", "support", ROOM)
    await chat._act("Zoe", None, action="support.show")
    assert chat.sees("Ben") == []
    with chat.database.begin() as session:
        kept = {t.name: session.execute(select(t)).all() for t in Kept.metadata.sorted_tables if t.name != "heard"}
    assert not any(kept.values())


def test_a_number_is_named_only_for_half_a_year_after_somebody_checked_it() -> None:
    shown = [
        bool(lines_for("GB", TODAY, [line(verified_on=on)]))
        for on in (TODAY, TODAY - FRESH, TODAY - FRESH - timedelta(days=1), TODAY + timedelta(days=1), None)
    ]
    assert shown == [True, True, False, False, False]


def test_the_card_with_numbers_says_that_the_country_is_a_guess_and_keeps_the_link() -> None:
    text = screens.card([line("emergency"), line()]).text
    assert "In the United Kingdom, which is a guess from your time zone" in text
    assert "To talk to somebody: **01 23**, Somebody, day and night." in text
    assert screens.ANY_NUMBER not in text
    assert rules.ELSEWHERE in text
    assert screens.ANY_NUMBER in screens.card([line()]).text


async def test_the_numbers_are_those_of_the_readers_own_zone(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.support.own.known_lines", lambda: read_lines(CHECKED))
    chat.zones = {"Ana": "Europe/London", "Ben": "Europe/Berlin"}
    assert "01 23" in str(await chat.types("Ana", "support"))
    assert "01 23" not in str(await chat.types("Ben", "support"))
    assert "01 23" not in str(await chat.types("Zoe", "support"))


def test_every_line_on_the_list_is_whole_and_says_where_it_is_from() -> None:
    assert all(line.source.startswith("https://") and line.number and line.countries for line in known_lines())
    assert {"GB", "US", "CA", "AU", "DE"} <= {country for line in known_lines() for country in line.countries}


@pytest.mark.parametrize("broken", ["number", "source", "countries", "kind"])
def test_a_line_that_lacks_something_is_refused(broken: str) -> None:
    with pytest.raises(ValidationError):
        read_lines(CHECKED.replace(f"{broken} =", "other ="))


def test_a_zone_tells_its_country() -> None:
    zones = ("Europe/London", "America/Toronto", "Australia/Lord_Howe", "UTC", "", "Mars/Olympus")
    assert [country_of(zone) for zone in zones] == ["GB", "CA", "AU", "", "", ""]


async def test_it_is_one_press_away_at_everybodys_front_door(chat: Chat) -> None:
    door = await chat.app.front(Event("", chat.person("Zoe"), direct(chat.person("Zoe")), private=True))
    (action,) = [button.action for message in door for button in message.buttons if "support" in button.label]
    assert "findahelpline.com" in str(await chat._act("Zoe", None, action=action))
