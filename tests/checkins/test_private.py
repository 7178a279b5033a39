"""What somebody answers is theirs: tried with every action and command of somebody else, and with the file on disk."""

from base64 import b64encode
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import forget
from bot.actions import PUBLISHED, Action, shape
from bot.checkins.handlers import checkins
from bot.checkins.rules import ANSWERS_KEPT, SENTENCES_KEPT
from bot.checkins.tables import Answer, Checkin, Plan, Sentence
from bot.db import Kept
from bot.ledger import Parcel, Timer
from bot.people import Profile
from bot.screens import OLD_BUTTON
from bot.sealed import Erased, Sealed
from bot.spoken import render
from bot.turn import Turn
from tests.chat import ROOM, Chat
from tests.checkins.people import ask, do, found, join, next_at, questions

CANARY = "zebra-lantern-4711"


@pytest.fixture
async def told(chat: Chat) -> Chat:
    """Ana has answered 5, 4, 1 and written a sentence; Ben is in her group and has not answered."""
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    join(chat, "Ben", "Europe/Berlin")
    await chat.passes(days=7)
    for label in ("5 plenty", "4", "1 on my own", "3"):
        await chat.presses("Ana", label)
    await chat.types("Ana", "add a sentence")
    await chat.types("Ana", CANARY)
    return chat


def ids(chat: Chat) -> list[str]:
    """Hers, and one that is nobody's."""
    return [
        *ask(chat, lambda session: session.scalars(select(Checkin.id).filter_by(profile_id="Ana")).all()),
        "Ana",
        "g",
    ]


def every_action(chat: Chat) -> list[Action]:
    """Each action of this slice with each of these ids, in every place where an id fits."""
    found: list[Action] = []
    for kind in PUBLISHED.values():
        if kind.name.partition(".")[0] == "checkins":
            found += [kind(*_filled(kind, id)) for id in ids(chat)]
            found += [kind(*_filled(kind, id, item="energy")) for id in ids(chat)]
    return list(dict.fromkeys(found))


def _filled(kind: type[Action], id: str, item: str = "") -> list[str | int]:
    values = {"item": item or id}
    return [3 if of is int else values.get(name, id) for name, of in shape(kind).items()]


ANSWERS = {"sentence": "mine", "day": "1", "time": "8", "until": "14 Dec", "earliest": "8", "latest": "20"}


@pytest.mark.everywhere
async def test_no_action_of_anybody_else_shows_or_changes_what_is_hers(told: Chat) -> None:
    before = rows(told)
    tried = every_action(told)
    assert {type(action) for action in tried} == set(checkins.handlers)
    ways = (("Ben", None, None), ("Ben", ROOM, None), ("Ben", None, ANSWERS), ("Stranger", None, None))
    for action in tried:
        for name, where, answers in ways:
            reply = await told._act(name, where, action=action.pack(), answers=answers)
            assert CANARY not in repr(reply)
    assert CANARY not in told.all_text("Ben") + told.all_text("Stranger")
    assert "connection 1" not in told.all_text("Ben") + told.all_text("Stranger")
    assert rows(told) == before


def rows(chat: Chat) -> set[tuple[str, ...]]:
    """What is kept of Ana's, sealed as it is."""

    def hers(session: Session) -> set[tuple[str, ...]]:
        found = select(Answer.item, Answer.answer).join(Checkin).where(Checkin.profile_id == "Ana")
        kept = {(row.item, bytes(row.answer).hex()) for row in session.execute(found)}
        words = select(Sentence.words).join(Checkin).where(Checkin.profile_id == "Ana")
        return kept | {("sentence", bytes(row).hex()) for row in session.scalars(words)}

    return ask(chat, hers)


@pytest.mark.everywhere
async def test_no_command_of_anybody_else_shows_it(told: Chat) -> None:
    for words in [*told.app.commands, *(f"{word} Ana" for word in told.app.commands), "weeks ana", "checkin ana"]:
        for where in (None, ROOM):
            assert CANARY not in repr(await told.types("Ben", words, where))
            assert "connection 1" not in told.last("Ben")


def test_no_handler_of_this_slice_takes_a_persons_id_from_a_press() -> None:
    taking = {kind.name for kind in checkins.handlers if "profile" in {field.name for field in fields(kind)}}  # type: ignore[arg-type]
    assert taking == {"checkins.ask"}  # the timer, whose reply nobody sees


async def test_the_timer_as_a_press_tells_nothing_and_asks_nobody(told: Chat) -> None:
    assert await told._act("Ben", None, action="checkins.ask:Ana:1") == OLD_BUTTON
    planned = next_at(told, "Ana")
    assert planned
    assert await told._act("Ben", None, action=f"checkins.ask:Ana:{int(planned.timestamp())}") == OLD_BUTTON
    assert questions(told, "Ana") == 1


