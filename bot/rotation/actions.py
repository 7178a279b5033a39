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


@dataclass(frozen=True)
class Keep(Action, name="rotation.keep"):
    """Whoever has the turn keeps it for the next meeting; at this one nobody is asked in their place."""

    meeting: str
    role: str


@dataclass(frozen=True)
class AskGroup(Action, name="rotation.ask_group"):
    """Whoever has the turn asks the group for a volunteer, and has it until somebody comes forward."""

    meeting: str
    role: str


@dataclass(frozen=True)
class Take(Action, name="rotation.take"):
    """A member takes a turn that nobody has, or for which a volunteer is wanted."""

    meeting: str
    role: str


@dataclass(frozen=True)
class StepIn(Action, name="rotation.step_in"):
    """A member takes the place of a colleague who cannot be there on the day."""

    meeting: str
    role: str


@dataclass(frozen=True)
class TakeBack(Action, name="rotation.take_back"):
    """The colleague can be there after all, and has their turn again."""

    meeting: str
    role: str


@dataclass(frozen=True)
class SwapWith(Action, name="rotation.swap_with"):
    """Whoever has the turn wants to choose whom to ask for a swap."""

    meeting: str
    role: str


@dataclass(frozen=True)
class AskSwap(Action, name="rotation.ask_swap"):
    """They ask this member."""

    meeting: str
    role: str
    member: str


@dataclass(frozen=True)
class Agree(Action, name="rotation.agree"):
    """Whoever was asked says yes: now they are swapped."""

    swap: str


@dataclass(frozen=True)
class Decline(Action, name="rotation.decline"):
    """Whoever was asked says no, without a reason."""

    swap: str


@dataclass(frozen=True)
class Expire(Action, name="rotation.expire"):
    """A swap has waited long enough (a timer)."""

    swap: str


@dataclass(frozen=True)
class ShowFairness(Action, name="rotation.fairness"):
    """A member reads who is next in each role, and how even the turns are."""

    group: str


@dataclass(frozen=True)
class ShowMine(Action, name="rotation.mine"):
    """A member reads their own balance; nobody else can."""

    group: str


"""Every role and meeting fits: ids are twelve characters, and a role is at most forty."""
