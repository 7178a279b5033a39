"""What can happen to a pulse. `wave` is the id of one pulse of one group, from its opening to its close."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class Open(Action, name="pulse.open"):
    """A member opens a pulse."""

    group: str


@dataclass(frozen=True)
class Begin(Action, name="pulse.begin"):
    """Somebody wants to answer, or to go on where they stopped."""

    wave: str


@dataclass(frozen=True)
class Rate(Action, name="pulse.rate"):
    """One press answers one question, by the code of the answer."""

    wave: str
    item: str
    code: str


@dataclass(frozen=True)
class OpenForm(Action, name="pulse.form"):
    """Opens the next questions on one form."""

    wave: str


@dataclass(frozen=True)
class FillForm(Action, name="pulse.fill"):
    """The form with several questions: each counts if it had no answer yet."""

    wave: str


@dataclass(frozen=True)
class Reconsider(Action, name="pulse.reconsider"):
    """Somebody wants to change an answer before they hand in: they choose which."""

    wave: str


@dataclass(frozen=True)
class ReconsiderFrom(Action, name="pulse.reconsider_from"):
    """The same, from the question with this number on, where there are many."""

    wave: str
    number: int


@dataclass(frozen=True)
class AskAgain(Action, name="pulse.again"):
    """Asks one question once more."""

    wave: str
    item: str


@dataclass(frozen=True)
class Drop(Action, name="pulse.drop"):
    """Not this time: what was answered so far is deleted."""

    wave: str


@dataclass(frozen=True)
class HandIn(Action, name="pulse.hand_in"):
    """The answers go into the totals, and nobody can take them out again."""

    wave: str


@dataclass(frozen=True)
class KeepCopy(Action, name="pulse.copy"):
    """The same, and a copy stays for whoever answered."""

    wave: str


@dataclass(frozen=True)
class Share(Action, name="pulse.share"):
    """Somebody thinks of sharing their answers under their name: they are told who will see them."""

    wave: str


@dataclass(frozen=True)
class ShareNamed(Action, name="pulse.share_named"):
    """The confirming press: these answers stand beside the result, under their name, and not in it."""

    wave: str


@dataclass(frozen=True)
class Unshare(Action, name="pulse.unshare"):
    """Takes that back, while the pulse is open."""

    wave: str


@dataclass(frozen=True)
class ShowCopies(Action, name="pulse.copies"):
    """Somebody wants to see their own copies."""


@dataclass(frozen=True)
class DeleteCopies(Action, name="pulse.delete_copies"):
    """Somebody wants their own copies gone."""


@dataclass(frozen=True)
class PutAway(Action, name="pulse.put_away"):
    """What was shown of one's own copies goes from the screen."""


@dataclass(frozen=True)
class AskRhythm(Action, name="pulse.ask_rhythm"):
    """A member wants to say when pulses open by themselves: they get the form."""

    group: str


@dataclass(frozen=True)
class SetRhythm(Action, name="pulse.set_rhythm"):
    """The form with the rhythm."""

    group: str


@dataclass(frozen=True)
class AskQuestions(Action, name="pulse.questions"):
    """A member wants to see which questions the group's pulse could ask."""

    group: str


@dataclass(frozen=True)
class SetQuestions(Action, name="pulse.set_questions"):
    """From the next pulse on, it asks those of this instrument."""

    group: str
    instrument: str


@dataclass(frozen=True)
class Due(Action, name="pulse.due"):
    """The rhythm's timer. `at` is the planned instant in seconds: another one is stale."""

    group: str
    at: int


@dataclass(frozen=True)
class Remind(Action, name="pulse.remind"):
    """The timer that reminds everybody."""

    wave: str


@dataclass(frozen=True)
class Close(Action, name="pulse.close"):
    """The timer that ends a pulse."""

    wave: str
