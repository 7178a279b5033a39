"""Whatever people call themselves, every message about turns can be shown everywhere."""

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from bot.groups.tables import Group, Member
from bot.marks import length
from bot.meetings.rules import ROLES
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation.reading import PAGE, SHOWN
from bot.rotation.rules import Why
from bot.rotation.screens import asking, changing, reading, swapping
from bot.rotation.screens.reading import Balance, Next
from bot.rotation.seats import Seat
from bot.rotation.swapping import MOST
from bot.rotation.tables import KEEPS, Told
from bot.ui import Message

START = datetime(2026, 9, 30, 17, 30, tzinfo=UTC)
GROUP = Group(id="g" * 12, name="G" * 60)
MEETING = Meeting(
    id="m" * 12, group_id=GROUP.id, on=date(2026, 9, 30), start=START, minutes=90, sequence=0, changed_at=START
)
SOMEBODY = Profile(id="p" * 12, name="N" * 200)
MEMBER = Member(id="p" * 12)


def page(role: str, what: str, why: str = "", *, name: str = SOMEBODY.name) -> Message:
    whose = [reading.whose_turn(MEETING, each, SOMEBODY, "asked", mine=False) for each in ROLES]
    buttons = (changing.step_in_button(Seat(GROUP, MEETING, role), SOMEBODY), *reading.cards(GROUP))
    pages = reading.pages(GROUP, 1, more=True)
    steps = [Told(what, why, name, START, role, name)] * PAGE
    return reading.turns(GROUP, whose, steps, role=role, mine_at=MEETING, buttons=buttons, pages=pages)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("why", get_args(Why))
def test_a_page_of_choices_fits(role: str, why: str) -> None:
    assert length(page(role, "chosen", why).text) <= 2000
    assert reading.why(role, why)


@pytest.mark.parametrize(
    "what", [*KEEPS, "will", "took", "did", "left", "swapped", "stepped_in", "volunteered", "asked_group", "back"]
)
def test_every_step_has_words_and_fits(what: str) -> None:
    message = page("facilitator", what)
    assert length(message.text) <= 2000
    assert not message.text.rstrip().endswith("N")


def test_nobody_has_a_name_after_being_forgotten() -> None:
    assert "Somebody who has left facilitated" in page("facilitator", "did", name="").text


@pytest.mark.parametrize("role", ROLES)
def test_everything_else_fits_too(role: str) -> None:
    seat = Seat(GROUP, MEETING, role)
    said = [
        asking.ask(seat, moved=True),
        asking.will(GROUP, MEETING, role, stood=True),
        asking.passed(seat, SOMEBODY, stood=True),
        asking.passed_on(seat, None),
        asking.nobody(MEETING, role),
        changing.wanted(seat, SOMEBODY.name),
        changing.room_of_keeping(seat, SOMEBODY.name),
        changing.replaced(seat, SOMEBODY),
        swapping.question(seat, SOMEBODY, seat),
        swapping.whom(seat, [(MEMBER, SOMEBODY)] * MOST),
    ]
    assert max(length(message.text) for message in said) <= 2000


def test_the_cards_fit() -> None:
    coming = [Next("cofacilitator", START, SOMEBODY, "fewest", settled=False)] * SHOWN
    assert length(reading.fairness(GROUP, 93, coming).text) <= 2000
    assert length(reading.own(GROUP, 104, [Balance(role, 12, 11.3) for role in ROLES]).text) <= 2000
