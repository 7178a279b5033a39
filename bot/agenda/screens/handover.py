"""The card for whoever facilitates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.agenda.actions import AskRoom
from bot.agenda.screens import Line, Noted, fitting, line, name, noted, total
from bot.formats.format import Format
from bot.front import Say
from bot.groups.tables import Agreement, Group
from bot.marks import when
from bot.meetings.rules import FACILITATOR
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rhythm.vocabulary import listed
from bot.rotation.screens.asking import DUTIES
from bot.ui import Button, Message

_MOST_LISTED = 10
_AGAIN = "Type **handover** to see it as it then stands."


@dataclass(frozen=True)
class Card:
    """What the facilitator of a meeting should have at hand. `coming` says of each whether late.

    `mine`: whoever reads it facilitates; otherwise `facilitator` does, or nobody.
    """

    group: Group
    meeting: Meeting
    facilitator: Profile | None
    mine: bool
    agreement: Agreement
    coming: Sequence[tuple[Profile, bool]]
    silent: int
    agenda: Sequence[Line]
    follow_ups: Sequence[Noted]
    felt: str = ""


def card(one: Card) -> Message:
    buttons = (Button("Ask who brings something", AskRoom(one.meeting.id)), Button("Agreement", Say("agreement")))
    return Message(fitting(lambda most: _lines(one, most), _MOST_LISTED), buttons)


def _lines(one: Card, most: int) -> list[str]:
    return [
        f"**Handover for {name(one.group.name)}**, on {when(one.meeting.start)}, for {one.meeting.minutes} minutes.",
        _whose(one),
        DUTIES[FACILITATOR] if one.mine else _of_them(DUTIES[FACILITATOR]),
        *_agenda(one, most),
        *_follow_ups(one, most),
        *([one.felt] if one.felt else []),
        _who_comes(one, most),
        f"The agreement in force is version {one.agreement.version}, since {when(one.agreement.since, 'date')}; type "
        "**agreement** to read it.",
        f"This card goes along with the turn. {_AGAIN}",
    ]


def _whose(one: Card) -> str:
    if one.mine:
        return "You facilitate. If you cannot after all, type **turns pass**."
    if one.facilitator:
        return f"{name(one.facilitator.name)} facilitates."
    return "Nobody facilitates it yet; **turns** says why."


def _of_them(duties: str) -> str:
    """The same for somebody who only looks."""
    return duties.replace("What it asks of you:", "What that asks of them:")


def _who_comes(one: Card, most: int) -> str:
    named = [f"{name(who.name)}{' (late)' if late else ''}" for who, late in one.coming[:most]]
    more = len(one.coming) - len(named)
    said = f"Coming so far: {listed([*named, *([f'{more} more'] if more else [])])}." if one.coming else ""
    silent = {0: "", 1: "One member has not said yet."}.get(one.silent, f"{one.silent} have not said yet.")
    return " ".join(filter(None, [said, silent])) or "Nobody has said that they are coming."


def _agenda(one: Card, most: int) -> list[str]:
    if not one.agenda:
        return ["Nothing is on the agenda yet. To have the room asked, press the button or type **agenda ask**."]
    shown = [line(each) for each in one.agenda[:most]]
    more = len(one.agenda) - len(shown)
    formats = {each.format.id: each.format for each in one.agenda[:most] if each.format}
    return [
        "On the agenda:",
        *shown,
        *([f"and {more} more; **agenda** shows them"] if more else []),
        total(one.agenda, one.meeting.minutes),
        *(_format(each) for each in formats.values()),
    ]


def _format(one: Format) -> str:
    phases = ", ".join(f"{phase.name.lower()} {phase.minutes}" for phase in one.phases)
    return f"- {one.name}, {one.people[0]} to {one.people[1]} people, {one.minutes} minutes: {phases}"


def _follow_ups(one: Card, most: int) -> list[str]:
    if not one.follow_ups:
        return []
    shown = [noted(each) for each in one.follow_ups[:most]]
    more = len(one.follow_ups) - len(shown)
    return ["To come back to:", *shown, *([f"and {more} more; **followups** shows them"] if more else [])]


def handed_on(group: Group, start: datetime, to: Profile | None) -> Message:
    """In place of the card of somebody who no longer facilitates."""
    now = f"{name(to.name)} facilitates now, and is given the card" if to else "Nobody facilitates it now"
    return Message(
        f"You were given the handover for **{name(group.name)}** on {when(start)}. {now}, so there is nothing left for "
        "you to do with it."
    )


def off(group: Group, start: datetime) -> Message:
    """In place of the card of a meeting that was called off."""
    return Message(
        f"You were given the handover for **{name(group.name)}** on {when(start)}. That meeting was called off."
    )
