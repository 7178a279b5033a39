"""What is left of a case when its time has come: nothing on the disk, in a log, in the chat; a date and minutes."""

import pytest
from sqlalchemy import select

from bot import forget
from bot.cases import hours
from bot.cases.papers import Card
from bot.cases.screens import after
from bot.cases.tables import Case, Seat, Tombstone, Word
from bot.drafts.tables import Draft
from bot.groups.tables import Group
from bot.ledger import Parcel
from bot.people import known
from bot.port import Unreachable
from bot.rehearsal import settle
from bot.sealed import DataKey
from bot.turn import Turn
from tests.cases.conftest import OTHERS, has_the_last_word, holds, place_text, says
from tests.cases.test_drafts import kept
from tests.chat import Chat
from tests.groups.scene import forgotten, on_disk

EVERYBODY = ("Ana", *OTHERS)
CANARIES = ("bodycanaryq", "wordcanaryq", "lastcanaryq", "whycanaryq", "cardcanaryq", "heldcanaryq")


async def a_whole_one(chat: Chat) -> None:
    await holds(chat, "Consultancy, short", body="It is about bodycanaryq.", question="What is cardcanaryq?")
    await says(chat, "Cleo", "How is wordcanaryq?")
    for name in ("Ben", "Dev", "Ana"):
        await chat.presses(name, "Pass")
    for name in ("Ana", "Ben", "Cleo", "Dev"):
        await chat.presses(name, "Skip this round")
        if "The group talks" in place_text(chat, "Ben"):
            break
    await chat.presses("Ana", "Say something")
    await chat.sends("Ana", words="While I listen, heldcanaryq.")
    await chat.presses("Ben", "Next")
    await has_the_last_word(chat, will="I will lastcanaryq.", why="Because whycanaryq.")


async def test_at_the_limit_nothing_is_left_anywhere(five: Chat, capfd: pytest.CaptureFixture[str]) -> None:
    await a_whole_one(five)
    assert [canary for canary in CANARIES if canary.encode() in on_disk(five)] == []
    assert all(canary in kept(five) + place_text(five, "Ana") + five.all_text("Ana") for canary in CANARIES)
    await five.passes(days=29)
    assert "bodycanaryq" in place_text(five, "Dev")
    await five.passes(days=2)
    await five.app.forget()
    await settle(five.app)
    read = "".join(five.all_text(name) for name in EVERYBODY)
    assert [canary for canary in CANARIES if canary in read] == []
    assert [canary for canary in CANARIES if canary in kept(five)] == []
    assert [canary for canary in CANARIES if canary.encode() in on_disk(five)] == []
    assert [canary for canary in CANARIES if canary in "".join(capfd.readouterr())] == []
    with five.database.begin() as session:
        assert [session.scalars(select(table)).all() for table in (Case, Seat, Word, Draft)] == [[], [], [], []]
        (stone,) = session.scalars(select(Tombstone))
        assert (stone.format, stone.minutes > 0) == ("consultancy-short", True)
        owners = session.scalars(select(DataKey.owner)).all()
        assert not [owner for owner in owners if owner.startswith(("case:", "draft:"))]


@pytest.mark.parametrize("gone", ["case take back 1", "case report 1"])
async def test_words_that_are_gone_are_not_in_a_note_that_comes_later(five: Chat, gone: str) -> None:
    await holds(five, "Consultancy, short")
    while "The group talks" not in place_text(five, "Ben"):
        await five.presses("Ben", "Next")
    for words in ("I hear wordcanaryq.", "I hear another."):
        await says(five, "Cleo", words)
    for _ in range(9):
        await five.presses("Ben", "Next")
        if "This case is over" in place_text(five, "Ben"):
            break
        five.messenger.trouble["ana"] = Unreachable()
    await five.types("Cleo", gone)
    del five.messenger.trouble["ana"]
    await five.passes(days=1)
    note = next(shown.message.text for shown in five.sees("Ana") if "Your note of this" in shown.message.text)
    assert "wordcanaryq" not in note
    assert "I hear another." in note


