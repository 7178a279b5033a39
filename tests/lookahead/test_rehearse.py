"""Looking ahead in the chat: what is shown is what then happens, and nobody's check-in hour is shown to another."""

from datetime import timedelta

import pytest

from bot.lookahead.actions import Show
from bot.lookahead.gathering import outlook
from bot.lookahead.printing import of_a_group
from bot.settings import CannotStart
from bot.spoken import spoken
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import meetings_of, reminders


async def test_what_is_foreseen_is_what_happens(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    await chat.types("Ana", "meeting move 8 December to 10 December 17:00")
    await chat.types("Ana", "meeting cancel 12 January")
    start = chat.clock.now()
    found = chat.app.look(lambda turn: outlook(turn, group, start + timedelta(days=200)))
    await chat.until(start + timedelta(days=200))
    held = [meeting.start for meeting in meetings_of(chat) if meeting.ended_at]
    assert [one.at for one in found.meetings] == held
    assert len(held) == 6
    assert len([said for said in reminders(chat, "Ben") if "meets" in said.message.text]) == found.reminders
    asked = [said for said in chat.sees("Ben") if said.key.startswith("checkins/")]
    ben = next(here.member.id for here in found.meetings[0].here if here.profile.name == "Ben")
    assert len(asked) == found.checkins[ben]


async def test_nobody_is_shown_when_another_is_asked_to_check_in(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    before = text(await chat.types("Ana", "rehearse"))
    await chat.types("Ben", "checkin Wednesday 07:12")
    await chat.types("Ben", "pause until 14 December")
    assert text(await chat.types("Ana", "rehearse")) == before
    assert "07:12" not in of_a_group(chat.app, group.name, 12, as_json=False)
    assert "07:12" not in of_a_group(chat.app, group.name, 12, as_json=True)


async def test_ones_own_check_ins_are_counted(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    assert "52 check-ins of your own" in text(await chat.types("Ana", "rehearse"))
    await chat.types("Ana", "pause until 1 May")
    assert "26 check-ins of your own" in text(await chat.types("Ana", "rehearse"))


@pytest.mark.parametrize("words", ["0", "25", "-3", "soon", "1 2"])
async def test_months_that_make_no_sense_are_answered(chat: Chat, words: str) -> None:
    await a_group(chat, "Ana")
    assert "from 1 to 24" in text(await chat.types("Ana", f"rehearse {words}"))


async def test_a_group_of_twelve_with_long_names_fits(chat: Chat) -> None:
    names = [f"{'Wolfeschlegelsteinhausenbergerdorff' * 2}{n}" for n in range(12)]
    zones = ["Australia/Lord_Howe", "America/St_Johns", "Africa/Casablanca"]
    chat.zones.update({name: zones[n % 3] for n, name in enumerate(names)})
    group = await a_group(chat, *names, rhythm="every Thursday 18:30", name="N" * 60)
    assert text(await chat.types(names[0], "rehearse 24"))
    assert "From the start" in [b.label for b in (await _at(chat, names[0], group.id, 50)).buttons]  # type: ignore[attr-defined]


async def _at(chat: Chat, name: str, group: str, first: int) -> object:
    return await chat._act(name, None, action=Show(group, 24, first).pack())


async def test_whoever_is_not_in_the_group_is_shown_nothing(chat: Chat) -> None:
    group = await a_group(chat, "Ana")
    assert "not in" in text(await chat.types("Mo", "rehearse", ROOM))
    assert "not in" in text(await _at(chat, "Mo", group.id, 0))


async def test_a_group_that_is_not_there(chat: Chat) -> None:
    await a_group(chat, "Ana")
    with pytest.raises(CannotStart, match="no group called"):
        of_a_group(chat.app, "Wednesday circle", 12, as_json=False)
    assert "Tuesday circle" in spoken(of_a_group(chat.app, "tuesday CIRCLE", 12, as_json=False), "")
