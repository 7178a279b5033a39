"""Two years of a group of twelve from one seed, and what must be true after each step.

- Nothing that anybody does is answered with "something went wrong", and nothing fails that was not made to.
- An event that was kept before changes nothing when it comes again.
- A message is shown twice only where an attempt ended unclearly or a process died, and the platform was told so.
- A place hears things in their order.
- What is due has happened, however late: nothing waits that could go.
- In the end everything was said, or it is written down why not, and no row refers to nothing.
"""

import asyncio
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import structlog
from sqlalchemy import select

from bot import screens
from bot.app import App
from bot.clock import StoppedClock
from bot.features import FEATURES
from bot.forget import SAID
from bot.ledger import Parcel
from bot.port import Event, Reply
from bot.sealed import Vault, new_root_key
from bot.ui import Update
from tests.chat import Chat
from tests.groups.scene import a_group
from tests.simulator.people import NAMES, ZONES, Member
from tests.simulator.rows import Rows, any_file, empty
from tests.simulator.weather import Inline, Killed, Stormy, Weather, no_other_chance

BEGINS = datetime(2026, 11, 2, 8, tzinfo=UTC)
ACTS_A_DAY = 3.0
SWEPT = timedelta(days=3)
"""Forgetting happens at least so often; what it forgets is decided by dates."""
FAILED = ("event failed", "timer failed", "what follows failed", "heartbeat failed", "refused form not kept")


class Broken(AssertionError):
    """An invariant does not hold."""


