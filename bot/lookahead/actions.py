"""What can happen while looking ahead."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class Show(Action, name="lookahead.show"):
    """A member reads on, from the meeting of this number, 0 being the next one; `months` ahead."""

    group: str
    months: int
    first: int
