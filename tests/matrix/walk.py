"""Presses and words of anybody, tried on the prepared evening: what each shows to whom, and what it would change."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import screens
from bot.app import App
from bot.cases.tables import Seat
from bot.db import Kept
from bot.features import FEATURES
from bot.ledger import Parcel
from bot.port import Event, Place, Reply
from bot.sealed import Sealed
from bot.ui import Choice, Form
from tests.chat import Chat, direct
from tests.matrix.places import ANYBODY, CHANGES, HERS, MEMBER, OWNER, SHOWS, Meant, ids, whose
from tests.matrix.scene import ADDRESS, CANARY
from tests.matrix.undone import Undone

Rows = dict[str, Sequence[Any]]
STATEMENTS = {
    name: f'select * from "{name}" where {whose(Kept.metadata.tables[name])} order by 1, 2'  # noqa: S608 -- ours
    for name in HERS
}
EVERYBODY = "everybody"


@dataclass
class Walk:
    """`roles` says who is who, `readers` who may be shown what, in the words in which it is found."""

    chat: Chat
    key: str
    roles: Mapping[str, str]
    readers: Mapping[str, frozenset[str]]
    members: frozenset[str]
    wrong: list[str] = field(default_factory=list)
    tried: int = 0
    _by: str = ""
    _did: str = ""

    def __post_init__(self) -> None:
        chat, undone = self.chat, Undone(self.chat.database.engine)
        with chat.database.begin() as session:
            self.ids, self.before = ids(session), self._rows(session)
            self._last = session.scalar(select(func.max(Parcel.seq))) or 0
        undone.look = self._look
        self.tokens = [token for name in (OWNER, "Ben") for token in ADDRESS.findall(chat.all_text(name))]
        self.app = App(undone, chat.vault, chat.clock, FEATURES, [chat.messenger], feeds=chat.app.feeds)

    @property
    def written(self) -> list[str]:
        """Everything in words that stands nowhere in clear."""
        return [words for words in self.readers if words.startswith(CANARY)]

    async def presses(self, by: str, packed: str, where: Place | None = None) -> None:
        """And sends the form that it may open, filled in."""
        reply = await self._does(by, where, packed, action=packed)
        if isinstance(reply, Form):
            await self.sends(by, reply.action, _filled(reply), where)

    async def sends(self, by: str, packed: str, answers: Mapping[str, Any], where: Place | None = None) -> None:
        await self._does(by, where, packed, action=packed, answers=answers)

    async def types(self, by: str, words: str, where: Place | None = None) -> None:
        await self._does(by, where, words, text=words)

    async def _does(self, by: str, where: Place | None, did: str, **what: Any) -> Reply:
        self._by, self._did, self.tried = by, did, self.tried + 1
        person = self.chat.person(by)
        here = where or direct(person)
        event = Event(f"walk-{self.tried}", person, here, private=where is None, name=by, forms="now")
        reply = await self.app.handle(replace(event, **what))
        if screens.WENT_WRONG in repr(reply):
            self._is_wrong("breaks")
        self._reads(repr(reply), {by})
        return reply

    def _is_wrong(self, how: str) -> None:
        self.wrong.append(f"{self._did} by {self._by} {how}")

    def _is_meant(self, listed: Meant, what: str) -> bool:
        roles, _ = listed.get((self._did.partition(":")[0].removesuffix(f" {OWNER}"), what), ((), ""))
        who = self.members if roles == ANYBODY else {self.roles[role] for role in roles}
        return self._by in self.members and self._by in who

    def _reads(self, shown: str, people: set[str]) -> None:
        for words, may in self.readers.items():
            others = people - may if words in shown else set()
            meant = others <= self.members and self._is_meant(SHOWS, words.removeprefix(f"{CANARY} "))
            if others and not meant:
                self._is_wrong(f"shows “{words}” to {sorted(others)}")

    def _look(self, session: Session) -> None:
        now = self._rows(session)
        for table in [table for table in HERS if now[table] != self.before[table]]:
            if not self._is_meant(CHANGES, table):
                self._is_wrong(f"changes {table}")
        for parcel in session.scalars(select(Parcel).where(Parcel.seq > self._last)):
            if parcel.words is not None:
                said = self.chat.vault.open(session, parcel.words, cell=f"outbox.words.{parcel.key}")
                self._reads(said + parcel.thread, self._addressed(json.loads(parcel.to)))

    def _addressed(self, to: list[str]) -> set[str]:
        match to:
            case ["person", _, handle]:
                return {handle.title()}
            case ["place", _, id] if id.startswith("dm-"):
                return {id.removeprefix("dm-").title()}
            case ["place", _, id] if id in self.chat.messenger.circles:
                return {person.id.title() for person in self.chat.messenger.circles[id].people}
            case ["circle", _, _, _, *handles]:
                return {handle.title() for handle in handles}
        return {EVERYBODY}

    def _rows(self, session: Session) -> Rows:
        """What is kept of hers, sealed as it is; her seats opened, since all of a case are sealed anew together."""
        raw: Any = session.connection().connection.driver_connection
        found: Rows = {table: raw.execute(said).fetchall() for table, said in STATEMENTS.items()}
        seats = raw.execute("select * from case_seats where member_id = ? order by 1, 2", [MEMBER]).fetchall()
        found["case_seats"] = [self._seat(session, seat) for seat in seats]
        return found

    def _seat(self, session: Session, seat: Sequence[Any]) -> list[Any]:
        columns = [column.name for column in Seat.__table__.columns]
        row = dict(zip(columns, seat, strict=True))
        cell = f"case_seats.stance.{row['case_id']}.{MEMBER}"
        return [self.chat.vault.open(session, Sealed(row.pop("stance")), cell=cell), *row.values()]


def _filled(form: Form) -> dict[str, str | list[str]]:
    """What somebody could send."""
    return {one.name: one.options[0].value if isinstance(one, Choice) else one.value or "3" for one in form.fields}


__all__ = ["OWNER", "Walk"]
