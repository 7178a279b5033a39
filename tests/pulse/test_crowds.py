"""Who counts in a crowd: every member whatever their id begins with, and nobody who was forgotten."""

import string

from bot.db import new_id
from bot.pulse.rules import GONE, crowds, why_withheld, without

IDS = string.ascii_letters + string.digits + "-_"
"""What an id may begin with."""


def test_no_id_begins_like_somebody_who_was_forgotten() -> None:
    assert GONE not in IDS
    assert all(new_id()[0] in IDS for _ in range(2_000))


def test_everybody_counts_whatever_their_id_begins_with() -> None:
    for first in IDS:
        six = frozenset({f"{first}a", "ben", "cleo", "dan", "eva", "finn"})
        assert set(crowds([six]).values()) == {6}
        assert why_withheld(six, 7, [], 6) is None


def test_somebody_who_was_forgotten_needs_a_crowd_and_makes_none() -> None:
    six = frozenset({"ana", "ben", "cleo", "dan", "eva", "finn"})
    [left] = without("ana", [six], "token")
    assert set(crowds([left]).values()) == {5}
