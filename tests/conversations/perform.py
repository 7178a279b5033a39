"""Performs a document: each act happens, and what is seen after it is written beneath it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from tests.conversations import document, page
from tests.conversations.acts import (
    Act,
    Again,
    Cast,
    Closes,
    FillsIn,
    GoesOn,
    LooksAt,
    OldVersion,
    Presses,
    Shuts,
    Types,
    Unreadable,
    Until,
)
from tests.conversations.driver import Driver, Seen

SHARING = ("Share with", "Bring it to the opening round")
"""How buttons begin that pass on what somebody wrote for themselves."""
COMING_IN, STEPPING_OUT = ("I'm in", "No to both"), ("Step out", "I may know this client")
"""How buttons of a case begin by which somebody comes to read it, and those by which they no longer do."""


class Performance:
    """One document with one driver. The cast and the first instant come from its own header, or another's."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self.zones: dict[str, str] = {}
        self._begun = False
        self.shared: set[str] = set()
        """Who has pressed to share a sentence of their own."""
        self.inside: set[str] = set()
        """Who has come into a case and is in it."""

    async def of(self, path: Path) -> str:
        """The document as it would have to read. Raises Unreadable, and LookupError for what nobody can do."""
        parts: list[str] = []
        for paragraph in document.read(path):
            parts.append(paragraph.text)
            try:
                seen = await self._do(paragraph.act)
            except (LookupError, Unreadable) as wrong:
                raise type(wrong)(f"{path.name}: {wrong.args[0]}\n    {paragraph.text}") from wrong
            if seen is not None:
                parts += page.blocks(seen)
        return document.write(parts)

    async def _do(self, act: Act | None) -> Sequence[Seen] | None:
        """What is seen after it; None for what happens to nobody."""
        match act:
            case None:
                return None
            case Cast(zones):
                self.zones = zones | self.zones  # one that this goes on from has others, and they come first
                return None
            case GoesOn(file):
                await self.of(document.FOLDER / file)
                return None
            case Until():
                return await self._time(act)
            case Shuts():
                await self._shuts(act)
                return None
        if not self._begun:
            raise Unreadable("nobody has said yet when this begins, such as: *It is Monday 2 November 2026, …*")
        return await self._somebody_does(act)

    async def _somebody_does(self, act: Act) -> list[Seen]:
        match act:
            case Types(who, words, in_room):
                return await self.driver.types(self._known(who), words, in_room=in_room)
            case Presses(who, labels, old):
                self._notes(who, labels[-1])
                return [await self.driver.presses(self._known(who), label, old=old) for label in labels][-1]
            case FillsIn(who, answers):
                return await self.driver.fills_in(self._known(who), answers)
            case LooksAt(who, what):
                return await self.driver.looks_at(self._known(who), what)
            case OldVersion(who):
                return await self.driver.presses_an_old_version(self._known(who))
            case Closes(who, closed):
                return self._closes(who, closed=closed)
            case Again():
                return await self.driver.again()
            case _:
                raise Unreadable(f"nobody performs {act}")

    def _notes(self, who: str, label: str) -> None:
        self.shared |= {who} if label.startswith(SHARING) else set()
        self.inside |= {who} if label.startswith(COMING_IN) else set()
        self.inside -= {who} if label in STEPPING_OUT else set()

    def _closes(self, who: str, *, closed: bool) -> list[Seen]:
        if self.driver.closes is None:
            pytest.skip("nobody can close their direct messages to Tend here")
        self.driver.closes(self._known(who), closed)
        return []

    async def _shuts(self, act: Shuts) -> None:
        if self.driver.shuts is None:
            pytest.skip("nobody can put Tend out here")
        await self.driver.shuts(act.door, act.shut)

    def _known(self, who: str) -> str:
        if who not in self.zones:
            raise Unreadable(f"{who} is not among the people at the top")
        return who

    async def _time(self, act: Until) -> Sequence[Seen] | None:
        to = act.at or self.driver.now() + act.after
        if not self._begun:
            await self._begin(to)
            return None
        if to < self.driver.now():
            raise Unreadable(f"time does not go back; it is {self.driver.now():%A %d %B %Y, %H:%M} UTC")
        passes = self.driver.sleeps if act.off else self.driver.lives
        seen = await passes(to, seen_by=act.seen_by and self._known(act.seen_by))
        return None if act.passed_over else seen

    async def _begin(self, at: datetime) -> None:
        await self.driver.begin(self.zones, at)
        self._begun = True
