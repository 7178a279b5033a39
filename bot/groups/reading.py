"""How what was typed for a setting, or for the day on which somebody is back, is read. Raises NotUnderstood."""

import re
from datetime import date, datetime, time, timedelta

from bot.groups.rules import (
    LONGEST,
    LONGEST_AWAY,
    LONGEST_RULE,
    MOST_CASE_DAYS,
    NAME,
    REMINDERS,
    ROLES,
    today,
)
from bot.groups.screens import reading as screens
from bot.instruments.weekly import FEWEST, MOST, bank
from bot.rhythm import instant, parse, read_date, read_days, read_time, read_weekday, say_time
from bot.rhythm.vocabulary import weekday
from bot.zones import zone as zone_called


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
            return _fitting(words, LONGEST["duty"], screens.A_DUTY)
        case "agreement":
            return _fitting(words, LONGEST["agreement"], screens.AN_AGREEMENT)
        case _:
            return _fitting(" ".join(words.split()), LONGEST[setting], NAME)


def read_reminders(words: str) -> str:
    """ "week, day" as it is kept; without any of them "none". Raises NotUnderstood."""
    named = [word for word in re.split(r"[\W_]+", words.casefold()) if word not in ("", "a", "an", "and", "before")]
    chosen = [word.removesuffix("s") for word in named]
    if chosen in ([], ["none"], ["no"], ["never"]):
        return "none"
    if strange := next((word for word in chosen if word not in REMINDERS), ""):
        raise screens.no_reminder(strange)
    return ",".join(name for name in REMINDERS if name in chosen)


def _days(words: str) -> str:
    """ "30" or "30 days"."""
    plain = words.casefold().removesuffix("days").removesuffix("day").strip()
    if not plain.isdecimal() or not 1 <= int(plain) <= MOST_CASE_DAYS:
        raise screens.not_days(words, MOST_CASE_DAYS)
    return str(int(plain))


def _fitting(words: str, most: int, example: str) -> str:
    if not 0 < len(words) <= most:
        raise screens.too_long(words, most, example)
    return words


def read_rhythm(words: str, *, zone: str, now: datetime) -> str:
    """A meeting rule as `Rhythm.words()`. Raises NotUnderstood, also for one that never happens again."""
    rhythm = parse(words, zone=zone, today=now.astimezone(zone_called(zone)).date())
    if len(rhythm.spoken()) > LONGEST_RULE:
        raise screens.long_rule(words)
    if rhythm.after(now) is None:
        raise screens.over_already(words).within(rhythm.spoken())
    return rhythm.words()


def read_roles(words: str) -> str:
    """Roles by their names or their keys, with commas: every group has a facilitator. Raises NotUnderstood."""
    shown = {label.casefold(): key for key, label in ROLES.items()}
    parts = {part.strip() for part in words.casefold().replace(" and ", ",").split(",")} - {"", "facilitator"}
    chosen = {shown.get(part, part.replace("-", "")) for part in parts}
    if unknown := chosen - ROLES.keys():
        raise screens.no_role(words, min(unknown))
    if {"presenter", "volunteer"} <= chosen:
        raise screens.one_presenter(words)
    return " ".join(["facilitator", *(key for key in ROLES if key in chosen)])


def read_items(words: str) -> str:
    """Questions of the check-in, by name or id with commas, as ids in the bank's order. Raises NotUnderstood."""
    known = bank()
    ids = {name.casefold(): id for id, name in known.items()} | {id: id for id in known}
    parts = [part.strip() for part in words.casefold().replace(" and ", ",").split(",") if part.strip()]
    if strange := next((part for part in parts if part not in ids), ""):
        raise screens.no_question(strange)
    chosen = {ids[part] for part in parts}
    if not FEWEST <= len(chosen) <= MOST:
        raise screens.so_many(words, len(chosen))
    return ",".join(id for id in known if id in chosen)


_DAYS_AWAY = re.compile(r"(?:on |for |this )?((?:next )?\w+|tomorrow)", re.IGNORECASE)


def read_days_away(words: str, zone: str, now: datetime) -> tuple[date, date] | None:
    """The day that "away Friday" or "away next week" names, on which somebody may be back or still away, and the day
    after it. None for all other words: "until Friday" is the day on which they are back.
    """
    here, found = today(now, zone), _DAYS_AWAY.fullmatch(words.strip())
    plain = found[1].casefold() if found else ""
    if plain not in ("next week", "tomorrow") and weekday(plain.removeprefix("next ")) is None:
        return None
    day = read_date(plain, here)
    return day, day + timedelta(days=7 if plain == "next week" else 1)


def read_absence(words: str, zone: str, now: datetime) -> tuple[datetime | None, datetime]:
    """When somebody goes, or None for at once, and when they are back: the first instants of these days on their own
    clock. "14 December" or "2 weeks" is the return alone; "20 December to 5 January" and "from Friday for 2 weeks" are
    both. Raises NotUnderstood.
    """
    here = today(now, zone)
    first, last = read_days(re.sub(r"(?<=\S)\s+for\s+", " to ", words), here)
    if last is None and re.match(r"from\b", words.strip(), re.IGNORECASE):
        raise screens.back_when(words, first)
    go, back = (here, first) if last is None else (first, last)
    if back == go:
        raise screens.today(words, back) if go == here else screens.same_day(words, back)
    if back - here > LONGEST_AWAY:
        raise screens.too_far(words, back)
    clock = zone_called(zone or "UTC")
    starts, ends = (instant(datetime.combine(day, time.min), clock) for day in (go, back))
    return (starts if go > here else None), ends
