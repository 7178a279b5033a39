"""What can happen to a request for a consult, from asking to done."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class AskPeer(Action, name="consults.ask"):
    """Somebody wants to ask a peer: they are shown the form. An empty `group` means the only one they are in."""

    group: str = ""


@dataclass(frozen=True)
class AskPeerBy(Action, name="consults.ask_by"):
    """As `AskPeer`, for somebody who has said with the command how soon, as in `rules.SOON`."""

    group: str
    soon: str


@dataclass(frozen=True)
class Request(Action, name="consults.request"):
    """The form: what would help, how soon, a sentence, and whether it may go into the private place."""

    group: str


@dataclass(frozen=True)
class RequestBy(Action, name="consults.request_by"):
    """The same form without how soon, which was said with the command; `soon` as in `rules.SOON`."""

    group: str
    soon: str


@dataclass(frozen=True)
class StopAsking(Action, name="consults.stop"):
    """The asker needs nobody any more."""

    consult: str


@dataclass(frozen=True)
class BeginNow(Action, name="consults.begin_now"):
    """The asker begins with those who have said yes, and waits for nobody else."""

    consult: str


@dataclass(frozen=True)
class Can(Action, name="consults.can"):
    """A peer who was asked has time, perhaps later than they were given."""

    offer: str


@dataclass(frozen=True)
class NotThisTime(Action, name="consults.not_this_time"):
    """A peer who was asked has no time. Why is nobody's business."""

    offer: str


@dataclass(frozen=True)
class GoOn(Action, name="consults.go_on"):
    """A timer: time is up for a peer, a morning has come, or what is waited for has lasted long enough."""

    consult: str


@dataclass(frozen=True)
class NotReached(Action, name="consults.not_reached"):
    """The question never came to this peer: the platform knows no way to them."""

    offer: str


@dataclass(frozen=True)
class Withdraw(Action, name="consults.withdraw"):
    """A timer: a question without a name is no longer needed, and nobody can tell when that came to be."""

    offer: str


@dataclass(frozen=True)
class NoPlace(Action, name="consults.no_place"):
    """The platform could not make a private place for the two."""

    consult: str


@dataclass(frozen=True)
class Done(Action, name="consults.done"):
    """One of the two is done: they are asked for the minutes."""

    consult: str


@dataclass(frozen=True)
class Close(Action, name="consults.close"):
    """The form: about how many minutes it took, if they like."""

    consult: str


@dataclass(frozen=True)
class ShowUrgent(Action, name="consults.urgent"):
    """After something terrible: what happened can be pressed. An empty `group` means the only one they are in."""

    group: str = ""


@dataclass(frozen=True)
class AskUrgently(Action, name="consults.ask_urgently"):
    """Those on call are asked, one after the other. `what` as in `rules.WHAT`."""

    group: str
    what: str


@dataclass(frozen=True)
class BeOnCall(Action, name="consults.be_on_call"):
    """Somebody is on call from now on; `hours` as in `rules.ON_CALL`."""

    group: str
    hours: str


@dataclass(frozen=True)
class LookAgain(Action, name="consults.look_again"):
    """A timer: so many days after something terrible, whoever asked then is written to, alone."""

    profile: str
    days: int


@dataclass(frozen=True)
class DoNotLookAgain(Action, name="consults.do_not_look_again"):
    """Whoever asked would rather not be written to later."""


@dataclass(frozen=True)
class MayKnow(Action, name="consults.may_know"):
    """A peer who was asked may know who the client is. To everybody else they had no time."""

    offer: str


@dataclass(frozen=True)
class Report(Action, name="consults.report"):
    """A peer who was asked will not have this before them: it is hidden from them at once."""

    offer: str


@dataclass(frozen=True)
class KeepApart(Action, name="consults.keep_apart"):
    """They would rather not be matched with this asker any more."""

    offer: str


@dataclass(frozen=True)
class WriteAfter(Action, name="consults.write_after"):
    """After so many weeks without a consult or a buddy somebody would be written to; 0 for never."""

    weeks: int


@dataclass(frozen=True)
class LookIn(Action, name="consults.look_in"):
    """A timer: somebody's weeks may be over."""

    profile: str