async def test_no_message_holds_an_answer_until_its_owner_asks(told: Chat) -> None:
    shown = "\n".join(render(message.message, "") for message in told.messenger.shown)
    assert CANARY not in shown
    assert "connection 1" not in shown
    await told.types("Ana", "weeks")
    assert "energy 5, load 4, connection 1" in told.last("Ana")


@pytest.mark.sqlite
async def test_the_file_holds_no_answer_and_no_sentence(told: Chat, tmp_path: Path) -> None:
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("tend"))
    assert b"energy" in held  # the files that are searched are the right ones, the WAL with them
    for secret in (CANARY, "on my own", '"value"'):
        for clear in (
            secret.encode(),
            secret.encode("utf-16-le"),
            b64encode(secret.encode())[:-4],
            secret.encode().hex().encode(),
        ):
            assert clear not in held


async def test_all_answers_look_alike_from_outside(told: Chat) -> None:
    lengths = ask(told, lambda session: {len(answer) for answer in session.scalars(select(Answer.answer))})
    assert len(lengths) == 1


async def test_nothing_private_waits_to_be_said_or_is_logged(told: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    await told.types("Ana", "weeks", ROOM)
    await told.types("Ana", "checkin", ROOM)
    assert CANARY not in "".join(capsys.readouterr())
    for shown in told.messenger.shown:
        if shown.key:  # it went through the outbox
            assert "connection 1" not in shown.message.text
    assert set(ask(told, lambda session: session.scalars(select(Parcel.words)).all())) == {None}


async def test_sentences_go_after_their_time_and_answers_after_theirs(told: Chat) -> None:
    told.clock.move(told.clock.now() + SENTENCES_KEPT - timedelta(minutes=1))
    await told.app.forget()
    assert count(told, Sentence) == 1
    told.clock.move(told.clock.now() + timedelta(minutes=2))
    await told.app.forget()
    assert (count(told, Sentence), count(told, Answer)) == (0, 4)
    told.clock.move(told.clock.now() + ANSWERS_KEPT - SENTENCES_KEPT + timedelta(days=1))
    await told.app.forget()
    assert (count(told, Answer), count(told, Checkin)) == (0, 0)


def count(chat: Chat, table: type[Kept]) -> int | None:
    return ask(chat, lambda session: session.scalar(select(func.count()).select_from(table)))


async def test_who_is_forgotten_leaves_nothing_and_the_others_keep_theirs(told: Chat) -> None:
    await told.presses("Ben", "3")
    sealed, cell = ask(told, lambda session: _sentence(session.scalars(select(Sentence)).one()))
    do(told, lambda turn: forget.erase(turn, turn.session.get_one(Profile, "Ana"), told.app.features))
    assert ask(told, lambda session: list(session.scalars(select(Checkin.profile_id)))) == ["Ben"]
    assert ask(told, lambda session: list(session.scalars(select(Plan.profile_id)))) == ["Ben"]
    assert ask(told, lambda session: list(session.scalars(select(Timer.key)))) == ["checkins/Ben"]
    with pytest.raises(Erased):
        do(told, lambda turn: turn.open(sealed, cell=cell))
    await told.passes(days=14)
    assert "question 1 of 4" in told.last("Ben")


def _sentence(row: Sentence) -> tuple[Sealed, str]:
    return row.words, row.cell


async def test_ones_own_copy_holds_everything(told: Chat) -> None:
    await told.types("Ana", "checkin hour 9am")
    copy = do(told, lambda turn: checkins.exports[0](turn, turn.session.get_one(Profile, "Ana")))
    assert copy == {
        "hours": {
            "weekday": None,
            "hour": "09:00",
            "paused_until": None,
            "next": "2026-11-16T08:00:00+00:00",
            "reminder": False,
            "asked_from": None,
            "asked_until": None,
        },
        "weeks": {
            "2026-W46": {
                "energy": {"label": "5 plenty", "value": 5},
                "load": {"label": "4", "value": 4},
                "connection": {"label": "1 on my own", "value": 1},
                "going": {"label": "3", "value": 3},
                "sentence": CANARY,
            }
        },
    }
    assert do(told, lambda turn: checkins.exports[0](turn, turn.session.get_one(Profile, "Ben")))["weeks"] == {}


async def test_an_answer_that_was_moved_to_somebody_elses_row_does_not_open(told: Chat) -> None:
    await told.presses("Ben", "3")

    def swap(turn: Turn) -> None:
        rows = list(turn.session.scalars(select(Answer).where(Answer.item == "energy")))
        rows[0].answer, rows[1].answer = rows[1].answer, rows[0].answer

    do(told, swap)
    assert "Something went wrong" in str(await told.types("Ben", "weeks"))
