"""Every role × every object of Ana's × every action that was ever published, with her ids: none shows or changes it.

No press is written by hand: a new action is tried as soon as it is published, and a new table or field has no place.
Everyday each action is tried by a member, and by the other roles in turn; with `everywhere` by all of them; and
`pytest -m campaign tests/matrix` has all of them try every id in every field, in private and in the room.
"""

from itertools import product

import pytest

from bot.actions import PUBLISHED, Action
from bot.checkins.actions import Resume, ShowWeeks
from bot.checkins.tables import Plan
from bot.groups.actions import AskZone
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message
from tests.chat import ROOM
from tests.matrix.fields import fitting
from tests.matrix.places import HERS, OWNER
from tests.matrix.scene import canary
from tests.matrix.walk import Walk

MEMBER = "is a member"


def kinds() -> list[type[Action]]:
    return [PUBLISHED[name] for name in sorted(PUBLISHED) if PUBLISHED[name].__module__.startswith("bot.")]


def test_she_has_one_of_everything(walk: Walk) -> None:
    assert [table for table in HERS if not walk.before[table]] == []


async def test_no_press_of_anybody_shows_or_changes_what_is_hers(walk: Walk) -> None:
    others = [role for role in walk.roles if role != MEMBER]
    for number, kind in enumerate(kinds()):
        packed = kind(*(values[0] for values in fitting(walk.ids, kind))).pack()
        for role in (MEMBER, others[number % len(others)]):
            await walk.presses(walk.roles[role], packed)
    assert not walk.wrong, "\n".join(walk.wrong)


async def test_what_shows_or_changes_it_is_found(walk: Walk) -> None:
    """Two handlers that keep no promise, and one that breaks."""
    leaks = dict.fromkeys((ShowWeeks, Resume, AskZone), _shows) | {Resume: _deletes, AskZone: _breaks}
    kept, walk.app.handlers = walk.app.handlers, walk.app.handlers | leaks
    for packed in (ShowWeeks().pack(), Resume().pack(), AskZone().pack()):
        await walk.presses("Gus", packed)
    walk.app.handlers = kept
    assert [said.partition(" ")[0] for said in walk.wrong] == ["checkins.weeks", "checkins.resume", "groups.ask_zone"]


def _shows(turn: Turn, action: Action) -> Reply:
    return Message(f"Somebody has written: {canary('journal')}")


def _deletes(turn: Turn, action: Action) -> Reply:
    turn.session.delete(turn.session.get_one(Plan, OWNER))
    return Message("Done.")


def _breaks(turn: Turn, action: Action) -> Reply:
    raise ValueError


async def test_no_words_of_anybody_show_or_change_it(walk: Walk) -> None:
    roles = list(walk.roles)
    for number, words in enumerate(typed(walk)):
        await walk.types(walk.roles[roles[number % len(roles)]], f"{words} {OWNER}", ROOM if number % 2 else None)
    assert not walk.wrong, "\n".join(walk.wrong)


def typed(walk: Walk) -> list[str]:
    """Every word, and with whatever can follow it."""
    commands = walk.app.commands.values()
    also = [f"{one.word} {phrase}" for one in commands for phrases in one.also for phrase in phrases.split(" / ")]
    return [*walk.app.commands, *also]


@pytest.mark.everywhere
async def test_no_press_of_any_role(walk: Walk) -> None:
    for kind in kinds():
        packed = kind(*(values[0] for values in fitting(walk.ids, kind))).pack()
        for who in dict.fromkeys(walk.roles.values()):
            await walk.presses(who, packed)
    assert not walk.wrong, "\n".join(walk.wrong)


@pytest.mark.campaign
@pytest.mark.timeout(0)
async def test_no_role_with_any_id_anywhere(walk: Walk) -> None:
    for kind in kinds():
        for values in product(*fitting(walk.ids, kind)):
            for who in dict.fromkeys(walk.roles.values()):
                for where in (None, ROOM):
                    await walk.presses(who, kind(*values).pack(), where)
                    await walk.sends(who, kind(*values).pack(), {}, where)
    for who in dict.fromkeys(walk.roles.values()):
        for words in typed(walk):
            for where in (None, ROOM):
                await walk.types(who, words, where)
                await walk.types(who, f"{words} {OWNER}", where)
    assert not walk.wrong, "\n".join(walk.wrong)
