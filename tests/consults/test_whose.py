"""Whoever has the whole database without its keys cannot tell, after a night, who asked whom and who sat together.

Two days are lived: in one Ana asks and Ben can, later Cleo asks and Dev can; in the other it is Cleo who asks first,
and Ana later. Row by row in the order in which they stand, with all times and lengths, both databases must read the
same.
"""

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.clock import StoppedClock
from bot.consults.handlers import consults
from bot.consults.hours import MINUTES
from bot.consults.tables import Offer
from bot.db import Database, Kept
from bot.drafts.handlers import drafts
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.peers.handlers import peers
from bot.peers.rules import Hours
from bot.port import Place
from bot.sealed import Vault, new_root_key
from bot.typed import EVERYBODY, Typing
from tests.chat import Chat
from tests.consults.conftest import LONDON, MORNING, a_group, asks, on_sheet, says, the_one_asked, together
from tests.files import AnyFile

ASKERS, PEERS = ("Ana", "Cleo"), ("Ben", "Dev")
AT_NIGHT, IN_THE_AFTERNOON = Hours(time(22), time(23)), Hours(time(14), time(21))
Rows = dict[str, list[tuple[object, ...]]]


class Lived:
    """A group in a database of its own, and what could be read off that when both consults were over."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.chat = Chat(
            self.database, Vault(new_root_key()), StoppedClock(MORNING), (groups, consults, peers, drafts, kernel)
        )
        a_group(self.chat, dict.fromkeys(sorted(ASKERS + PEERS), LONDON))
        for name, hours in (("Ana", AT_NIGHT), ("Cleo", AT_NIGHT), ("Dev", IN_THE_AFTERNOON)):
            says(self.chat, name, hours=hours)


async def two_consults(chat: Chat, askers: Sequence[str]) -> None:
    """In the morning with Ben, and in the afternoon with Dev, since Ben was asked already; and then a night.

    Before and after, everybody types something: when somebody typed last can be read off.
    """
    await everybody_types(chat)
    await chat.app.forget()
    for asker, peer in zip(askers, PEERS, strict=True):
        await asks(chat, asker, soon="today")
        await chat.presses(peer, "I can")
        await chat.passes(minutes=40)
        await chat.types(peer, "done 40")
        await chat.passes(hours=4)
    await chat.passes(days=2)
    await everybody_types(chat)
    await chat.app.forget()


async def everybody_types(chat: Chat) -> None:
    for name in sorted(ASKERS + PEERS):
        await chat.types(name, "peers")


def read_off(chat: Chat) -> Rows:
    """What stands in every table in clear: people by name, times and small numbers, and the length of all else."""
    with chat.database.begin() as session:
        people = session.execute(text("select p.id, m.id, p.name from people p join members m on m.profile_id = p.id"))
        who = {id: name for profile, member, name in people for id in (profile, member, f"person:{profile}")}
        found = {name: session.execute(text(f"select * from {name}")).all() for name in Kept.metadata.tables}  # noqa: S608
    read = {name: [tuple(_clear(one, who) for one in row) for row in rows] for name, rows in found.items()}
    drawn = ("data_keys", "sheets", "members", "people")  # before anybody asked, in an order of drawn ids
    return {name: sorted(rows, key=str) if name in drawn else rows for name, rows in read.items()}


def _clear(value: Any, who: dict[str, str]) -> object:
    if isinstance(value, str) and value in who:
        return who[value]
    if isinstance(value, int) and value > 1_000_000:
        return "drawn"
    return len(value) if isinstance(value, str | bytes) and not str(value).startswith("2026-") else value


@pytest.mark.sqlite
async def test_a_night_later_nobody_can_tell_who_asked_whom(empty: Path, any_file: AnyFile, tmp_path: Path) -> None:
    read = []
    for askers in (ASKERS, ASKERS[::-1]):
        lived = Lived(any_file.copy(empty, tmp_path))
        await two_consults(lived.chat, askers)
        assert [len(on_sheet(lived.chat, name, MINUTES)) for name in askers + PEERS] == [1] * 4
        read.append(read_off(lived.chat))
        lived.database.close()
    assert read[0] == read[1]
    assert len(read[0]["consult_offers"]) == 2


async def test_a_night_later_nobody_can_tell_who_typed_in_their_place(four: Chat) -> None:
    await asks(four, soon="week")
    await four.presses((peer := the_one_asked(four)), "I can")
    place = together(four, "Ana")[0].where
    for name in ("Ana", peer):
        await four.types(name, "done", place)
    assert len(people_typing(four, place)) == 2
    await four.types("Ana", "40", place)
    await four.passes(days=2)
    await four.app.forget()
    assert people_typing(four, place) == []


def people_typing(chat: Chat, place: Place) -> list[str]:
    with chat.database.begin() as session:
        return list(session.scalars(select(Typing.person).where(Typing.place == place.id, Typing.person != EVERYBODY)))


async def test_an_offer_that_is_past_tells_its_day_and_no_minute(four: Chat) -> None:
    """Somebody who did something in the minute in which another was asked would be the one who asked."""
    await asks(four, soon="today")
    await four.presses(the_one_asked(four), "I can")
    await four.types("Ana", "done 40")
    with four.database.begin() as session:
        (offer,) = session.scalars(select(Offer))
    assert offer.made_at == offer.expires_at == MORNING.replace(hour=0)
