"""People in a group, put there without the conversation of joining, and small questions to the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.checkins.tables import Checkin, Plan
from bot.groups.actions import Joined, Left, SettingChanged, ZoneChanged
from bot.groups.tables import Group, Member
from bot.people import Profile
from bot.turn import Turn
from tests.chat import PLATFORM, ROOM, Chat

T = TypeVar("T")
RHYTHM = "second Tuesday of every month at 18:30 Europe/Berlin from 2026-11-01"


def utc(text: str) -> datetime:
    """An instant from "2026-11-02 08:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def do(chat: Chat, work: Callable[[Turn], T]) -> T:
    """Something that another slice, or an operator, does in a Turn of its own."""
    with chat.database.begin() as session:
        return work(Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions))


def ask(chat: Chat, question: Callable[[Session], T]) -> T:
    return do(chat, lambda turn: question(turn.session))


def found(chat: Chat, id: str = "g", zone: str = "Europe/Berlin", weekday: int = 0, hour: str = "08:00") -> None:
    """A group whose members are asked on `weekday` (Monday 0) at `hour`."""
    home = ROOM.id if id == "g" else f"room-{id}"
    row = Group(id=id, name="Harbour", zone=zone, platform=PLATFORM, home=home, rhythm=RHYTHM, agreement=1)
    row.checkin_weekday, row.checkin_time, row.made_at = weekday, hour, chat.clock.now()
    do(chat, lambda turn: turn.session.add(row))


def join(chat: Chat, name: str, zone: str = "", group: str = "g") -> None:
    do(chat, lambda turn: _join(turn, chat, name, zone, group))
    chat.zones.setdefault(name, zone)


def _join(turn: Turn, chat: Chat, name: str, zone: str, group: str) -> None:
    if turn.session.get(Profile, name) is None:
        who = {"platform": PLATFORM, "handle": name.lower(), "name": name, "zone": zone, "zone_is_theirs": bool(zone)}
        turn.session.add(Profile(id=name, met_at=turn.now, **who))
        turn.session.flush()
    row = Member(id=f"{name}-{group}", group_id=group, profile_id=name, joined_at=turn.now, accepted=1)
    turn.session.merge(row)
    turn.session.flush()
    turn.happened(Joined(group, row.id))


def leave(chat: Chat, name: str, group: str = "g") -> None:
    def left(turn: Turn) -> None:
        turn.session.get_one(Member, f"{name}-{group}").left_at = turn.now
        turn.happened(Left(group, f"{name}-{group}"))

    do(chat, left)


def move(chat: Chat, name: str, zone: str, *, silently: bool = False) -> None:
    """Somebody is in another zone now; `silently`: only their platform has noticed."""

    def moved(turn: Turn) -> None:
        turn.session.get_one(Profile, name).zone = zone
        if not silently:
            turn.happened(ZoneChanged(name))

    do(chat, moved)


def setting(chat: Chat, group: str = "g", **values: int | str) -> None:
    def changed(turn: Turn) -> None:
        for column, value in values.items():
            setattr(turn.session.get_one(Group, group), column, value)
            turn.happened(SettingChanged(group, column))

    do(chat, changed)


def weeks(chat: Chat, name: str) -> list[str]:
    """The weeks that somebody was asked in or began."""
    found = select(Checkin.week).where(Checkin.profile_id == name).order_by(Checkin.week)
    return ask(chat, lambda session: list(session.scalars(found)))


def next_at(chat: Chat, name: str) -> datetime | None:
    def planned(session: Session) -> datetime | None:
        plan = session.get(Plan, name)
        return plan.next_at if plan else None

    return ask(chat, planned)


def questions(chat: Chat, name: str) -> int:
    """How many check-ins this person was sent."""
    return sum("question 1 of 4" in s.message.text or s.key.endswith("/asked") for s in chat.sees(name) if s.key)
