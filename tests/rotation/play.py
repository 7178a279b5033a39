"""A group's turns played through by the rules alone, with books of its own: who was asked, who did it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from bot.rotation.rules import Standing, Why, in_order, why

Mood = Literal["here", "passes", "passes and stays away", "away"]
"""What a member does at one meeting, if it comes to them."""

BEGINNING = datetime(2026, 11, 10, 18, tzinfo=UTC)


@dataclass
class Player:
    """`joined` is the number of the first meeting that they can be at."""

    name: str
    joined: int
    turns: int = 0
    there: int = 0
    last: datetime | None = None
    kept: datetime | None = None


@dataclass
class Evening:
    """One meeting as it went. `passed_over` and `chosen` by name; `standings` as they were before it."""

    number: int
    moods: dict[str, Mood]
    standings: dict[str, Standing]
    passed_over: list[str] = field(default_factory=list)
    chosen: str = ""
    reason: Why | None = None

    def able(self, name: str) -> bool:
        """Could have taken the turn: was in, was here, and not new."""
        standing = self.standings.get(name)
        return standing is not None and self.moods[name] == "here" and (self.number == 0 or standing.there > 0)


def play(joins: Sequence[int], moods: Sequence[Sequence[Mood]]) -> list[Evening]:
    """`joins` holds for each member the number of their first meeting, `moods` for each meeting each member's."""
    players = [Player(f"m{number}", joined) for number, joined in enumerate(joins)]
    return [_evening(number, players, dict(zip(_names(players), row, strict=True))) for number, row in enumerate(moods)]


def _names(players: Sequence[Player]) -> list[str]:
    return [player.name for player in players]


def _evening(number: int, players: Sequence[Player], moods: dict[str, Mood]) -> Evening:
    at = BEGINNING + timedelta(days=28 * number)
    members = {player.name: player for player in players if player.joined <= number}
    in_the_order_of_joining = sorted(members.values(), key=lambda player: player.joined)
    standings = [
        Standing(p.name, p.turns, p.there, p.last, p.kept, place) for place, p in enumerate(in_the_order_of_joining)
    ]
    evening = Evening(number, moods, {standing.member: standing for standing in standings})
    order = in_order(standings, held=number)
    for place, standing in enumerate(order):
        if moods[standing.member] == "here":
            evening.chosen = standing.member
            evening.reason = why(standing, order[place + 1] if place + 1 < len(order) else None)
            break
        evening.passed_over.append(standing.member)
    _write_down(evening, members, at)
    return evening


def _write_down(evening: Evening, members: dict[str, Player], at: datetime) -> None:
    for name in evening.passed_over:
        members[name].kept = members[name].kept or at
    for name, player in members.items():
        player.there += evening.moods[name] in ("here", "passes")
    if evening.chosen:
        chosen = members[evening.chosen]
        chosen.turns, chosen.last, chosen.kept = chosen.turns + 1, at, None
