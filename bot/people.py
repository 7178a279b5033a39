"""Who Tend knows: one row for each person who pressed a button that needed remembering them, with their name and zone.

A platform's hints fill in a name and a zone; what a person said about themselves always wins.
"""

from datetime import datetime, time
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db import Kept, new_id
from bot.port import Event, Person
from bot.quiet import Within, opens
from bot.zones import UnknownZone, known_zone
from bot.zones import zone as zone_called

if TYPE_CHECKING:
    from bot.turn import Turn


LONGEST_NAME = 80
"""Characters of a platform's name for somebody that we keep, so that every sentence about them fits."""


class Profile(Kept):
    """A person as Tend knows them. `handle` is the platform's id; `zone` is an IANA name or empty when unknown.

    `away_until`: until then they are not asked, offered or prompted anything; `away_from` is there while that is still
    to begin, and says when it does. `gone_at`: since then their account is no
    longer there, so that it is the same; they are back as soon as they do something. `asked_from` and `asked_until`
    ("HH:MM") are the hours between which they may be asked what can wait; None for any.
    """

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)
    platform: Mapped[str]
    handle: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="")
    zone_is_theirs: Mapped[bool] = mapped_column(default=False)
    away_until: Mapped[datetime | None]
    met_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    asked_from: Mapped[str | None]
    asked_until: Mapped[str | None]
    away_from: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("platform", "handle"),)

    @property
    def person(self) -> Person:
        return Person(self.platform, self.handle)

    def away(self, now: datetime) -> bool:
        """Whether they are to be left in peace, for any reason."""
        return bool(self.absence(now))

    def absence(self, now: datetime) -> Literal["", "away", "gone"]:
        """Why they are not to be asked: away until a day, or no longer in the workspace."""
        if self.gone_at:
            return "gone"
        begun = self.away_from is None or self.away_from <= now
        return "away" if begun and self.away_until and now < self.away_until else ""

    @property
    def within(self) -> Within | None:
        if self.asked_from is None or self.asked_until is None:
            return None
        return Within(time.fromisoformat(self.asked_from), time.fromisoformat(self.asked_until))

    def opens(self, moment: datetime) -> datetime:
        """The first instant from this one on at which they may be asked what can wait."""
        return opens(self.within, moment, ZoneInfo(known_zone(self.zone)))

    @property
    def owner(self) -> str:
        """The owner of this person's private words; see `bot.sealed`."""
        return f"person:{self.id}"


def known(session: Session, person: Person) -> Profile | None:
    return session.scalars(_KNOWN, {"here": person.platform, "named": person.id}).first()


_KNOWN = select(Profile).where(Profile.platform == bindparam("here"), Profile.handle == bindparam("named"))
"""Asked in nearly every Turn, so made once."""


def meet(turn: "Turn") -> Profile:
    """The profile of who acts in this Turn, made on first meeting and kept up with the platform's hints."""
    event = turn.heard
    profile = known(turn.session, event.who)
    if profile is None:
        name = event.who.id[:LONGEST_NAME]
        profile = Profile(
            id=new_id(),
            platform=event.who.platform,
            handle=event.who.id,
            name=name,
            zone="",
            zone_is_theirs=False,
            met_at=turn.now,
        )
        turn.session.add(profile)
    _take_hints(profile, event)
    turn.session.flush()
    return profile


def _take_hints(profile: Profile, event: Event) -> None:
    profile.name = hinted_name(event) or profile.name
    if not profile.zone_is_theirs:
        profile.zone = hinted_zone(event) or profile.zone


def hinted_name(event: Event) -> str:
    """What the platform calls whoever acts, on one line; empty when it does not say."""
    return " ".join(event.name.split())[:LONGEST_NAME]


def hinted_zone(event: Event) -> str:
    """The zone that the platform gives for whoever acts; empty for none, or for one that nobody knows."""
    try:
        return zone_called(event.zone).key if event.zone else ""
    except UnknownZone:
        return ""
