"""A question in the open: looked through first, shown where it was meant to be, and gone when its asker says so."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.db import Database
from bot.drafts.tables import Draft
from bot.features import FEATURES
from bot.port import Event, Onlookers
from bot.questions import rules
from bot.questions.actions import TakeBack
from bot.questions.tables import Question
from bot.sealed import DataKey, Vault
from bot.ui import Form, Invalid, Message
from tests.chat import ROOM, Chat, direct
from tests.consults.conftest import LONDON, MORNING, a_group

CLEAN = "How do you end a session that does not want to end?"
NAMED = "How do I tell Sarah from Leeds that I am away in August?"


@pytest.fixture
def four(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    clock.move(MORNING)
    chat = Chat(database, vault, clock, FEATURES)
    a_group(chat, dict.fromkeys(("Ana", "Ben", "Cleo"), LONDON))
    return chat


async def asks(chat: Chat, words: str, name: str = "Ana", **answers: str) -> object:
    await chat.types(name, "question", forms="now")
    return await chat.sends(name, **({"words": words, "name": "named"} | answers))


def room(chat: Chat, home: str = ROOM.id) -> list[str]:
    """What stands in a room, that is not deleted."""
    return [shown.message.text for shown in chat.messenger.shown if shown.where.id == home and not shown.deleted]


async def test_a_question_without_findings_stands_at_once_with_a_thread(four: Chat) -> None:
    reply = await asks(four, CLEAN)
    await four.passes(minutes=1)
    assert CLEAN in "".join(room(four))
    assert [shown.thread for shown in four.messenger.shown if CLEAN in shown.message.text] == ["Answers"]
    assert isinstance(reply, Message)
    assert "Who could see this" in reply.text


async def test_nobody_reads_one_with_findings_before_its_author_says_so(four: Chat) -> None:
    await asks(four, NAMED)
    await four.passes(minutes=1)
    assert not any("Sarah" in shown.message.text for shown in four.sees("Ben"))
    assert "Sarah" in four.all_text("Ana")
    await four.presses("Ana", "Take 1")
    await four.presses("Ana", "Ask it as it is")
    await four.passes(minutes=1)
    assert "Sarah" not in "".join(room(four))
    assert "Leeds" in "".join(room(four))


async def test_what_was_found_is_not_left_lying_about(four: Chat, tmp_path: Path) -> None:
    """Once it is decided, the message that showed it is gone, and so is the draft with its key."""
    await asks(four, NAMED)
    await four.passes(minutes=1)
    await four.presses("Ana", "Drop it")
    await four.passes(minutes=1)
    assert "Sarah" not in four.all_text("Ana")
    with four.database.begin() as session:
        assert session.scalars(select(Draft)).all() == []
        assert not [key.owner for key in session.scalars(select(DataKey)) if key.owner.startswith("draft:")]
    assert b"Sarah" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


async def test_a_change_by_hand_is_looked_through_again(four: Chat) -> None:
    await asks(four, NAMED)
    await four.passes(minutes=1)
    assert isinstance(await four.presses("Ana", "Change it"), Form)
    await four.sends("Ana", words="How do I tell Tom from Leeds?")
    await four.passes(minutes=1)
    assert "Tom" not in "".join(room(four))
    await four.presses("Ana", "Change it")
    await four.sends("Ana", words=CLEAN)
    await four.passes(minutes=1)
    assert CLEAN in "".join(room(four))


async def test_a_draft_that_nobody_decides_is_gone_after_a_day(four: Chat) -> None:
    await asks(four, NAMED)
    await four.passes(days=1, hours=1)
    await four.app.forget()
    await four.passes(minutes=1)
    with four.database.begin() as session:
        assert session.scalars(select(Draft)).all() == []
    assert "Sarah" not in four.all_text("Ana")


async def test_somebody_elses_draft_and_question_answer_to_nobody_else(four: Chat) -> None:
    await asks(four, NAMED)
    await four.passes(minutes=1)
    buttons = [button for shown in four.sees("Ana") for button in shown.message.buttons]
    for button in buttons:
        reply = await four.app.handle(
            Event(f"by Ben {button.label}", four.person("Ben"), direct(four.person("Ben")), action=button.action)
        )
        assert "Sarah" not in repr(reply)
    with four.database.begin() as session:
        assert len(session.scalars(select(Draft)).all()) == 1


async def test_settled_it_stays_and_its_words_are_no_longer_kept(four: Chat) -> None:
    await asks(four, CLEAN)
    await four.passes(minutes=1)
    await four.presses("Ana", "It is settled")
    await four.passes(minutes=1)
    assert any(text.startswith("**Settled**") and CLEAN in text for text in room(four))
    with four.database.begin() as session:
        assert session.scalars(select(Question)).all() == []


async def test_taken_back_it_is_gone(four: Chat) -> None:
    await asks(four, CLEAN)
    await four.passes(minutes=1)
    await four.presses("Ana", "Take it back")
    await four.passes(minutes=1)
    assert CLEAN not in "".join(room(four))


async def test_only_its_asker_can_take_it_back(four: Chat) -> None:
    await asks(four, CLEAN)
    await four.passes(minutes=1)
    with four.database.begin() as session:
        (found,) = session.scalars(select(Question))
        action = TakeBack(found.id).pack()
    for name in ("Ben", "Zoe"):
        await four.app.handle(Event(f"by {name}", four.person(name), direct(four.person(name)), action=action))
    await four.passes(minutes=1)
    assert CLEAN in "".join(room(four))


async def test_when_its_time_is_over_it_is_taken_down(four: Chat) -> None:
    await asks(four, CLEAN)
    await four.passes(days=rules.STANDS / timedelta(days=1), minutes=1)
    assert CLEAN not in "".join(room(four))
    with four.database.begin() as session:
        assert session.scalars(select(Question)).all() == []


async def test_without_a_name_the_room_is_not_told_who_asks(four: Chat) -> None:
    await four.types("Ana", "question", forms="now")
    await four.sends("Ana", words=CLEAN, name="masked")
    await four.passes(minutes=1)
    (said,) = [text for text in room(four) if CLEAN in text]
    assert said.startswith("**A member asks**")
    assert "Ana" not in said


async def test_where_masks_are_not_allowed_none_is_offered_and_none_is_taken(four: Chat) -> None:
    four.app.seen = type(four.app.seen)("", {four.messenger.platform: Onlookers(masks=False)})
    form = await four.types("Ana", "question", forms="now")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["words"]
    await four.sends("Ana", words=CLEAN, name="masked")
    await four.passes(minutes=1)
    assert any("Ana asks" in text.replace("\ue000q", "").replace("\ue001", "") for text in room(four))


async def test_too_many_or_too_long_are_said_and_nothing_typed_is_lost(four: Chat) -> None:
    assert isinstance(await asks(four, "x" * (rules.LONGEST + 1)), Invalid)
    for number in range(rules.OPEN):
        await asks(four, f"{CLEAN} {number + 2}")
    reply = await four.types("Ana", "question", forms="now")
    assert isinstance(reply, Message)
    assert "open" in reply.text


async def test_the_groups_around_are_asked_only_if_both_take_part(four: Chat) -> None:
    a_group(four, {"Dev": LONDON, "Eli": LONDON}, "Thursday circle", "thursday")
    for name in ("Ana", "Dev"):
        await four.types(name, "question around")
        await four.presses(name, "Take part")
    await asks(four, CLEAN, whom="around")
    await four.passes(minutes=1)
    assert CLEAN in "".join(room(four))
    (elsewhere,) = [text for text in room(four, "thursday") if CLEAN in text]
    assert "Tuesday circle" in elsewhere
    await four.types("Dev", "question around")
    await four.presses("Dev", "No longer take part")
    form = await four.types("Ana", "question", forms="now")
    assert isinstance(form, Form)
    assert "whom" not in [field.name for field in form.fields]


async def test_whoever_leaves_takes_their_question_along(four: Chat) -> None:
    await asks(four, CLEAN)
    await four.types("Ana", "leave")
    await four.presses("Ana", "Leave the group")
    await four.passes(minutes=1)
    assert CLEAN not in "".join(room(four))


async def asks_masked(chat: Chat, words: str) -> None:
    await chat.types("Ana", "question", forms="now")
    await chat.sends("Ana", words=words, name="masked")
    await chat.passes(minutes=1)


async def test_leaving_does_not_put_a_name_to_what_was_asked_without_one(four: Chat) -> None:
    await asks_masked(four, CLEAN)
    await four.types("Ana", "leave")
    await four.presses("Ana", "Leave the group")
    await four.passes(days=7)
    assert CLEAN in "".join(room(four))
    await four.passes(days=rules.STANDS / timedelta(days=1))
    assert CLEAN not in "".join(room(four))


async def test_forgotten_it_is_deleted_at_once_here_and_in_the_room_when_nobody_would_tell_why(four: Chat) -> None:
    await asks_masked(four, CLEAN)
    await four.types("Ana", "forget me")
    await four.presses("Ana", "Delete everything of mine")
    with four.database.begin() as session:
        assert session.scalars(select(Question)).all() == []
    await four.passes(days=rules.GONE_WITHIN / timedelta(days=1), minutes=1)
    assert CLEAN not in "".join(room(four))


async def test_the_limit_holds_for_drafts_as_well(four: Chat) -> None:
    for _ in range(rules.OPEN + 1):
        await asks(four, NAMED)
        await four.passes(minutes=1)
    for _ in range(rules.OPEN + 1):
        await four.presses("Ana", "Ask it as it is")
        await four.passes(minutes=1)
    with four.database.begin() as session:
        assert len(session.scalars(select(Question)).all()) == rules.OPEN
        assert len(session.scalars(select(Draft)).all()) == 1
    assert "Sarah" in four.all_text("Ana")


async def test_the_form_says_beside_it_who_could_see(four: Chat) -> None:
    form = await four.types("Ana", "question", forms="now")
    assert isinstance(form, Form)
    assert "Who could see this" in form.note
