"""What is said of words that are no day, no hour and no quiet hours."""

from bot.rhythm import NotUnderstood


def neither() -> NotUnderstood:
    return NotUnderstood("", problem="I found neither a day nor an hour.", example="Thursday 8am")


def two_times(part: str) -> NotUnderstood:
    return NotUnderstood(part, problem="I need two times, from when until when.", example="quiet 8pm to 8am")
