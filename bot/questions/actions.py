"""What can happen to a question that is asked in the open."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class OpenQuestion(Action, name="questions.open"):
    """Somebody wants the form."""

    group: str


@dataclass(frozen=True)
class AskQuestion(Action, name="questions.ask"):
    """The form, filled in."""

    group: str


@dataclass(frozen=True)
class Settle(Action, name="questions.settle"):
    """The asker has what they needed."""

    question: str


@dataclass(frozen=True)
class TakeBack(Action, name="questions.take_back"):
    """The asker would rather have it gone."""

    question: str


@dataclass(frozen=True)
class Around(Action, name="questions.around"):
    """A member lets their group take part in questions of the groups around (1), or no longer (0)."""

    group: str
    on: int


@dataclass(frozen=True)
class TakeAway(Action, name="questions.take_away"):
    """What a forgotten member asked without a name goes from one room (a timer, at an hour that nobody chose)."""

    question: str
    group: str


@dataclass(frozen=True)
class TakeDown(Action, name="questions.take_down"):
    """A question's time is over (a timer)."""

    question: str
