"""One sentence, shared by a press and by nothing else: who reads it, when, until when, and that nobody else does."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.agenda.tables import OpeningSentence
from bot.buddies.rules import SHARED_KEPT
from bot.buddies.tables import SharedSentence
from bot.checkins.actions import Share, ShareWith, TakeBack
from bot.checkins.screens import sharing as screens
from bot.checkins.tables import Checkin
from bot.clock import StoppedClock
from bot.db import Database
from bot.features import FEATURES
from bot.ledger import Parcel
from bot.people import Profile
from bot.sealed import Vault
from tests.chat import ROOM, Chat, circle_id
from tests.groups.scene import OTHER_ROOM, a_group, text

WORDS = "quarried-lantern-2207"
STARTS = datetime(2026, 11, 10, 17, 30, tzinfo=UTC)
"""When the group meets. The first round of buddies begins on the day before."""
HERS, OTHERS = "Ana", ("Cleo", "Stranger")
SHARE, BRING = "Share with my buddies", "Bring it to the opening round"


@pytest.fixture
async def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    """Ana and Ben are buddies, Cleo is in their group; it is Monday, and Ana's sentence of last week is written."""
    chat = Chat(database, vault, clock, FEATURES)
    await a_group(chat, "Ana", "Ben", "Cleo")
    for name in ("Ana", "Ben"):
        await chat.types(name, "buddies")
        await chat.presses(name, "Take part")
    await writes(chat, HERS, WORDS)
    await wakes(chat, datetime(2026, 11, 9, 9, tzinfo=UTC))
    return chat


async def wakes(chat: Chat, moment: datetime) -> None:
    """Tend was off until then, so that a week costs no more than a moment."""
    chat.clock.move(moment)
    await chat.passes(seconds=1)


async def writes(chat: Chat, name: str, words: str) -> None:
    await chat.types(name, "checkin")
    for _ in range(4):
        await chat.presses(name, "3")
    await chat.presses(name, "Add a sentence")
    await chat.sends(name, sentence=words)


async def shares(chat: Chat, label: str, name: str = HERS) -> str:
    await chat.types(name, "checkin share")
    return text(await chat.presses(name, label))


def readers(chat: Chat) -> set[str]:
    return {name for name in ("Ana", "Ben", *OTHERS) if WORDS in chat.all_text(name)}


def places(chat: Chat) -> list[str]:
    """Where it stands now, in everybody's sight."""
    standing = [shown for shown in chat.messenger.shown if WORDS in shown.message.text and not shown.deleted]
    return ["room" if shown.where == ROOM else shown.where.id for shown in standing]


def kept(chat: Chat) -> tuple[int | None, int | None]:
    with chat.database.begin() as session:
        count = [session.scalar(select(func.count()).select_from(one)) for one in (SharedSentence, OpeningSentence)]
    return count[0], count[1]


def of_last_week(chat: Chat) -> str:
    with chat.database.begin() as session:
        return session.scalars(select(Checkin.id).filter_by(week="2026-W45", profile_id=_hers(session))).one()


def _hers(session: Session) -> str:
    return session.scalars(select(Profile.id).filter_by(name=HERS)).one()


async def test_nothing_is_shared_without_the_press_beside_which_stands_who_would_read_it(chat: Chat) -> None:
    page = text(await chat.types(HERS, "checkin share"))
    assert f"- {SHARE}: Ben, at once and with your name" in page
    assert "everybody in the room of “Tuesday circle”, with your name, when the meeting begins" in page
    assert "Who could see this: until you press, you alone" in page
    assert WORDS not in page
    assert "no sentence to share yet" in text(await chat.types("Cleo", "checkin share"))
    await chat.types(HERS, "checkin share", ROOM)
    await wakes(chat, STARTS)
    await wakes(chat, STARTS + timedelta(hours=3))
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_buddies_read_it_at_once_and_once_and_nobody_else(chat: Chat) -> None:
    await chat.types(HERS, "checkin share")
    _, action = chat._button(HERS, SHARE)
    assert screens.SHARED in text(await chat._act(HERS, None, action=action))
    assert screens.STOOD in text(await chat._act(HERS, None, action=action))
    assert kept(chat) == (1, 0)
    assert readers(chat) == {"Ana", "Ben"}
    assert places(chat) == [circle_id("ana", "ben")]
    await wakes(chat, STARTS + timedelta(minutes=1))
    assert readers(chat) == {"Ana", "Ben"}


async def test_the_opening_round_is_sealed_until_the_meeting_and_gone_after_it(chat: Chat) -> None:
    await shares(chat, BRING)
    await wakes(chat, STARTS - timedelta(seconds=9))
    for words in ("agenda", "handover", "meeting", "turns", "weeks"):
        await chat.types("Cleo", words)
    assert readers(chat) == set()
    await wakes(chat, STARTS + timedelta(seconds=1))
    assert places(chat) == ["room"]
    assert "Ana brings a sentence" in chat.all_text("Cleo")
    await wakes(chat, STARTS + timedelta(minutes=91))
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_it_is_taken_back_before_during_and_after(chat: Chat) -> None:
    await shares(chat, SHARE)
    assert "Taken back." in await shares(chat, "Take back from my buddies")
    assert places(chat) == []
    await shares(chat, BRING)
    await shares(chat, "Take back from the opening round")
    assert kept(chat) == (0, 0)
    await shares(chat, BRING)
    await wakes(chat, STARTS + timedelta(minutes=5))
    assert places(chat) == ["room"]
    await shares(chat, "Take back from the opening round")
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_what_was_shared_stays_as_it_was_when_the_sentence_changes(chat: Chat) -> None:
    await shares(chat, BRING)
    await chat._act(HERS, None, action=f"checkins.write:{of_last_week(chat)}")
    assert "stays as you shared it" in text(await chat.sends(HERS, sentence="something else"))
    await wakes(chat, STARTS + timedelta(seconds=1))
    assert places(chat) == ["room"]
    assert "something else" not in chat.all_text("Ben")


