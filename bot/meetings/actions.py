"""What can happen to a meeting, and what others are told has happened."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions import Action


@dataclass(frozen=True)
class Attend(Action, name="meetings.attend"):
    """A member says whether they come; `answer` is one of `rules.ANSWERS`."""

    meeting: str
    answer: str


@dataclass(frozen=True)
class GiveCalendar(Action, name="meetings.calendar"):
    """A member wants the coming meetings as a file for their own calendar."""

    group: str


@dataclass(frozen=True)
class GiveInvitation(Action, name="meetings.invitation"):
    """A member wants one meeting as a file for their own calendar."""

    meeting: str


@dataclass(frozen=True)
class ShowFeed(Action, name="meetings.feed"):
    """A member wants the address at which their calendar finds the meetings of their groups."""


@dataclass(frozen=True)
class RenewFeed(Action, name="meetings.renew_feed"):
    """A member wants another address; the one that they have ends."""


@dataclass(frozen=True)
class EndFeed(Action, name="meetings.end_feed"):
    """A member wants their address to end."""


@dataclass(frozen=True)
class ShowChange(Action, name="meetings.change"):
    """A member wants to move a meeting or call it off: they are shown what they can do."""

    meeting: str


@dataclass(frozen=True)
class AskMove(Action, name="meetings.ask_move"):
    """A member wants to move a meeting: they get its form."""

    meeting: str


@dataclass(frozen=True)
class Move(Action, name="meetings.move"):
    """The form that says when a meeting is to be instead."""

    meeting: str


@dataclass(frozen=True)
class CallOff(Action, name="meetings.call_off"):
    """A member calls one meeting off."""

    meeting: str


@dataclass(frozen=True)
class PutBack(Action, name="meetings.put_back"):
    """A member puts back a meeting that was called off or moved by hand."""

    meeting: str


@dataclass(frozen=True)
class AskHoliday(Action, name="meetings.ask_holiday"):
    """A member wants to note days without meetings: they get the form."""

    group: str


@dataclass(frozen=True)
class AddHoliday(Action, name="meetings.add_holiday"):
    """The form of a holiday."""

    group: str


@dataclass(frozen=True)
class DropHoliday(Action, name="meetings.drop_holiday"):
    """A member takes a holiday back."""

    holiday: str


@dataclass(frozen=True)
class WasThere(Action, name="meetings.was_there"):
    """A member says for themselves whether they were at a meeting that is over; `there` is 1 or 0."""

    meeting: str
    there: int


@dataclass(frozen=True)
class Reach(Action, name="meetings.reach"):
    """A meeting is a day away, an hour away, or over (a timer; a meeting has one, which sets itself anew)."""

    meeting: str


@dataclass(frozen=True)
class Tell(Action, name="meetings.tell"):
    """Everything that one person is to be reminded of now is said in one message (a timer); `profile` is an id."""

    profile: str


# What the other slices are told.


@dataclass(frozen=True)
class Planned:
    """Told after the coming meetings of a group were looked at; some may be new, moved or called off."""

    group: str


@dataclass(frozen=True)
class Moved:
    """Told when a meeting is at another time than before, under the same id; `by` is the member who moved it.

    `by` is "" when it follows the group's rhythm. `Planned` is told after it, in the same Turn.
    """

    meeting: str
    was: datetime
    by: str = ""


@dataclass(frozen=True)
class CalledOff:
    """Told when a meeting will not take place: called off by a member, by a holiday, or by a changed rhythm (by "")."""

    meeting: str
    by: str = ""


@dataclass(frozen=True)
class BackOn:
    """Told when a meeting that was called off takes place after all, under the same id."""

    meeting: str
    by: str = ""


@dataclass(frozen=True)
class NotComing:
    """Told when a member has said that they will not come."""

    meeting: str
    member: str


@dataclass(frozen=True)
class Ended:
    """Told when a meeting is over and who was there is noted."""

    meeting: str


@dataclass(frozen=True)
class PartChanged:
    """Told by whoever hands out the parts: who does what at a meeting has changed, or somebody said yes to theirs."""

    meeting: str