@dataclass
class Life:
    seed: int
    folder: Path
    days: int
    did: Counter[str] = field(default_factory=Counter)

    async def lives(self) -> Counter[str]:
        """What happened, by name. Raises Broken."""
        blank = empty(self.folder)  # made once, and so before the dice are thrown
        self.dice = Random(self.seed)
        self.uncaught = list[object]()
        asyncio.get_running_loop().set_exception_handler(self._uncaught)
        with no_other_chance(Random(self.seed + 2)), structlog.testing.capture_logs() as self.logs:
            try:
                await self._begins(blank)
                await self._goes_on()
                await self._ends()
            finally:
                self.rows.close()
                self.chat.database.let_go()
                self.app.database.let_go()
                any_file().file.unlink()
        return self.did

    def _uncaught(self, _: asyncio.AbstractEventLoop, what: dict[str, object]) -> None:
        """Of two tasks that die at once, one has nobody to tell."""
        if not isinstance(what.get("exception"), Killed):
            self.uncaught.append(what)

    async def _begins(self, blank: Path) -> None:
        self.clock = StoppedClock(BEGINS)
        self.weather = Weather(Random(self.seed + 1), self.clock, calm=True)
        any_file().file = Path(shutil.copy(blank, self.folder / f"{self.seed}.sqlite3"))
        self.engine, self.rows = any_file().engine, Rows(any_file().file)
        self.root, self.lanes, self.late = new_root_key(), dict[str, str](), list[tuple[datetime, Event]]()
        self.seen_keys, self.resorted = dict[str, datetime](), set[str]()
        self.chat = Chat(Inline(self.engine, self.weather), Vault(self.root), self.clock, FEATURES)
        self.chat.messenger = Stormy(weather=self.weather)
        self._starts()
        self.chat.zones |= {name: ZONES[number % len(ZONES)] for number, name in enumerate(NAMES)}
        await a_group(self.chat, *NAMES)
        self.members = [Member(name, self.chat, self.dice) for name in NAMES]
        self.weather.calm = False

    def _starts(self) -> None:
        """A process begins, with nothing in its memory."""
        database = Inline(self.engine, self.weather)
        self.app = self.chat.app = App(database, Vault(self.root), self.clock, FEATURES, [self.chat.messenger])

    async def _goes_on(self) -> None:
        end, swept = BEGINS + timedelta(days=self.days), self.clock.now()
        while self.clock.now() < end:
            await self._passes(timedelta(days=self.dice.expovariate(ACTS_A_DAY)))
            if self.clock.now() - swept > SWEPT:
                swept = self.clock.now()
                await self._survives(self.app.forget)
            event = self.dice.choice(self.members).acts(self.app)
            if event:
                await self._arrives(event)
            await self._repeats()
            self._holds()

    async def _passes(self, time: timedelta) -> None:
        to = self.clock.now() + time
        while await self._survives(lambda: self._lives_until(to)) is Killed:
            pass

    async def _lives_until(self, to: datetime) -> None:
        """As `bot.rehearsal.advance`, without looking where there is nothing to see."""
        while self.rows.timer_due(to) and (due := await self.app.next_due()) and due <= to:
            self.clock.move(max(due, self.clock.now()))
            await self._settles()
        self.clock.move(to)
        await self._settles()

    async def _settles(self) -> None:
        """As `bot.rehearsal.settle`, in the same way."""
        for _ in range(2):
            if self.rows.timer_due(self.clock.now()):
                await self.app.tick()
            if not self.rows.parcel_due(self.clock.now()):
                return
            await self.app.deliver()

    async def _arrives(self, event: Event) -> None:
        """Delivered until it was answered; some copies come later, in any order."""
        self.weather.closed.discard(f"dm-{event.who.id}")
        for _ in range(self.dice.choice((0, 0, 0, 1, 2, 5))):
            self.late.append((self.clock.now() + timedelta(hours=self.dice.expovariate(1 / 12)), event))
        while await self._heard(event) is Killed:
            pass
        await self._survives(self._settles)

    async def _repeats(self) -> None:
        due = [one for one in self.late if one[0] <= self.clock.now()]
        self.late = [one for one in self.late if one[0] > self.clock.now()]
        self.dice.shuffle(due)
        for _, event in due:
            self.did["repeated"] += 1
            await self._heard(event)

    async def _heard(self, event: Event) -> object:
        known = self.rows.heard(self.app.vault.blind(event.id))
        reply = await self._survives(lambda: self.app.handle(event))
        if reply is Killed:
            return Killed
        self.did["acted"] += 1
        if known and reply is not None:
            raise Broken(f"what was kept came again and was answered: {event.action or event.text}")
        text = (
            reply.message.text if isinstance(reply, Update) else getattr(reply, "text", getattr(reply, "sentence", ""))
        )
        if text in (screens.WENT_WRONG, screens.NOT_SAVED):
            raise Broken(f"went wrong: {event.action or event.text}: {self.logs}")
        self._show(event, reply)  # type: ignore[arg-type]
        return reply

    def _show(self, event: Event, reply: Reply) -> None:
        if isinstance(reply, Update) and (
            not event.on or event.on.id not in {one.id for one in self.chat.messenger.shown}
        ):
            reply = reply.message
        self.chat.event = event
        self.chat._show(event.name, event.where, reply)

    async def _survives(self, what: object) -> object:
        """The outcome, or Killed once another process has begun in the place of the one that died."""
        try:
            return await what()  # type: ignore[operator]
        except Killed:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            self.did["killed"] += 1
            self.app.database.let_go()
            self._starts()
            return Killed

    def _holds(self) -> None:
        self.did["steps"] += 1
        for line in self.logs:
            if line["event"] in FAILED:
                raise Broken(f"{line['event']}: {line}")
        if self.uncaught:
            raise Broken(f"nobody caught it: {self.uncaught}")
        self.logs.clear()
        if self.chat.messenger.fresh:  # type: ignore[attr-defined]
            self._looks_at_what_was_shown()
        failing = self.rows.failing_timer()
        if failing and self.weather.down_until is None:
            raise Broken(f"a timer that fails: {failing} at {self.clock.now()}")

    def _looks_at_what_was_shown(self) -> None:
        fresh, self.chat.messenger.fresh = self.chat.messenger.fresh, []  # type: ignore[attr-defined]
        keys = [*(key for _, key, _ in fresh), *self.lanes.values()]
        with self.app.database.begin() as session:
            known = select(Parcel.key, Parcel.seq, Parcel.lane).where(Parcel.key.in_(keys))
            rows = {row.key: row for row in session.execute(known)}
        for place, key, again in fresh:
            self.did["shown"] += 1
            if self.clock.now() - self.seen_keys.get(key, BEGINS - SAID) < SAID:  # after that a key is forgotten
                self.did["shown again"] += 1
                if not again:
                    raise Broken(f"shown twice without a word: {key}")
            self.seen_keys[key] = self.clock.now()
            row = rows.get(key)
            if row and place not in self.weather.closed | self.resorted and not again:
                before = rows.get(self.lanes.get(row.lane, ""))  # none once it is forgotten, and its number free again
                if before and row.seq < before.seq:
                    raise Broken(f"out of order in {place}: {key} before {before.key}")
                self.lanes[row.lane] = key
        self.resorted |= self.weather.closed  # what was held comes later than what was not

    async def _ends(self) -> None:
        """The weather clears, and everything comes to rest."""
        self.weather.calm, self.weather.down_until = True, None
        self.weather.closed.clear()
        for _ in range(12):
            await self._passes(timedelta(hours=7))
            self._holds()
        self.did["said"] = self.rows.said()
        if left := self.rows.left(self.clock.now()):
            raise Broken(f"left: {left[:9]}")
        self.did.update({f"killed {point}": count for point, count in self.weather.deaths.items()})
        self.did.update(self.weather.blows)


def play(seed: int, folder: Path, days: int = 730) -> Counter[str]:
    """Raises Broken, which names the seed."""
    try:
        return asyncio.run(Life(seed, folder, days).lives())
    except Broken as broken:
        raise Broken(f"make simulate SEED={seed} DAYS={days}\n{broken}") from broken
