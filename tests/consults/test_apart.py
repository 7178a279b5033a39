"""Kept apart: to everybody around it is as if somebody had been busy, message for message and minute for minute.

Each history is lived twice from the same chances: once with Cleo keeping Ana away or the other way round, and once with
Cleo who is free to be asked and never looks. Everybody else must read the same at the same instants, and so must Cleo
of everything that is not Ana's.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from bot.clock import StoppedClock
from bot.consults.handlers import consults
from bot.consults.tables import Offer
from bot.db import Database
from bot.drafts.handlers import drafts
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.peers.handlers import peers
from bot.port import Gone
from bot.sealed import Vault, new_root_key
from tests.chat import Chat
from tests.consults.conftest import LONDON, MORNING, PEERS, a_group, asks, being_asked, exported, says
from tests.files import AnyFile

Seen = tuple[timedelta, str, str]


class Life:
    """One history of requests in a chat. `kept_apart`: by whom Ana and Cleo are, or "" where Cleo is only busy."""

    def __init__(self, database: Database, seed: int, kept_apart: str) -> None:
        self.chance, self.kept_apart = Random(seed), kept_apart
        self.database = database
        self.chat = Chat(
            self.database, Vault(new_root_key()), StoppedClock(MORNING), (groups, consults, peers, drafts, kernel)
        )
        self.seen: list[tuple[str, Seen]] = []
        self.askers: list[tuple[timedelta, str]] = []
        a_group(self.chat, dict.fromkeys(("Ana", *PEERS), LONDON))
        if kept_apart:
            says(self.chat, kept_apart, apart=("Cleo" if kept_apart == "Ana" else "Ana",))
        self._listen()

    def _listen(self) -> None:
        """Whatever is shown, changed or taken back, and when."""
        send, edit = self.chat.messenger.send, self.chat.messenger.edit

        async def sends(to, message, **how):  # type: ignore[no-untyped-def]
            self.seen.append((to.id, (self._now(), "shown", message.text)))
            return await send(to, message, **how)

        async def edits(sent, message):  # type: ignore[no-untyped-def]
            self.seen.append((sent.where.id, (self._now(), "changed", message.text)))
            await edit(sent, message)

        self.chat.messenger.send, self.chat.messenger.edit = sends, edits  # type: ignore[method-assign]

    def _now(self) -> timedelta:
        return self.chat.clock.now() - MORNING

    async def live(self, requests: int) -> "Life":
        for number in range(requests):
            asker = self.chance.choice(("Ana", "Ana", "Ben"))
            self.askers.append((self._now(), asker))
            await self._request(asker, self.chance.choice(("now", "now", "today")))
            await self.chat.until(MORNING + timedelta(days=2 * number + 2, hours=self.chance.randint(0, 9)))
        self.database.close()
        return self

    async def _request(self, asker: str, soon: str) -> None:
        others = [name for name in ("Ana", "Ben", "Dev") if name != asker]
        will = {name: self.chance.choice(("yes", "no", "silent", "silent")) for name in others}
        await asks(self.chat, asker, soon)
        for _ in range(3):
            await self.chat.passes(minutes=self.chance.randint(1, 40))
            for name in being_asked(self.chat, others):
                if will[name] != "silent":
                    await self.chat.presses(name, "I can" if will[name] == "yes" else "Not this time")
                    if will[name] == "yes":
                        await self.chat.types(name, "done 10")

    def of(self, name: str) -> list[Seen]:
        """What stood before this person, alone or with others, and when."""
        mine = {f"dm-{name.lower()}"} | {
            place for place, circle in self.chat.messenger.circles.items() if self.chat.person(name) in circle.people
        }
        return [seen for place, seen in self.seen if place in mine]


@pytest.fixture
def same_chances(monkeypatch: pytest.MonkeyPatch) -> "Iterator[Chances]":
    return Chances(monkeypatch)  # type: ignore[return-value]


class Chances:
    """Ids that are random and the same in both lives: they decide who is first among equals."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def begin(self, seed: int) -> None:
        for module in ("tests.consults.conftest", "bot.consults.course"):
            ids = (f"{Random(f'{seed} {module} {number}').getrandbits(128):032x}" for number in count())
            self.patch.setattr(f"{module}.new_id", lambda ids=ids: next(ids))


@pytest.mark.parametrize(
    ("histories", "requests"), [(1, 2), pytest.param(60, 5, marks=[pytest.mark.campaign, pytest.mark.timeout(1800)])]
)
async def test_what_everybody_reads_is_what_they_read_when_somebody_is_busy(
    empty: Path, any_file: AnyFile, tmp_path: Path, same_chances: Chances, histories: int, requests: int
) -> None:
    """As people live it, with all that Tend has; `test_village` tries thousands of requests without the chat."""
    passed_over = 0
    for seed in range(histories):
        same_chances.begin(seed)
        apart = await Life(any_file.copy(empty, tmp_path), seed, ("Ana", "Cleo")[seed % 2]).live(requests)
        same_chances.begin(seed)
        busy = await Life(any_file.copy(empty, tmp_path), seed, "").live(requests)
        for name in ("Ana", "Ben", "Dev"):
            assert apart.of(name) == busy.of(name)
        of_anas = [seen for seen in busy.of("Cleo") if _of(busy, seen, "Ana")]
        assert apart.of("Cleo") == [seen for seen in busy.of("Cleo") if seen not in of_anas]
        passed_over += len(of_anas)
    assert passed_over > histories // 2  # it did happen


def _of(life: Life, seen: Seen, asker: str) -> bool:
    """Whether this was shown within a request of this asker."""
    return [name for at, name in life.askers if at <= seen[0]][-1] == asker


async def test_whoever_is_passed_over_finds_no_trace_of_it(chat: Chat) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    says(chat, "Ana", apart=("Ben",))
    await asks(chat)
    assert "I am asking one peer" in chat.last("Ana")
    assert chat.sees("Ben") == []
    await chat.types("Ben", "asked")
    assert chat.last("Ben") == "Nobody is asking you for a consult just now."
    assert exported(chat, "Ben")["was_asked"] == []  # type: ignore[index]
    with chat.database.begin() as session:
        offer = session.scalars(select(Offer)).one()
    assert "That request is over" in str(await chat._act("Ben", None, action=f"consults.can:{offer.id}"))
    await chat.passes(minutes=20)
    assert "I have asked everybody I can ask" in chat.last("Ana")
    await chat.passes(hours=4)
    assert len(chat.sees("Ben")) == 2  # what they asked for themselves
    assert exported(chat, "Ben")["was_asked"] == []  # type: ignore[index]


async def test_the_row_of_a_question_that_was_not_put_looks_like_any_other(four: Chat) -> None:
    says(four, "Ana", apart=("Ben",))
    await asks(four)
    for _ in range(3):
        await four.passes(minutes=20)
    with four.database.begin() as session:
        offers = session.scalars(select(Offer)).all()
    assert len(offers) == 3
    assert len({(offer.state, len(bytes(offer.mark))) for offer in offers if offer.mark}) == 1


@pytest.mark.parametrize("kept_apart", [False, True])
async def test_somebody_whose_messages_are_closed_is_passed_over_as_soon_either_way(
    chat: Chat, kept_apart: bool
) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    chat.messenger.trouble["ben"] = Gone("closed")
    await asks(chat)
    await chat.passes(minutes=1)
    assert "nobody is free this time" in chat.last("Ana")
    if kept_apart:
        says(chat, "Ana", apart=("Ben",))
    await asks(chat)
    await chat.passes(seconds=5)
    assert "nobody is free this time" in chat.last("Ana")
