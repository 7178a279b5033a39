"""What is true of a group's settings: which there are, how what was typed is read, and how long changes are kept."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.instruments.weekly import FEWEST, MOST, bank
from bot.rhythm import NotUnderstood, instant, parse, read_date, read_time, read_weekday, recall, say_date, say_time
from bot.zones import zone as zone_called

SETTINGS = (
    "name",
    "zone",
    "rhythm",
    "checkin_weekday",
    "checkin_time",
    "agreement",
    "reminders",
    "roles",
    "case_days",
    "duty",
)
"""Columns of `groups` that any member may change by a form, in the order in which they are shown."""
QUESTIONS = "checkin_items"
"""One more, which has a word of its own and no button: a page has room for ten."""
REMINDERS = ("week", "day", "hour")
"""How long before a meeting its members can be reminded of it, each as the group likes."""
LONGEST = {"name": 60, "zone": 60, "rhythm": 400, "checkin_time": 20, "agreement": 1500, "case_days": 20, "duty": 600}
"""Characters of a setting, as typed."""
LONGEST_RULE = 200
"""Characters of a meeting rule as it is read back, in sentences that have other things to say as well."""
MOST_CASE_DAYS = 60
"""How long a group may keep what was written in a case after its end; less than it is known where messages stand."""
CHANGES_KEPT = timedelta(days=365)
"""How long it is remembered who changed what."""
LONGEST_AWAY = timedelta(days=731)
"""A date further off is more likely a slip of the finger than a leave."""
NUDGED_AT = time(12)
"""When a room reads that something waits for one of its members, on the group's clock."""
OLD_NEWS = timedelta(days=7)
"""How long it is of use to be told that the room cannot be written to."""
ROLES = {
    "cofacilitator": "Co-facilitator",
    "presenter": "Presenter by turns",
    "volunteer": "Presenter who volunteers",
    "timekeeper": "Timekeeper",
}
"""What a group can have at its meetings besides a facilitator, as it is kept and as it is shown: without commas, since
several are typed with commas between them.
"""
MEETING = "meeting"
"""What a meeting is called among what is foreseen. Only those who keep meetings know which were moved or called off."""
RULE, ZONE, TIME, NAME = "second Tuesday 18:30", "Europe/Berlin", "09:00", "Tuesday circle"
"""Examples of what can be typed."""


def read(setting: str, words: str, *, zone: str, now: datetime) -> str:
    """What somebody typed for a setting, as it is kept. `zone` is the group's. Raises NotUnderstood."""
    match setting:
        case "zone":
            return zone_called(words).key
        case "rhythm":
            return read_rhythm(words, zone=zone, now=now)
        case "checkin_weekday":
            return str(int(words) if words in set("0123456") else read_weekday(words))
        case "checkin_time":
            return say_time(read_time(words))
        case "reminders":
            return read_reminders(words)
        case "roles":
            return read_roles(words)
        case "checkin_items":
            return read_items(words)
        case "case_days":
            return _days(words)
        case "duty":
            return _fitting(words, LONGEST["duty"], "In danger: 999. Child protection in our county: …")
        case "agreement":
            return _fitting(words, LONGEST["agreement"], "What is said here stays here.")
        case _:
            return _fitting(" ".join(words.split()), LONGEST[setting], NAME)


def read_reminders(words: str) -> str:
    """ "week, day" as it is kept; without any of them "none". Raises NotUnderstood."""
    named = [word for word in re.split(r"[\W_]+", words.casefold()) if word not in ("", "a", "an", "and", "before")]
    chosen = [word.removesuffix("s") for word in named]
    if chosen in ([], ["none"], ["no"], ["never"]):
        return "none"
    if strange := next((word for word in chosen if word not in REMINDERS), ""):
        raise NotUnderstood(strange, example="week, day, hour, or none")
    return ",".join(name for name in REMINDERS if name in chosen)


def _days(words: str) -> str:
    """ "30" or "30 days"."""
    plain = words.casefold().removesuffix("days").removesuffix("day").strip()
    if not plain.isdecimal() or not 1 <= int(plain) <= MOST_CASE_DAYS:
        raise NotUnderstood(words, problem=f"It can be 1 to {MOST_CASE_DAYS} days.", example="30 days")
    return str(int(plain))


