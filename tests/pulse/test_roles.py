"""Every role × every object × every action: no call returns another's answers, changes them, or ends a pulse early."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from bot.actions import PUBLISHED, Action, shape
from bot.instruments import instrument
from bot.pulse.actions import Close, Due, Remind
from bot.pulse.handlers import pulse
from bot.pulse.tables import Copy, Draft, Share, Wave
from tests.chat import ROOM, Chat
from tests.pulse.people import ITEMS, SIX, answer, ask, do, gather, hand_in, leave, opened, wave

HERS = [5, 1, 3, 2, 5, 2, 5, 1, 3]
SCORES = ("4.7", "1.0", "2.7")
"""What Ana's answers come to: said nowhere but to her."""
ROLES = ("Ben", "Cleo", "Finn", "Stranger", "Eva")
"""A member, the one who opened it, who shares, a stranger, and one who has left. Any of them may be facilitating."""
TIMERS = (Due, Remind, Close)


def hers(chat: Chat) -> set[tuple[str, bytes]]:
    """All that is kept of Ana's, sealed as it is."""
    return ask(
        chat,
        lambda session: {
            *(("draft", bytes(row.answers)) for row in session.scalars(select(Draft).filter_by(member_id="Ana-g"))),
            *(("share", bytes(row.answers)) for row in session.scalars(select(Share).filter_by(member_id="Ana-g"))),
            *(("copy", bytes(row.answers)) for row in session.scalars(select(Copy).filter_by(profile_id="Ana"))),
        },
    )


def every_action(chat: Chat, *, whole: bool = True) -> list[Action]:
    """Each action of the slice with every id there is in every place where an id fits."""
    ids = [*ask(chat, lambda session: session.scalars(select(Wave.id)).all()), "g", "Ana", "Ana-g", ""]
    ids = ids if whole else ids[:1]
    code = instrument("tend-pulse").choices(ITEMS[0])[0].code
    kinds = [kind for name, kind in PUBLISHED.items() if name.partition(".")[0] == "pulse"]
    assert set(kinds) == set(pulse.handlers)
    filled = (
        kind(*(1 if of is int else {"item": ITEMS[0], "code": code}.get(name, id) for name, of in shape(kind).items()))
        for kind in kinds
        for id in ids
    )
    return list(dict.fromkeys(filled))


KEPT = pytest.mark.parametrize("kept", ["draft", "share", "copy"])


@pytest.mark.everywhere
@KEPT
async def test_no_call_of_a_member_or_a_stranger_shows_or_changes_what_is_hers(chat: Chat, kept: str) -> None:
    await try_everything(chat, kept, ("Ben", "Stranger"), whole=False)


@pytest.mark.campaign
@pytest.mark.timeout(600)
@KEPT
async def test_no_call_of_any_role_with_any_id_anywhere(chat: Chat, kept: str) -> None:
    await try_everything(chat, kept, ROLES, whole=True)


async def try_everything(chat: Chat, kept: str, roles: Sequence[str], *, whole: bool) -> None:
    gather(chat)
    await opened(chat, by="Cleo")
    await answer(chat, "Ana", HERS)
    presses = {"draft": (), "share": ("Share with my name", "Share them"), "copy": ("Hand in, keep a copy",)}
    for label in presses[kept]:
        await chat.presses("Ana", label)
    leave(chat, "Eva")
    before = hers(chat)
    assert [name for name, _ in before] == [kept]
    for name in roles:
        for action in every_action(chat, whole=whole):
            for where in (None, ROOM) if whole else (None,):
                reply = await chat._act(name, where, action=action.pack(), answers=None)
                assert not any(score in repr(reply) for score in SCORES), (name, action)
        for words in ("pulse", "pulse mine", "pulse Ana", "pulse mine Ana"):
            await chat.types(name, words)
    assert not any(score in chat.all_text(name) for score in SCORES for name in ROLES)
    assert hers(chat) == before
    assert not wave(chat).closed


async def test_the_timers_end_nothing_early_and_show_nobody_anything(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    hand_in(chat, dict.fromkeys(SIX, HERS))
    said = len(chat.messenger.shown)
    for kind in TIMERS:
        for action in (action for action in every_action(chat) if isinstance(action, kind)):
            assert do(chat, lambda turn: chat.app._do(turn, action)) is None  # noqa: B023 -- done at once
    await chat.app.deliver()
    assert not wave(chat).closed
    assert len(chat.messenger.shown) == said


async def test_somebody_who_has_left_is_refused_and_told_why(chat: Chat) -> None:
    gather(chat)
    await opened(chat)
    leave(chat, "Ana")
    for action in every_action(chat):
        if "wave" in shape(type(action)) and not isinstance(action, TIMERS):
            reply = await chat._act("Ana", None, action=action.pack())
            assert "that you are not in" in repr(reply) or "not there any more" in repr(reply), action
