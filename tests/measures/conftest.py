"""A chat with measures and nothing else, in which the wording of some instruments was loaded: invented, nobody's."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bot.clock import StoppedClock
from bot.db import Database, new_id
from bot.instruments import Instrument, instrument
from bot.instruments.wording import FOLDER, Shelf, blank, read
from bot.measures.handlers import measures
from bot.measures.handlers.keeping import SKIPPED, keep_answer, keep_scores
from bot.measures.tables import Taking
from bot.people import Profile
from bot.sealed import Vault
from bot.support.handlers import support
from bot.turn import Turn
from tests.chat import Chat
from tests.checkins.people import do, found, join

LOADED = ("cbi", "who5", "single-item-burnout", "ons4")


def invent(folder: Path, id: str) -> Instrument:
    """Loads words for an instrument that are nobody's: items and answers say their own names."""
    one, shelf = instrument(id), Shelf(folder / FOLDER)
    empty = yaml.safe_load(blank(one))
    numbers = id == "ons4"
    answers = {code: code.removeprefix("degree-") if numbers else f"answer {code}" for code in empty["answers"]}
    words = yaml.safe_dump({"items": {name: f"item {name}?" for name in empty["items"]}, "answers": answers})
    shelf.keep(one, read(one, words), datetime(2026, 11, 1, tzinfo=UTC))
    return shelf.with_words(one)


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock, tmp_path: Path) -> Chat:
    """Ana and Ben are in a group; Tend has the wording of four instruments."""
    chat = Chat(database, vault, clock, [measures, support])
    chat.app.folder = tmp_path / "house"
    for id in LOADED:
        invent(chat.app.folder, id)
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    join(chat, "Ben", "Europe/Berlin")
    return chat


def took(chat: Chat, name: str, id: str, *codes: str) -> None:
    """Has taken an instrument just now, without the presses: an answer's code for each item in order, "-" skips."""

    def taken(turn: Turn) -> None:
        profile, one = turn.session.get_one(Profile, name), instrument(id)
        taking = Taking(id=new_id(), profile_id=name, instrument=id, version=one.version, begun_at=turn.now)
        turn.session.add(taking)
        turn.session.flush()
        for item, code in zip(one.items, codes, strict=True):
            answer = None if code == "-" else one.answer(item.id, code)
            given: dict[str, object] = {"answer": answer.code, "value": answer.value} if answer else SKIPPED
            keep_answer(turn, taking, profile, item.id, given)
        keep_scores(turn, taking, one, profile)

    do(chat, taken)


async def takes(chat: Chat, name: str, id: str, *answers: str) -> None:
    """Answers an instrument from the first open question on; "-" skips."""
    await chat.types(name, f"measure {id}")
    for answer in answers:
        await chat.presses(name, "Skip this question" if answer == "-" else answer)
