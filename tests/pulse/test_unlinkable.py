"""With the whole database, its journal and every key, whose answers are whose is a guess: no better than chance.

Each run is a pulse of its own: five people answer at random, in a random order, at random moments. The thief comes
while it is open, when all have handed in, and again after it has closed. Two runs with a safeguard taken away show
that this thief would find what there is.
"""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete

from bot.clock import StoppedClock
from bot.db import Database
from bot.groups.tables import Member
from bot.port import Event
from bot.pulse.actions import HandIn, Rate
from bot.pulse.handlers.answering import Given, write
from bot.pulse.handlers.box import sums
from bot.pulse.tables import Wave as Pulse
from bot.sealed import Vault
from bot.turn import Turn
from tests.chat import Chat, direct
from tests.pulse.people import ITEMS, do, gather, opened, wave
from tests.pulse.thief import ASKED, Sums, Thief, matched

FIVE = ("Ana", "Ben", "Cleo", "Dan", "Eva")
CODES = [one.code for one in ASKED.choices(ITEMS[0])]
EVERYDAY, WHOLE = 3, 1000


class Run:
    """One pulse, and the thief's knowledge of it."""

    def __init__(self, chat: Chat, folder: Path, dice: Random) -> None:
        self.chat, self.folder, self.dice = chat, folder, dice
        self.given: dict[str, Sums] = {}
        self.presses: dict[str, dict[str, dict[str, str]]] = {}

    async def all_hand_in(self) -> None:
        self.wave = wave(self.chat).id
        answers: dict[str, dict[str, str]] = {}
        while len(set(self.given.values())) < len(FIVE):  # all different, so that chance is one in five
            answers = {name: {item: self.dice.choice(CODES) for item in ITEMS} for name in FIVE}
            self.given = {f"{name}-g": _sums(theirs) for name, theirs in answers.items()}
        for name in self.dice.sample(FIVE, len(FIVE)):
            self.chat.clock.move(self.chat.clock.now() + timedelta(seconds=self.dice.randrange(1, 30_000)))
            await self._hand_in(name, answers[name])

    async def _hand_in(self, name: str, answers: Mapping[str, str]) -> None:
        before = {item: code for item, code in answers.items() if item != ITEMS[-1]}
        do(self.chat, lambda turn: _draft(turn, self.wave, f"{name}-g", before))
        self.presses[f"{name}-g"] = {
            self._called(name, Rate(self.wave, ITEMS[-1], code).pack()): before | {ITEMS[-1]: code} for code in CODES
        }
        for action in (Rate(self.wave, ITEMS[-1], answers[ITEMS[-1]]), HandIn(self.wave)):
            packed, person = action.pack(), self.chat.person(name)
            event = Event(self._called(name, packed), person, direct(person), action=packed, private=True)
            await self.chat.app.handle(event)

    def _called(self, name: str, action: str) -> str:
        """As a platform may call it, whose ids are made from who pressed what and when."""
        return f"{name}.{self.chat.clock.now().timestamp()}.{action}"

    def rightly_matched(self) -> int:
        thief = Thief.take(self.folder, self.chat.database, self.chat.vault, self.wave, list(self.given))
        return matched(thief.who_gave_what(self.presses), self.given, self.dice)


def _draft(turn: Turn, wave: str, member: str, answers: dict[str, str]) -> None:
    write(turn, turn.session.get_one(Pulse, wave), turn.session.get_one(Member, member), Given(answers))


def _sums(answers: Mapping[str, str]) -> Sums:
    found = sums(ASKED, answers)
    return tuple(found[scale.id] for scale in ASKED.scales)


def _away_with_it(turn: Turn) -> None:
    turn.session.execute(delete(Pulse))


async def share_matched(chat: Chat, folder: Path, runs: int, dice: Random) -> tuple[float, float]:
    """The share of people that the thief matches rightly: while it is open, and after close. Chance is 0.2."""
    gather(chat, FIVE)
    open_, closed = 0, 0
    for _ in range(runs):
        await opened(chat)
        run = Run(chat, folder, dice)
        await run.all_hand_in()
        open_ += run.rightly_matched()
        chat.clock.move(chat.clock.now() + timedelta(days=29))
        await chat.app.tick()
        await chat.app.deliver()
        closed += run.rightly_matched()
        do(chat, _away_with_it)
        await chat.app.forget()  # as every night; only now, so that the thief has had it all
    return open_ / runs / len(FIVE), closed / runs / len(FIVE)


async def test_nothing_can_be_told_of_anybody(chat: Chat, tmp_path: Path) -> None:
    """The thief has nothing to go by at all, at either time."""
    gather(chat, FIVE)
    for seed in range(EVERYDAY):
        await opened(chat)
        run = Run(chat, tmp_path, Random(seed))
        await run.all_hand_in()
        for _ in range(2):
            thief = Thief.take(tmp_path, chat.database, chat.vault, run.wave, list(run.given))
            assert thief.who_gave_what(run.presses) == {}
            assert set(map(len, thief.found.values())) <= {0, 1}
            chat.clock.move(chat.clock.now() + timedelta(days=29))
            await chat.app.tick()


@pytest.mark.campaign
@pytest.mark.timeout(3600)
async def test_a_thousand_pulses_are_matched_no_better_than_by_chance(chat: Chat, tmp_path: Path) -> None:
    open_, closed = await share_matched(chat, tmp_path, WHOLE, Random(20261102))
    print(f"rightly matched while open: {open_:.4f}, after close: {closed:.4f}, chance: {1 / len(FIVE):.4f}")
    assert open_ < 1 / len(FIVE) + 0.02
    assert closed < 1 / len(FIVE) + 0.02


@pytest.mark.sqlite
async def test_the_thief_wins_where_the_journal_is_left(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Database, "scrub", lambda self: True)
    open_, closed = await share_matched(chat, tmp_path, 2, Random(1))
    assert open_ == 1
    assert closed == 1


async def test_the_thief_wins_where_presses_are_remembered(
    chat: Chat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turn, "unheard", lambda self: None)
    open_, _ = await share_matched(chat, tmp_path, 2, Random(1))
    assert open_ == 1


async def test_every_cell_has_one_length(chat: Chat, tmp_path: Path, clock: StoppedClock, vault: Vault) -> None:
    gather(chat, FIVE)
    await opened(chat)
    empty = wave(chat)
    await Run(chat, tmp_path, Random(1)).all_hand_in()
    full = wave(chat)
    cells = (empty.totals, empty.respondents, full.totals, full.respondents)
    assert len({len(cell) for cell in cells if cell}) == 1
