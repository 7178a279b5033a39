"""What somebody answers is theirs: tried with every action and command of somebody else, and with the file on disk."""

from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import forget
from bot.actions import PUBLISHED, Action, shape
from bot.ledger import Parcel
from bot.measures.handlers import measures
from bot.measures.handlers.keeping import times
from bot.measures.rules import ANSWERS_KEPT, SCORES_KEPT, UNFINISHED_KEPT
from bot.measures.tables import MeasureAnswer, MeasureKeeping, MeasureScores, MeasureThreshold, Taking
from bot.people import Profile
from bot.sealed import Erased, Sealed
from bot.spoken import render
from tests.chat import ROOM, Chat
from tests.checkins.people import ask, do
from tests.measures.conftest import takes, took
from tests.measures.test_taking import PULSE, count

SCORES = "exhaustion 3.3, distance 2.7, meaning 4"
ANSWER = "nearly-always"


@pytest.fixture
async def told(chat: Chat) -> Chat:
    """Ana has taken the pulse, set a threshold, and begun another measure; Ben has taken nothing."""
    codes = [answer.replace(" ", "-") for answer in PULSE]
    took(chat, "Ana", "tend-pulse", codes[0], ANSWER, *codes[2:])
    await chat.types("Ana", "results")
    assert SCORES in chat.last("Ana")
    await chat.presses("Ana", "Set a threshold")
    await chat.sends("Ana", scale="meaning", way="down", number="1.28125")
    await takes(chat, "Ana", "cbi", "answer frequency-75", "-")
    return chat


def rows(chat: Chat) -> set[str]:
    """Everything that is kept of measures, as it is on the disk."""

    def all_(session: Session) -> set[str]:
        tables = (Taking, MeasureAnswer, MeasureScores, MeasureThreshold, MeasureKeeping)
        return {repr((table, *row)) for table in tables for row in session.execute(select(*table.__table__.columns))}

    return ask(chat, all_)


def every_action(chat: Chat) -> list[Action]:
    """Each action of this slice with every id there is, in every place where an id fits."""
    ids = ask(chat, lambda session: [*session.scalars(select(Taking.id)), "Ana"])
    fields = [
        {"taking": taking, "item": item, "answer": answer, "instrument": instrument}
        for taking in ids
        for item, answer, instrument in (("exhaustion-1", "often", "tend-pulse"), ("personal-3", "frequency-0", "cbi"))
    ]
    found = [
        kind(*(values.get(name, "Ana") for name in shape(kind)))
        for kind in PUBLISHED.values()
        if kind.name.startswith("measures.")
        for values in fields
    ]
    return list(dict.fromkeys(found))


ANSWERS = {"scale": "meaning", "way": "up", "number": "3", "days": "90", "answer": "3", "personal-1": "frequency-0"}


@pytest.mark.everywhere
async def test_no_action_of_anybody_else_shows_or_changes_what_is_hers(told: Chat) -> None:
    tried = every_action(told)
    assert {type(action) for action in tried} == set(measures.handlers)
    before = rows(told)
    for action in tried:
        for name, where, answers in (("Ben", None, None), ("Ben", ROOM, None), ("Ben", None, ANSWERS)):
            await told._act(name, where, action=action.pack(), answers=answers)
        await told._act("Stranger", None, action=action.pack(), answers=ANSWERS)
    await told.passes(minutes=5)
    for name in ("Ben", "Stranger"):
        seen = told.all_text(name)
        assert SCORES not in seen
        assert "1.28125" not in seen
        assert "question 3 of 19" not in seen
        assert "You have begun it" not in seen or name == "Ben"  # he begins his own by these presses
    hers = {row for row in before if not row.startswith("(<class 'bot.measures.tables.MeasureKeeping")}
    assert hers <= rows(told)


async def test_no_command_of_anybody_else_shows_it(told: Chat) -> None:
    for words in [*told.app.commands, *(f"{word} Ana" for word in told.app.commands), "results tend-pulse"]:
        for where in (None, ROOM):
            await told.types("Ben", words, where)
    await told.passes(minutes=5)
    assert SCORES not in told.all_text("Ben")


async def test_the_room_never_holds_a_question_an_answer_or_a_score(told: Chat) -> None:
    for words in ("measure", "measure cbi", "measure tend-pulse", "results"):
        await told.types("Ana", words, ROOM)
    await told.passes(minutes=5)
    in_room = "\n".join(render(shown.message, "") for shown in told.messenger.shown if shown.where == ROOM)
    assert "exhaustion" not in in_room
    assert "How often" not in in_room


def test_no_handler_of_this_slice_takes_a_persons_id_from_a_press() -> None:
    assert {name for kind in measures.handlers for name in shape(kind)} == {"taking", "item", "answer", "instrument"}


async def test_the_file_holds_no_answer_no_score_and_no_threshold(told: Chat, tmp_path: Path) -> None:
    await told.types("Ana", "results")
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.name.startswith("tend"))
    assert b"exhaustion-1" in held  # the files that are searched are the right ones, the WAL with them
    for secret in (ANSWER, "frequency-75", '"value"', '"skipped"', '"scores"', "3.333333", "1.28125", SCORES):
        as_bytes = secret.encode()
        for clear in (as_bytes, secret.encode("utf-16-le"), b64encode(as_bytes)[:-4], as_bytes.hex().encode()):
            assert clear not in held


