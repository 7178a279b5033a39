"""Whole histories of a group's turns, by chance, through handlers and database, and what always has to be true."""

import os
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import StoppedClock
from bot.db import Database
from bot.groups.actions import SaveSetting
from bot.meetings import rules as meeting_rules
from bot.meetings.rules import ROLES
from bot.sealed import Vault
from tests.chat import Chat
from tests.groups.scene import a_group
from tests.meetings.scene import SLICES
from tests.rotation.play import VERBS, TurnPlay

BEGIN = ("Ana", "Ben", "Cleo", "Dan")
PEOPLE = (*BEGIN, "Eve", "Finn")
RULES = ("second Tuesday 18:30", "every Tuesday 18:30", "every Monday and Thursday 18:30")

which, who, role = st.integers(0, 2), st.sampled_from(PEOPLE), st.sampled_from(ROLES)
deeds = st.one_of(
    st.tuples(st.just("live"), st.integers(1, 24 * 21)),
    st.tuples(st.just("eve"), st.integers(0, 30)),
    st.tuples(st.just("sleep"), st.integers(1, 24 * 14)),
    st.tuples(st.just("join"), who),
    st.tuples(st.just("leave"), who),
    st.tuples(st.just("away"), who, st.integers(1, 40)),
    st.tuples(st.just("come back"), who),
    st.tuples(st.just("roles"), st.sets(st.sampled_from(("cofacilitator", "presenter", "timekeeper")))),
    st.tuples(st.just("says"), st.sampled_from(sorted(VERBS)), which, role),
    st.tuples(st.just("take"), who, which, role),
    st.tuples(st.just("ill"), st.integers(0, 23), who, role, st.booleans()),
    st.tuples(st.just("swap"), which, role, which, st.sampled_from(("yes", "yes", "no", "later"))),
    st.tuples(st.just("answer a swap"), st.booleans()),
    st.tuples(st.just("attend"), who, which, st.sampled_from(meeting_rules.ANSWERS)),
    st.tuples(st.just("move"), which, st.integers(-10, 20)),
    st.tuples(st.just("call off"), which),
    st.tuples(st.just("put back"), which),
    st.tuples(st.just("holiday"), st.integers(0, 40), st.integers(0, 20)),
    st.tuples(st.just("no holiday"), which),
)
courses = st.tuples(st.sampled_from(RULES), st.lists(deeds, min_size=6, max_size=16))


Course = tuple[str, Sequence[tuple[object, ...]]]
FEW = 100


async def many(database: Database, vault: Vault, clock: StoppedClock, count: int) -> Counter[str]:
    """Plays so many histories of one group, each from its beginning, and counts what happened in them."""
    chat = Chat(database, vault, clock, SLICES)
    group = await a_group(chat, *BEGIN)
    began, did = clock.now(), Counter[str]()

    @settings(
        max_examples=count,
        derandomize=count < FEW,  # the same at every run; others are for the campaign to find
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(course=courses)
    def histories(course: Course) -> None:
        clock.move(began)
        with database.engine.connect() as connection, connection.begin() as everything:
            play = TurnPlay(chat.app, clock, connection, group.id)
            rule, deeds = course
            play.does("Ana", SaveSetting(group.id, "rhythm"), value=rule)
            play.does("Ana", SaveSetting(group.id, "roles"), value="presenter, timekeeper")
            play.fires()
            for deed, *how in deeds:
                play.plays(str(deed), *how)
            did.update(play.did + Counter(["histories"]))
            everything.rollback()

    histories()
    return did


async def test_roles_that_changed_while_it_was_off(database: Database, vault: Vault, clock: StoppedClock) -> None:
    """Found by playing: the old presenter kept a second role when the meeting was put back."""
    chat = Chat(database, vault, clock, SLICES)
    group = await a_group(chat, *BEGIN)
    with database.engine.connect() as connection, connection.begin():
        play = TurnPlay(chat.app, clock, connection, group.id)
        play.does("Ana", SaveSetting(group.id, "rhythm"), value="every Monday and Thursday 18:30")
        play.does("Ana", SaveSetting(group.id, "roles"), value="presenter, timekeeper")
        play.fires()
        for deed, how in [("live", 1), ("live", 1), ("live", 1), ("call off", 0), ("roles", {"cofacilitator"})]:
            play.plays(deed, how)
        play.plays("put back", 0)
        assert play.did["put back"] == 1


async def test_turns_hold_whatever_happens(database: Database, vault: Vault, clock: StoppedClock) -> None:
    did = await many(database, vault, clock, 6)
    assert {"live", "held"} <= did.keys()


@pytest.mark.campaign
@pytest.mark.timeout(0)
async def test_thousands_of_histories(database: Database, vault: Vault, clock: StoppedClock) -> None:
    did = await many(database, vault, clock, int(os.environ.get("HISTORIES", "1000")))
    print(f"\n{dict(sorted(did.items()))}")
    wanted = {"pass", "keep", "volunteer", "take", "step in", "take back", "swap", "exchanged", "held"}
    assert wanted <= did.keys()
