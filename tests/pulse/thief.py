"""Somebody who has the whole database, its journal and every key, and would like to know who answered what.

They know who has handed in, when each of them pressed, and all the answers in no order: only whose is whose is missing.
They look through the raw bytes of the files for everything that was ever sealed, also for what was deleted or written
over, and they guess at the names under which presses are remembered.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from struct import pack
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from bot.db import Database
from bot.instruments import instrument
from bot.ledger import Heard
from bot.pulse.handlers.box import PEOPLE, sums
from bot.pulse.tables import CELL, Copy, Draft, Share, Wave
from bot.sealed import DataKey, Sealed, Vault

Sums = tuple[int, ...]
SEALED = 9 + 12 + CELL + 16
"""Bytes of a sealed cell: version and key, nonce, words, proof."""
ASKED = instrument("tend-pulse")


@dataclass
class Thief:
    """What was taken. `wave` is the id of the pulse; `pressed` what each event of a person would be called by code."""

    vault: Vault
    database: Database
    files: bytes
    wave: str
    members: Sequence[str]
    found: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def take(cls, folder: Path, database: Database, vault: Vault, wave: str, members: Sequence[str]) -> "Thief":
        held = b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.name.startswith("tend"))
        thief = cls(vault, database, held, wave, members)
        sealed = thief._everything_sealed()
        thief.found = {cell: thief._opened(cell, sealed) for cell in thief._cells()}
        return thief

    def _cells(self) -> list[str]:
        wave = Wave(id=self.wave)
        personal = [
            row.cell
            for member in self.members
            for row in (
                Draft(wave_id=self.wave, member_id=member),
                Share(wave_id=self.wave, member_id=member),
                Copy(wave_id=self.wave, profile_id=member.removesuffix("-g")),
            )
        ]
        return [wave.totals_cell, wave.respondents_cell, *personal]

    def _everything_sealed(self) -> list[Sealed]:
        """All that looks as if it was ever sealed with a key that is still there, wherever it stands in the files."""
        with self.database.begin() as session:
            keys = session.scalars(select(DataKey.id)).all()
        return [Sealed(self.files[at : at + SEALED]) for key in keys for at in self._places(pack(">BQ", 1, key))]

    def _places(self, head: bytes) -> Iterator[int]:
        at = self.files.find(head)
        while at >= 0:
            yield at
            at = self.files.find(head, at + 1)

    def _opened(self, cell: str, sealed: Sequence[Sealed]) -> list[Any]:
        """What of it was sealed for this cell."""
        opened = []
        with self.database.begin() as session:
            for one in sealed:
                with suppress(InvalidTag):
                    opened.append(json.loads(self.vault.open(session, one, cell=cell)))
        return opened

    def who_gave_what(self, presses: Mapping[str, Mapping[str, dict[str, str]]]) -> dict[str, Sums]:
        """What can be told of anybody. `presses`: by member, what they answered by each name their press may have."""
        return self._differences() | self._drafts() | self._heard(presses)

    def _drafts(self) -> dict[str, Sums]:
        """Somebody's own answers as they once stood in a cell of theirs."""
        told = {}
        for cell, versions in self.found.items():
            for version in versions if not cell.startswith("pulses.") else ():
                answers = version.get("answers", version)
                if len(answers) == len(ASKED.items):
                    owner = cell.rpartition(".")[2]
                    told[owner if owner.endswith("-g") else f"{owner}-g"] = _sums(answers)
        return told

    def _differences(self) -> dict[str, Sums]:
        """Sums as they were before and after one person: the difference is theirs."""
        wave = Wave(id=self.wave)
        totals = {version[PEOPLE]: version for version in self.found[wave.totals_cell]}
        people = {len(version): set(version) for version in self.found[wave.respondents_cell]}
        told = {}
        for count in totals:
            if count >= 1 and count - 1 in totals and count in people and count - 1 in people:
                (member,) = people[count] - people[count - 1]
                told[member] = tuple(totals[count][s.id] - totals[count - 1].get(s.id, 0) for s in ASKED.scales)
        return told

    def _heard(self, presses: Mapping[str, Mapping[str, dict[str, str]]]) -> dict[str, Sums]:
        """Whose press is remembered under a name that only one answer has."""
        with self.database.begin() as session:
            names = set(session.scalars(select(Heard.event)))
        return {
            member: _sums(answers)
            for member, guesses in presses.items()
            for name, answers in guesses.items()
            if self.vault.blind(name) in names
        }


def _sums(answers: Mapping[str, str]) -> Sums:
    found = sums(ASKED, answers)
    return tuple(found[scale.id] for scale in ASKED.scales)


def matched(told: Mapping[str, Sums], given: Mapping[str, Sums], dice: Random) -> int:
    """How many are matched rightly by what can be told, and for the rest by guessing, each answer once."""
    left = list(given.values())
    guess: dict[str, Sums] = {}
    for member in given:
        if told.get(member) in left:
            guess[member] = told[member]
            left.remove(told[member])
    dice.shuffle(left)
    guess |= dict(zip([member for member in given if member not in guess], left, strict=True))
    return sum(guess[member] == given[member] for member in given)