async def test_answers_and_skips_look_alike_from_outside(told: Chat) -> None:
    lengths = ask(told, lambda session: {len(answer) for answer in session.scalars(select(MeasureAnswer.answer))})
    assert len(lengths) == 1


async def test_scores_of_every_length_look_alike_from_outside(told: Chat) -> None:
    await takes(told, "Ben", "single-item-burnout", "answer statement-1")
    lengths = ask(told, lambda session: {len(row) for row in session.scalars(select(MeasureScores.scores))})
    assert len(lengths) == 1


async def test_nothing_private_waits_to_be_said_or_is_logged(told: Chat, capsys: pytest.CaptureFixture[str]) -> None:
    await told.types("Ana", "results", ROOM)
    await told.passes(minutes=1)
    logged = "".join(capsys.readouterr())
    assert SCORES not in logged
    assert ANSWER not in logged
    through_the_outbox = "\n".join(shown.message.text for shown in told.messenger.shown if shown.key)
    assert "exhaustion" not in through_the_outbox
    assert set(ask(told, lambda session: session.scalars(select(Parcel.words)).all())) == {None}


async def test_answers_go_after_90_days_and_scores_as_their_owner_chooses(told: Chat) -> None:
    begun = told.clock.now()
    told.clock.move(begun + UNFINISHED_KEPT + timedelta(minutes=1))
    await told.app.forget()
    assert (count(told, Taking), count(told, MeasureAnswer)) == (1, 9)
    told.clock.move(begun + ANSWERS_KEPT + timedelta(minutes=1))
    await told.app.forget()
    assert (count(told, MeasureAnswer), count(told, MeasureScores)) == (0, 1)
    assert do(told, lambda turn: len(times(turn, turn.session.get_one(Profile, "Ana"), "tend-pulse"))) == 1
    told.clock.move(begun + SCORES_KEPT + timedelta(minutes=1))
    await told.app.forget()
    assert (count(told, Taking), count(told, MeasureScores)) == (0, 0)


async def test_three_years_are_three_years_and_three_months_are_gone_at_once(told: Chat) -> None:
    await told.types("Ana", "results")
    await told.presses("Ana", "How long it is kept")
    await told.sends("Ana", days="1095")
    told.clock.move(told.clock.now() + timedelta(days=1000))
    await told.app.forget()
    assert count(told, MeasureScores) == 1
    await told.types("Ana", "results")
    await told.presses("Ana", "How long it is kept")
    await told.sends("Ana", days="90")
    assert count(told, MeasureScores) == 0


async def test_who_is_forgotten_leaves_nothing_and_the_others_keep_theirs(told: Chat) -> None:
    took(told, "Ben", "tend-pulse", *[answer.replace(" ", "-") for answer in PULSE])
    sealed, cell = ask(told, lambda session: _scores(session))
    do(told, lambda turn: forget.erase(turn, turn.session.get_one(Profile, "Ana"), told.app.features))
    assert ask(told, lambda session: set(session.scalars(select(Taking.profile_id)))) == {"Ben"}
    assert (count(told, MeasureScores), count(told, MeasureAnswer), count(told, MeasureThreshold)) == (1, 9, 0)
    with pytest.raises(Erased):
        do(told, lambda turn: turn.open(sealed, cell=cell))


def _scores(session: Session) -> tuple[Sealed, str]:
    found = select(MeasureScores).join(Taking, Taking.id == MeasureScores.taking_id).where(Taking.profile_id == "Ana")
    row = session.scalars(found).one()
    return row.scores, row.cell


async def test_ones_own_copy_holds_everything(told: Chat) -> None:
    copy = do(told, lambda turn: measures.exports[0](turn, turn.session.get_one(Profile, "Ana")))
    assert copy["thresholds"] == {"tend-pulse": {"scale": "meaning", "way": "down", "number": 1.28125}}
    assert copy["scores_kept_days"] == 365
    taken: Any = copy["takings"]
    pulse, cbi = sorted(taken, key=lambda one: str(one["instrument"]), reverse=True)
    assert pulse["answers"]["distance-1"] == {"answer": ANSWER, "value": 5}
    assert pulse["scores"]["meaning"] == 4
    assert cbi["answers"] == {"personal-1": {"answer": "frequency-75", "value": 75}, "personal-2": {"skipped": True}}
    theirs = do(told, lambda turn: measures.exports[0](turn, turn.session.get_one(Profile, "Ben")))
    assert theirs == {"takings": [], "thresholds": {}, "scores_kept_days": 365}


async def test_scores_that_were_moved_to_somebody_elses_row_do_not_open(told: Chat) -> None:
    took(told, "Ben", "tend-pulse", *[answer.replace(" ", "-") for answer in PULSE])

    def swap(session: Session) -> None:
        one, other = session.scalars(select(MeasureScores))
        one.scores, other.scores = other.scores, one.scores

    ask(told, swap)
    assert "Something went wrong" in str(await told.types("Ben", "results"))
