"""What is said of words that are no setting, and of a day on which nobody can be back."""

from datetime import date

from bot.groups.rules import RULE
from bot.instruments.weekly import FEWEST, MOST
from bot.marks import quoted
from bot.rhythm import NotUnderstood, say_date

A_DUTY = "In danger: 999. Child protection in our county: …"
BOTH_DAYS = "20 December to 5 January"
AN_AGREEMENT = "What is said here stays here."


def no_reminder(part: str) -> NotUnderstood:
    return NotUnderstood(part, example="week, day, hour, or none")


def not_days(part: str, most: int) -> NotUnderstood:
    return NotUnderstood(part, problem=f"It can be 1 to {most} days.", example="30 days")


def too_long(words: str, most: int, example: str) -> NotUnderstood:
    return NotUnderstood(words, problem=f"That is {len(words)} characters; it can be 1 to {most}.", example=example)


def long_rule(words: str) -> NotUnderstood:
    return NotUnderstood(words, problem="That is a longer rule than Tend can keep.", example=RULE)


def over_already(words: str) -> NotUnderstood:
    return NotUnderstood(words, problem="By that rule, the last meeting has been already.", example=RULE)


def no_role(words: str, unknown: str) -> NotUnderstood:
    return NotUnderstood(words, problem=f"I know no role “{quoted(unknown)}”.", example="presenter, timekeeper")


def one_presenter(words: str) -> NotUnderstood:
    return NotUnderstood(words, problem="A presenter either has a turn or volunteers.", example="presenter")


def no_question(part: str) -> NotUnderstood:
    return NotUnderstood(part, example="energy, rest, meaning")


def so_many(words: str, count: int) -> NotUnderstood:
    problem = f"That is {count}; please choose {FEWEST} to {MOST}."
    return NotUnderstood(words, problem=problem, example="energy, rest, meaning")


def today(words: str, day: date) -> NotUnderstood:
    return _no_return(words, day, "That is today, so you would not be away at all.")


def same_day(words: str, day: date) -> NotUnderstood:
    return _no_return(words, day, "You would go and be back on the same day.", BOTH_DAYS)


def back_when(words: str, day: date) -> NotUnderstood:
    return _no_return(words, day, "The day on which you are back is missing.", BOTH_DAYS)


def too_far(words: str, day: date) -> NotUnderstood:
    return _no_return(words, day, "That is more than two years away.")


def _no_return(words: str, day: date, problem: str, example: str = "14 December, or 2 weeks") -> NotUnderstood:
    return NotUnderstood(words, problem=problem, understood=say_date(day), example=example)
