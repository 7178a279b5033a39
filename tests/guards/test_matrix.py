"""Whatever is new has a place in the matrix, in which everybody tries everything: see tests/matrix."""

import click

from adapters.__main__ import main
from bot.actions import PUBLISHED
from bot.credentials import Credential
from bot.db import Kept
from bot.features import FEATURES
from tests.matrix.fields import stranded
from tests.matrix.operator import NO_WORDS_OF_HERS, TRIED
from tests.matrix.places import HERS, SHARED, WHERE


def test_every_field_of_an_action_has_a_place() -> None:
    assert FEATURES  # so that all of them are published
    kinds = [kind for kind in PUBLISHED.values() if kind.__module__.startswith("bot.")]
    assert [field for kind in kinds for field in stranded(kind)] == [], "say in tests/matrix/fields.py what fits in"


def test_every_table_has_a_place() -> None:
    assert Credential.__tablename__ in Kept.metadata.tables
    assert {*HERS, *SHARED} == set(Kept.metadata.tables), "say in tests/matrix/places.py whose the rows are"
    assert not set(HERS) & SHARED.keys()
    assert set(WHERE) <= set(HERS)


def leaves(group: click.Group, before: str = "") -> list[str]:
    """Every command, with the words that it is run by."""
    found = []
    for name, command in group.commands.items():
        words = f"{before} {name}".strip()
        found += leaves(command, words) if isinstance(command, click.Group) else [words]
    return found


def test_every_command_of_the_operator_is_tried_or_left_out_for_a_reason() -> None:
    assert {*TRIED, *NO_WORDS_OF_HERS} == set(leaves(main))
    assert not TRIED.keys() & NO_WORDS_OF_HERS.keys()
