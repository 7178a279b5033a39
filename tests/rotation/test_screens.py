"""Whatever people call themselves, every message about turns can be shown everywhere."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from bot.groups.tables import Group
from bot.marks import length
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation import screens
from bot.rotation.handlers import PAGE
from bot.rotation.rules import Why
from bot.rotation.tables import KEEPS, Told
from bot.ui import Message

START = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)
GROUP = Group(id="g" * 12, name="G" * 60)
MEETING = Meeting(id="m" * 12, group_id=GROUP.id, on=date(2026, 9, 30), start=START, minutes=90, sequence=0)
SOMEBODY = Profile(id="p" * 12, name="N" * 200)


def page(what: str, why: str = "", *, name: str = SOMEBODY.name) -> Message:
    mine = (MEETING, "facilitator")
    whose = screens.no_turn(MEETING, alone=False)
    buttons = screens.pages(GROUP, 1, more=True)
    return screens.turns(GROUP, whose, [Told(what, why, name, START)] * PAGE, mine=mine, pages=buttons)


@pytest.mark.parametrize("why", get_args(Why))
def test_a_page_of_choices_fits(why: str) -> None:
    assert length(page("chosen", why).text) <= 2000


@pytest.mark.parametrize("what", [*KEEPS, "will", "took", "did", "left"])
def test_every_step_has_words_and_fits(what: str) -> None:
    message = page(what)
    assert length(message.text) <= 2000
    assert "was chosen" not in message.text


def test_somebody_who_was_forgotten_has_no_name() -> None:
    assert "Somebody who has left facilitated" in page("did", name="").text


def test_everything_else_fits() -> None:
    shown = [
        screens.ask(GROUP, MEETING, "facilitator", moved=True),
        screens.will(GROUP, MEETING, "facilitator", stood=True),
        screens.passed(MEETING, SOMEBODY, stood=True),
        screens.passed_on(GROUP, MEETING, SOMEBODY),
        screens.nobody(MEETING, "facilitator"),
        screens.somebody(MEETING, SOMEBODY),
        screens.not_understood("x" * 2000),
    ]
    assert max(length(message.text) for message in shown) <= 2000
