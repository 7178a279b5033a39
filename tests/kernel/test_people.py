"""What a platform says about somebody is a hint: it may be missing, endless or nonsense."""

import pytest

from bot.people import hinted_name, hinted_zone
from bot.port import Event, Person, Place


def heard(name: str = "", zone: str = "") -> Event:
    return Event("e1", Person("test", "ana"), Place("test", "room"), name=name, zone=zone)


@pytest.mark.parametrize(
    ("hint", "kept"),
    [("", ""), ("Europe/Berlin", "Europe/Berlin"), ("america/new_york", "America/New_York"), ("Mars/Olympus", "")],
)
def test_a_zone_that_nobody_knows_is_no_zone(hint: str, kept: str) -> None:
    assert hinted_zone(heard(zone=hint)) == kept


def test_a_name_fits_on_one_line_of_any_sentence() -> None:
    assert hinted_name(heard(name=" Ana\n\nMaria ")) == "Ana Maria"
    assert len(hinted_name(heard(name="x" * 4000))) == 80
