"""What repeats: "second Tuesday 18:30 Berlin" read into a Rhythm, and a Rhythm into the instants at which it happens.

A Rhythm keeps what a wall shows: days of the week, a local time, the name of a zone; never an offset. Which instants
these are is asked anew each time, so a government that changes its clocks moves no meeting. Its `words()` are what is
kept in the database and what is read back to people: English is unsure about "every second Tuesday", which is read
here as the second Tuesday of the month, as every third or last one would be; each fortnight is "every other" or
"every 2 weeks".

    rhythm = parse("second Tuesday 18:30 Berlin", zone="Europe/Berlin", today=now.date())
    rhythm.spoken()     "second Tuesday of every month at 18:30 Europe/Berlin"
    rhythm.after(now)   Occurrence(on, local, at, moved)
"""

from bot.rhythm.hours import read_date, read_days, read_moment, read_other_day, read_span, read_time, read_weekday
from bot.rhythm.local import exists, instant
from bot.rhythm.read import parse, recall
from bot.rhythm.rule import Occurrence, Rhythm, next_weekly
from bot.rhythm.vocabulary import WEEKDAYS, say_date, say_time
from bot.unclear import NotUnderstood

__all__ = [
    "WEEKDAYS",
    "NotUnderstood",
    "Occurrence",
    "Rhythm",
    "exists",
    "instant",
    "next_weekly",
    "parse",
    "read_date",
    "read_days",
    "read_moment",
    "read_other_day",
    "read_span",
    "read_time",
    "read_weekday",
    "recall",
    "say_date",
    "say_time",
]