def _fitting(words: str, most: int, example: str) -> str:
    if not 0 < len(words) <= most:
        problem = f"That is {len(words)} characters; it can be 1 to {most}."
        raise NotUnderstood(words, problem=problem, example=example)
    return words


def read_rhythm(words: str, *, zone: str, now: datetime) -> str:
    """A meeting rule as `Rhythm.words()`. Raises NotUnderstood, also for one that never happens again."""
    rhythm = parse(words, zone=zone, today=now.astimezone(zone_called(zone)).date())
    if len(rhythm.spoken()) > LONGEST_RULE:
        raise NotUnderstood(words, problem="That is a longer rule than Tend can keep.", example=RULE)
    if rhythm.after(now) is None:
        problem = "By that rule, the last meeting has been already."
        raise NotUnderstood(words, problem=problem, example=RULE).within(rhythm.spoken())
    return rhythm.words()


def read_roles(words: str) -> str:
    """Roles by their names or their keys, with commas: every group has a facilitator. Raises NotUnderstood."""
    shown = {label.casefold(): key for key, label in ROLES.items()}
    parts = {part.strip() for part in words.casefold().replace(" and ", ",").split(",")} - {"", "facilitator"}
    chosen = {shown.get(part, part.replace("-", "")) for part in parts}
    if unknown := chosen - ROLES.keys():
        raise NotUnderstood(words, problem=f"I know no role “{min(unknown)}”.", example="presenter, timekeeper")
    if {"presenter", "volunteer"} <= chosen:
        raise NotUnderstood(words, problem="A presenter either has a turn or volunteers.", example="presenter")
    return " ".join(["facilitator", *(key for key in ROLES if key in chosen)])


def read_items(words: str) -> str:
    """Questions of the check-in, by name or id with commas, as ids in the bank's order. Raises NotUnderstood."""
    known, example = bank(), "energy, rest, meaning"
    ids = {name.casefold(): id for id, name in known.items()} | {id: id for id in known}
    parts = [part.strip() for part in words.casefold().replace(" and ", ",").split(",") if part.strip()]
    if strange := next((part for part in parts if part not in ids), ""):
        raise NotUnderstood(strange, example=example)
    chosen = {ids[part] for part in parts}
    if not FEWEST <= len(chosen) <= MOST:
        problem = f"That is {len(chosen)}; please choose {FEWEST} to {MOST}."
        raise NotUnderstood(words, problem=problem, example=example)
    return ",".join(id for id in known if id in chosen)


def in_zone(rhythm: str, before: str, after: str) -> str:
    """The same rule on another zone's clocks, if it went by the zone `before`; otherwise as it is."""
    kept = recall(rhythm)
    return replace(kept, zone=after).words() if kept.zone == before else rhythm


def nudge_at(now: datetime, zone: str) -> datetime:
    """The next noon on the group's clock."""
    clock = zone_called(zone)
    here = now.astimezone(clock).date()
    noons = (instant(datetime.combine(here + timedelta(days=days), NUDGED_AT), clock) for days in (0, 1))
    return next(noon for noon in noons if noon > now)


def today(now: datetime, zone: str) -> date:
    return now.astimezone(zone_called(zone or "UTC")).date()


def read_return(words: str, zone: str, now: datetime) -> datetime:
    """The first instant of the day on which somebody is back, on their own clock. Raises NotUnderstood."""
    here = today(now, zone)
    day = read_date(words, here)
    if day == here:
        raise _not_a_return(words, day, "That is today, so you would not be away at all.")
    if day - here > LONGEST_AWAY:
        raise _not_a_return(words, day, "That is more than two years away.")
    return instant(datetime.combine(day, time.min), zone_called(zone or "UTC"))


def _not_a_return(words: str, day: date, problem: str) -> NotUnderstood:
    return NotUnderstood(words, problem=problem, understood=say_date(day), example="14 December, or 2 weeks")