def test_a_note_without_the_last_that_was_offered_says_so() -> None:
    page = after.note("today", "Balint group", Card("", "", "", "What now?"), 2, True, ["One."], {"will": "Wait."})
    left = after.without("One.", page).text
    assert "- Offered: nothing in writing\n- What I will do: " in left
    assert "One." not in left
    assert after.without("Another.", page) == page


async def test_at_the_limit_nothing_is_left_with_whoever_read_it_in_their_own_conversation(five: Chat) -> None:
    await holds(five, body="It is about bodycanaryq.", question="What is cardcanaryq?")
    await five.presses("Ewa", "I'm in")
    await five.presses("Ben", "Next")
    await says(five, "Ewa", "How is wordcanaryq?")
    await five.presses("Ben", "Next")
    assert "wordcanaryq" in next(s.message.text for s in five.sees("Ana") if "How close" in s.message.text)
    await five.passes(days=20)
    assert "This case is over" in five.all_text("Ewa")
    assert all(canary in five.all_text("Ewa") for canary in ("bodycanaryq", "wordcanaryq", "cardcanaryq"))
    await five.passes(days=31)
    await five.app.forget()
    await settle(five.app)
    read = "".join(five.all_text(name) for name in EVERYBODY)
    assert [canary for canary in CANARIES if canary in read + kept(five)] == []


async def test_whoever_read_it_in_their_own_conversation_and_is_forgotten_reads_it_no_longer(five: Chat) -> None:
    await holds(five, body="It is about bodycanaryq.")
    await five.presses("Ewa", "I'm in")
    await five.passes(days=25)
    assert "This case is over" in five.all_text("Ewa")
    assert "bodycanaryq" in five.all_text("Ewa")
    await forgotten(five, "Ewa")
    assert "bodycanaryq" not in five.all_text("Ewa")


async def test_a_case_that_is_paused_and_forgotten_about_is_deleted_some_day(five: Chat) -> None:
    await holds(five, body="It is about bodycanaryq.")
    await five.types("Cleo", "case safety")
    for days in (59, 2):
        assert "bodycanaryq" in five.all_text("Dev")
        await five.passes(days=days)
    with five.database.begin() as session:
        assert session.scalars(select(Case)).all() == []
    assert "bodycanaryq" not in "".join(five.all_text(name) for name in EVERYBODY)
    assert all("has not come to its end" in five.all_text(name) for name in ("Ana", *OTHERS[:3]))


async def test_what_stands_of_a_case_is_known_for_as_long_as_it_is_kept(five: Chat) -> None:
    with five.database.begin() as session:
        session.scalars(select(Group)).one().case_days = 100
    await a_whole_one(five)
    await five.passes(days=95)
    await five.app.forget()
    assert "bodycanaryq" in place_text(five, "Ben")
    await five.passes(days=6)
    await five.app.forget()
    await settle(five.app)
    read = "".join(five.all_text(name) for name in EVERYBODY)
    assert [canary for canary in CANARIES if canary in read + kept(five)] == []


@pytest.mark.parametrize("begun", [False, True])
async def test_a_presenter_who_leaves_is_told_what_goes_and_those_who_are_in_that_it_went(
    up: Chat, begun: bool
) -> None:
    for name in ("Ben", "Cleo"):
        await up.presses(name, "I'm in and facilitate" if name == "Ben" else "I'm in")
    if begun:
        await up.presses("Ben", "Start")
    assert "is deleted" not in getattr(await up.types("Ben", "leave"), "text", "")
    asked = getattr(await up.types("Ana", "leave"), "text", "")
    assert "A case that you have brought is deleted" in asked
    assert "What else is yours in Tend stays" in asked
    await up.presses("Ana", "Leave the group")
    await up.passes(seconds=5)
    told = [name for name in OTHERS if "is over, since its presenter is no longer in" in up.all_text(name)]
    assert told == ["Ben", "Cleo"]


async def test_who_was_in_is_forgotten_soon_after(five: Chat) -> None:
    await a_whole_one(five)
    await five.passes(days=33)
    await five.app.forget()
    with five.database.begin() as session:
        keys = session.scalars(select(Parcel.key).where(Parcel.key.startswith("cases/"))).all()
    assert [key for key in keys if "/follow/" not in key] == []


