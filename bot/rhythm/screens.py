"""Every sentence that answers words which are no time, no date or no rule."""

from collections.abc import Sequence
from datetime import date

from bot.rhythm.vocabulary import listed, say_date
from bot.unclear import NotUnderstood, shown

RULE = "second Tuesday 18:30 Europe/Berlin"
TIME = "18:30 or 8am"
DATE = "14 December, or in 2 weeks"
MOMENT = "Tuesday 17:00, or Tuesday 5pm"
DAY = "Tuesday"
TWO_MEANINGS = ("biweekly", "bimonthly")
EITHER_WAY = "every 2 weeks on Tuesday 18:30, or: Tuesday and Thursday 18:30"


def not_a_time(part: str) -> NotUnderstood:
    problem = (
        f"{shown(part)} is not a time of day, which goes from 00:00 to 23:59." if part else "I found no time of day."
    )
    return NotUnderstood(part, problem=problem, example=TIME)


def not_a_day(part: str, nearest: str) -> NotUnderstood:
    return NotUnderstood(part, problem=f"{shown(part)} is not a day of the week.", nearest=_some(nearest), example=DAY)


def not_a_date(part: str, nearest: str = "") -> NotUnderstood:
    problem = f"I could not read {shown(part)} as a date." if part else "I found no date."
    return NotUnderstood(part, problem=problem, nearest=_some(nearest), example=DATE)


def which_hour(part: str, day: date) -> NotUnderstood:
    hours = (int(part), int(part) + 12) if int(part) < 12 else (int(part),)
    problem = f"Which hour is {shown(part)}?"
    return NotUnderstood(
        part, problem=problem, understood=say_date(day), nearest=[f"{hour:02}:00" for hour in hours], example=MOMENT
    )


def either_of(part: str, days: Sequence[date]) -> NotUnderstood:
    problem = f"{shown(part)} can be two days."
    return NotUnderstood(part, problem=problem, nearest=[say_date(day) for day in days], example=DATE)


def which_day(part: str, stands: date) -> NotUnderstood:
    """`stands`: where it is now."""
    return NotUnderstood(part, problem=f"Which day is {shown(part)}? It is on {say_date(stands)} now.", example=DATE)


def which_half(first: str, last: str) -> NotUnderstood:
    """Two hours of a day that could each be of the morning or of the evening."""
    problem = f"Is {shown(first)} in the morning or in the evening?"
    late = f"{first}pm" if int(first) < 12 else f"{first}am"
    return NotUnderstood(first, problem=problem, nearest=[f"{late} to {last}am"], example=f"{late} to {last}am")


def other_weekday(part: str, day: date) -> NotUnderstood:
    problem = f"Day and date do not fit together in {shown(part)}."
    return NotUnderstood(part, problem=problem, understood=say_date(day), example=DATE)


def before_today(part: str, day: date, today: date) -> NotUnderstood:
    problem = f"That day has passed: today is {say_date(today)}."
    return NotUnderstood(part, problem=problem, understood=say_date(day), example=DATE)


def two_times(parts: Sequence[str]) -> NotUnderstood:
    problem = f"I found more than one time: {listed([shown(part) for part in parts])}. One rhythm has one time."
    return NotUnderstood(parts[1], problem=problem, example=RULE)


def no_time(part: str) -> NotUnderstood:
    return NotUnderstood(part, problem="I found no time of day, such as 18:30 or 6:30pm.", example=RULE)


def no_weekday() -> NotUnderstood:
    return NotUnderstood("", problem="I found no day of the week.", example=RULE)


def which_of_the_month(days: str) -> NotUnderstood:
    problem = f"Which {days} of the month should it be: first, second, third, fourth, fifth or last?"
    return NotUnderstood("", problem=problem, example=RULE)


def weeks_or_months(part: str) -> NotUnderstood:
    problem = f"I could not bring {shown(part)} together: a rhythm counts either weeks or months."
    example = "every 2 weeks on Tuesday 18:30, or: second Tuesday of every 2 months 18:30"
    return NotUnderstood(part, problem=problem, example=example)


def too_seldom(part: str, most: int, unit: str) -> NotUnderstood:
    problem = f"{shown(part)} is not between 1 and {most} {unit}s."
    return NotUnderstood(part, problem=problem, example="every 2 weeks on Tuesday 18:30")


def not_in_rule(part: str, nearest: str = "") -> NotUnderstood:
    """`nearest` may be the same word: one that is known, but not here."""
    if part.casefold().replace("-", "") in TWO_MEANINGS:
        return _either_way(part)
    return NotUnderstood(part, nearest=_some(nearest) if nearest.casefold() != part.casefold() else (), example=RULE)


def _either_way(part: str) -> NotUnderstood:
    problem = f"{shown(part)} says twice in one to some people, and every other one to others."
    return NotUnderstood(part, problem=problem, example=EITHER_WAY)


def twice(word: str) -> NotUnderstood:
    return NotUnderstood(
        word, problem=f"I found {shown(word)} twice; once is enough.", example=f"{RULE} {word} 2026-12-08"
    )


def ends_too_early(part: str, start: date) -> NotUnderstood:
    problem = f"It would end before it begins: the first would be on {say_date(start)}."
    return NotUnderstood(part, problem=problem, example=f"{RULE} from 2026-12-08 until 2027-06-30")


def _some(nearest: str) -> list[str]:
    return [nearest] if nearest else []
