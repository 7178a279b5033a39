"""What the slices foresee, put together meeting by meeting. Reads only."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.foreseen import Foreseen
from bot.groups.tables import Group, Member, members
from bot.lookahead import rules
from bot.people import Profile
from bot.turn import Turn

APART = ("meeting", "reminder", "check-in")
"""What is no part that somebody takes at a meeting."""


@dataclass(frozen=True)
class Here:
    """A meeting as one member's clocks show it. `usual` is the hour of the meeting before, where it was another."""

    member: Member
    profile: Profile
    zone: str
    at: datetime
    usual: time | None


@dataclass(frozen=True)
class Ahead:
    """One meeting to come. `parts` are roles, with the names of those who are expected to take them."""

    at: datetime
    parts: dict[str, str]
    reminders: list[Foreseen]
    here: list[Here]


@dataclass(frozen=True)
class Outlook:
    """`checkins` are counted by member id; `own` are those of the member who looks."""

    group: Group
    zone: str
    meetings: list[Ahead]
    reminders: int
    checkins: Counter[str]
    others: list[Foreseen]


def outlook(turn: Turn, group: Group, until: datetime) -> Outlook:
    found = turn.foreseen(group.id, until)
    people = members(turn.session, group.id)
    names = {member.id: profile.name for member, profile in people}
    meetings = [one for one in found if one.what == "meeting"]
    return Outlook(
        group=group,
        zone=group.zone,
        meetings=_meetings(meetings, found, names, _clocks(meetings, people, group)),
        reminders=sum(one.what == "reminder" for one in found),
        checkins=Counter(one.member for one in found if one.what == "check-in"),
        others=[one for one in found if not one.meeting and one.what not in APART],
    )


def _clocks(meetings: Sequence[Foreseen], people: Sequence[tuple[Member, Profile]], group: Group) -> list[list[Here]]:
    """By meeting, everybody's clock."""
    starts = [one.at for one in meetings]
    columns = []
    for member, profile in people:
        zone = profile.zone or group.zone
        usual = rules.moves(starts, zone)
        columns.append([Here(member, profile, zone, at, was) for at, was in zip(starts, usual, strict=True)])
    return [list(row) for row in zip(*columns, strict=True)] or [[] for _ in starts]


def _called(part: Foreseen) -> str:
    """A role; a forecast says that it is one."""
    return f"likely {part.what}" if part.about == "likely" else part.what


def _meetings(
    meetings: Sequence[Foreseen], found: Sequence[Foreseen], names: dict[str, str], clocks: Sequence[list[Here]]
) -> list[Ahead]:
    by_meeting: dict[str, list[Foreseen]] = {}
    for one in found:
        if one.meeting and not one.own:
            by_meeting.setdefault(one.meeting, []).append(one)
    ahead = []
    for one, here in zip(meetings, clocks, strict=True):
        about = by_meeting[one.meeting]
        parts = {_called(other): names.get(other.member, "") for other in about if other.what not in APART}
        ahead.append(Ahead(one.at, parts, [other for other in about if other.what == "reminder"], here))
    return ahead
