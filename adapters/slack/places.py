"""Slack's ids as the bot's: every one carries its workspace, so that one Tend can serve many.

A person is "T1:U1". A place is "T1:C1", or "T1:C1:1700000000.1" for a thread. The conversation of one person with Tend
may also be called by that person's id, as Slack allows; what Slack answers then names the conversation itself.
"""

from typing import NamedTuple

from bot.port import Person, Place, Sent

PLATFORM = "slack"


class Spot(NamedTuple):
    """A place in Slack's words. `thread` is the timestamp of the message that it hangs under, or empty."""

    team: str
    channel: str
    thread: str = ""

    @property
    def place(self) -> Place:
        return Place(PLATFORM, ":".join(filter(None, self)))

    @property
    def private(self) -> bool:
        """Whether only one person and Tend read here."""
        return self.channel[:1] in ("D", "U", "W")


def spot(place: Place) -> Spot:
    team, channel, *thread = place.id.split(":")
    return Spot(team, channel, *thread)


def person(team: str, user: str) -> Person:
    return Person(PLATFORM, f"{team}:{user}")


def team_and_user(who: Person) -> tuple[str, str]:
    team, _, user = who.id.partition(":")
    return team, user


def sent(where: Spot, ts: str, *, thread: bool = False) -> Sent:
    """A message that exists. On Slack every message can have a thread; `thread` says that one was asked for."""
    beneath = Spot(where.team, where.channel, where.thread or ts).place if thread else None
    return Sent(where.place, ts, beneath)