async def test_the_opening_round_moves_with_its_meeting(chat: Chat) -> None:
    await shares(chat, BRING)
    await chat.types("Ben", "meeting move to 12 November 18:30")
    await wakes(chat, STARTS + timedelta(minutes=5))
    assert places(chat) == []
    await wakes(chat, STARTS + timedelta(days=2, seconds=1))
    assert places(chat) == ["room"]


async def test_of_a_meeting_that_is_off_nobody_reads_it_and_its_owner_is_told(chat: Chat) -> None:
    await shares(chat, BRING)
    await chat.types("Ben", "meeting off")
    assert "was shown to nobody" in chat.all_text(HERS)
    assert kept(chat) == (0, 0)
    await wakes(chat, STARTS + timedelta(days=28, minutes=1))
    assert readers(chat) == set()


async def test_a_meeting_that_was_slept_through_shows_nothing(chat: Chat) -> None:
    await shares(chat, BRING)
    chat.clock.move(STARTS + timedelta(hours=4))
    await chat.passes(minutes=1)
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_leaving_takes_it_back(chat: Chat) -> None:
    await shares(chat, SHARE)
    await shares(chat, BRING)
    await wakes(chat, STARTS + timedelta(minutes=5))
    await chat.types(HERS, "leave")
    await chat.presses(HERS, "Leave the group")
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_being_forgotten_takes_it_back(chat: Chat) -> None:
    await shares(chat, SHARE)
    await shares(chat, BRING)
    await wakes(chat, STARTS + timedelta(minutes=5))
    await chat.types(HERS, "forget me")
    await chat.presses(HERS, "Delete everything of mine")
    assert places(chat) == []
    assert kept(chat) == (0, 0)


async def test_it_waits_sealed_and_ones_own_copy_says_what_is_shared(chat: Chat) -> None:
    await shares(chat, SHARE)
    await shares(chat, BRING)
    with chat.database.begin() as session:
        assert set(session.scalars(select(Parcel.words))) == {None}
        assert WORDS.encode() not in bytes(session.scalars(select(OpeningSentence.words)).one())
    for name in (HERS, "Ben"):
        await chat.types(name, "export")
        await chat.presses(name, "Send me the file")
    files = {n: [s.message.file for s in chat.sees(n) if s.message.file][-1] for n in (HERS, "Ben")}
    mine, bens = (json.loads(file.text) for file in (files[HERS], files["Ben"]))
    assert [one["of_week"] for one in mine["buddies"]["shared_sentences"]] == ["2026-W45"]
    assert [one["words"] for one in mine["agenda"]["opening_round"]] == [WORDS]
    assert bens["buddies"]["shared_sentences"] == bens["agenda"]["opening_round"] == []


async def test_nobody_elses_press_shares_or_takes_back_what_is_hers(chat: Chat) -> None:
    checkin = of_last_week(chat)
    await chat.types(HERS, "checkin share")
    offered = [chat._button(HERS, label)[1].split(":")[2:] for label in (SHARE, BRING)]
    kinds = (ShareWith, TakeBack)
    presses = [Share(checkin), *(kind(checkin, *audience) for kind in kinds for audience in offered)]
    for name in ("Ben", *OTHERS):
        for press in presses:
            for where in (None, ROOM):
                await chat._act(name, where, action=press.pack())
    bent = [ShareWith(checkin, *audience) for audience in (("opening", "nowhere"), ("buddies", "nowhere"), ("", ""))]
    for press in bent:  # audiences that were not offered to her
        assert screens.TOO_LATE in repr(await chat._act(HERS, None, action=press.pack()))
    assert (places(chat), kept(chat)) == ([], (0, 0))
    await shares(chat, SHARE)
    await shares(chat, BRING)
    for name in ("Ben", *OTHERS):
        for press in presses:
            await chat._act(name, None, action=press.pack())
    assert kept(chat) == (1, 1)
    assert places(chat) == [circle_id("ana", "ben")]


async def test_of_two_groups_each_has_its_own_line_and_only_that_one_reads_it(chat: Chat) -> None:
    await a_group(chat, "Ana", "Stranger", room=OTHER_ROOM, name="Harbour")
    await chat.types(HERS, "checkin share")
    await chat.presses(HERS, "Bring it to the opening round of Harbour")
    await wakes(chat, STARTS + timedelta(seconds=1))
    assert readers(chat) - {HERS} <= {"Stranger", "Ben", "Cleo"}
    standing = [s.where for s in chat.messenger.shown if WORDS in s.message.text and not s.deleted]
    assert standing == [OTHER_ROOM]


async def test_what_is_shared_with_buddies_goes_from_their_place_before_it_is_forgotten_where_it_stands(
    chat: Chat,
) -> None:
    await shares(chat, SHARE)
    with chat.database.begin() as session:
        row = session.scalars(select(SharedSentence)).one()
        old = TakeBack(row.checkin_id, "buddies", row.pair_id).pack()
    await wakes(chat, chat.clock.now() + SHARED_KEPT + timedelta(hours=1))
    await chat.app.forget()
    await chat.app.deliver()
    assert places(chat) == []
    assert kept(chat)[0] == 0
    assert "Taken back." not in text(await chat._act(HERS, None, action=old))
