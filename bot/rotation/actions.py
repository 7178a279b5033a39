"""What can happen around somebody's turn. `role` is a word such as "facilitator"."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class Will(Action, name="rotation.will"):
    """Whoever was asked takes the turn; when nobody has it, any member may."""

    meeting: str
    role: str


@dataclass(frozen=True)
class Pass(Action, name="rotation.pass"):
    """Whoever has the turn cannot this time: the next is asked, and theirs is kept."""

    meeting: str
    role: str


@dataclass(frozen=True)
class ShowTurns(Action, name="rotation.turns"):
    """A member reads the history of turns; page 0 is the latest."""

    group: str
    page: int


@dataclass(frozen=True)
class Ask(Action, name="rotation.ask"):
    """It is time to ask whoever has the turn (a timer)."""

    meeting: str
    role: str


@dataclass(frozen=True)
class Unheard(Action, name="rotation.unheard"):
    """The question could not be put to this member; the next is asked."""

    meeting: str
    role: str
    member: str


"""Every role and meeting fits: ids are twelve characters, and a role is at most forty."""