async def test_the_limit_is_the_one_that_the_card_promised(five: Chat) -> None:
    await holds(five, "Troika", inside=("Ben", "Cleo"))
    await five.types("Ben", "settings")
    await five.presses("Ben", "Change how long cases stay")
    await five.sends("Ben", value="3 days")
    for _ in range(6):
        await five.presses("Ben", "Next") if "This case is over" not in place_text(five, "Ben") else None
    await five.passes(days=4)
    assert "fill" in place_text(five, "Ben")


async def test_a_member_who_is_forgotten_takes_their_words_with_them(begun: Chat) -> None:
    await says(begun, "Cleo", "How is wordcanaryq?")
    await forgotten(begun, "Cleo")
    assert "wordcanaryq" not in kept(begun)
    assert not any("wordcanaryq" in begun.all_text(name) for name in EVERYBODY)
    await says(begun, "Dev", "Since when?")
    assert "Since when?" in place_text(begun, "Ben")


async def test_at_the_limit_nothing_is_left_when_somebody_who_was_in_has_been_forgotten(five: Chat) -> None:
    await a_whole_one(five)
    await forgotten(five, "Dev")
    await five.app.forget()
    assert "bodycanaryq" in place_text(five, "Ben")
    await five.passes(days=31)
    await five.app.forget()
    await settle(five.app)
    read = "".join(five.all_text(name) for name in EVERYBODY)
    assert [canary for canary in CANARIES if canary in read + kept(five)] == []


async def test_a_presenter_who_is_forgotten_takes_the_case_with_them(five: Chat) -> None:
    await holds(five, body="It is about bodycanaryq.")
    await says(five, "Cleo", "How is wordcanaryq?")
    await forgotten(five, "Ana")
    read = "".join(five.all_text(name) for name in OTHERS)
    assert "bodycanaryq" not in read + kept(five)
    assert "wordcanaryq" not in read + kept(five)


async def test_ones_own_file_holds_ones_own_words_and_nobody_elses(begun: Chat) -> None:
    await says(begun, "Cleo", "How is wordcanaryq?")
    mine = exported(begun, "Cleo")
    assert [one["words"] for one in mine["said"]] == ["How is wordcanaryq?"]  # type: ignore[attr-defined]
    assert mine["answers_to_cards"] == ["in"]
    assert "wordcanaryq" not in repr(exported(begun, "Ana"))
    assert "wordcanaryq" not in repr(exported(begun, "Dev"))
    assert exported(begun, "Ewa")["answers_to_cards"] == []


async def test_hours_are_ones_own_by_phase(five: Chat) -> None:
    await a_whole_one(five)
    with five.database.begin() as session:
        cleo = known(session, five.person("Cleo"))
        assert cleo
        noted = hours.noted(Turn(five.clock.now(), session, five.vault), cleo)
    assert {(one.phase, one.minutes, one.part) for one in noted} == {("clarifying", 3, "peer")}
    await five.types("Cleo", "case hours")
    assert "0 h 3 min" in five.all_text("Cleo")
    await five.passes(days=60)
    await five.app.forget()
    await five.types("Ana", "case hours")
    assert "Consultancy, short, as presenter" in five.all_text("Ana")


async def test_the_presenter_is_asked_after_two_and_six_weeks(five: Chat) -> None:
    await a_whole_one(five)
    await five.passes(days=15)
    await five.presses("Ana", "Tell those who were in")
    await five.sends("Ana", words="I waited, and she spoke of Leeds.")
    assert "Leeds" not in place_text(five, "Dev")
    await five.presses("Ana", "Take 1")
    await five.presses("Ana", "Say it as it is")
    assert "I waited" in place_text(five, "Dev")
    await five.passes(days=28)
    assert "6 weeks ago" in five.all_text("Ana")
    assert "The case itself is deleted" in five.all_text("Ana")
    assert "weeks ago" not in five.all_text("Dev")


def exported(chat: Chat, name: str) -> dict[str, object]:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        profile = known(session, chat.person(name))
        assert profile
        found = forget.export(turn, profile, chat.app.features)["cases"]
        assert isinstance(found, dict)
        return found
