"""What can happen to a measure. `taking` is the id of one person's one time with one instrument."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class ShowMeasures(Action, name="measures.show"):
    """Somebody wants to see what they can take."""


@dataclass(frozen=True)
class Begin(Action, name="measures.begin"):
    """Somebody takes an instrument now, or goes on with it."""

    instrument: str


@dataclass(frozen=True)
class Pick(Action, name="measures.pick"):
    """One press answers one question, now or again. `answer` is the answer's code."""

    taking: str
    item: str
    answer: str


@dataclass(frozen=True)
class SkipItem(Action, name="measures.skip"):
    """A question is left out: it is missing, and no zero."""

    taking: str
    item: str


@dataclass(frozen=True)
class AskAgain(Action, name="measures.again"):
    """Shows one question once more."""

    taking: str
    item: str


@dataclass(frozen=True)
class OpenField(Action, name="measures.field"):
    """Opens the form for a question that has more answers than there can be buttons."""

    taking: str
    item: str


@dataclass(frozen=True)
class FillField(Action, name="measures.filled"):
    """The form of one question."""

    taking: str
    item: str


@dataclass(frozen=True)
class OpenForm(Action, name="measures.form"):
    """Opens every question of a short instrument on one form."""

    taking: str


@dataclass(frozen=True)
class FillForm(Action, name="measures.all"):
    """The form with every question."""

    taking: str


@dataclass(frozen=True)
class Later(Action, name="measures.later"):
    """Somebody goes on another time."""

    taking: str


@dataclass(frozen=True)
class ShowResults(Action, name="measures.results"):
    """Somebody wants to see their own results."""


@dataclass(frozen=True)
class ShowResult(Action, name="measures.result"):
    """Their own results with one instrument."""

    instrument: str


@dataclass(frozen=True)
class PutAway(Action, name="measures.put_away"):
    """What was shown of one's own results goes from the screen."""


@dataclass(frozen=True)
class OpenThreshold(Action, name="measures.threshold"):
    """Opens the form for one's own threshold."""

    instrument: str


@dataclass(frozen=True)
class SetThreshold(Action, name="measures.set_threshold"):
    """The form with the threshold."""

    instrument: str


@dataclass(frozen=True)
class DropThreshold(Action, name="measures.no_threshold"):
    """Somebody wants no threshold any more."""

    instrument: str


@dataclass(frozen=True)
class OpenKeeping(Action, name="measures.keeping"):
    """Opens the form that asks how long scores are kept."""


@dataclass(frozen=True)
class SetKeeping(Action, name="measures.keep"):
    """The form with how long."""


@dataclass(frozen=True)
class AskDelete(Action, name="measures.delete"):
    """Somebody wants their results with one instrument deleted: they are asked once more."""

    instrument: str


@dataclass(frozen=True)
class Delete(Action, name="measures.deleted"):
    """The confirming press."""

    instrument: str
