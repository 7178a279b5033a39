"""The card for whoever facilitates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.agenda.screens import fitting, name
from bot.front import Say
from bot.groups.tables import Agreement, Group
from bot.marks import when
from bot.meetings.rules import FACILITATOR
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rhythm.vocabulary import listed
from bot.rotation.screens.asking import DUTIES
from bot.ui import Button, Message

NO_MEETING = "No meeting of this group is planned, so there is nothing to hand over. Any member can type **settings**."
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


def card(one: Card) -> Message:
    return Message(fitting(lambda most: _lines(one, most), _MOST_LISTED), (Button("Agreement", Say("agreement")),))


def _lines(one: Card, most: int) -> list[str]:
    return [
        f"**Handover for {name(one.group.name)}**, on {when(one.meeting.start)}, for {one.meeting.minutes} minutes.",
        _whose(one),
        DUTIES[FACILITATOR] if one.mine else _of_them(DUTIES[FACILITATOR]),
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
