"""Words into a Rhythm, such as "first and third Thursday 19:00" or "every 2 weeks on Mon, Wed at 12:15 Berlin".

    rhythm = days [at] time [zone] {from date | until date | except dates}
    days   = [every [n weeks | other | fortnight]] weekdays
           | [every] ordinals weekdays [of every [n] month[s]]

Words of any other kind are answered and never guessed at. What is kept in databases is written in this language,
so it may grow, and everything that it once understood must mean the same for ever.
"""

import re
from contextlib import suppress
from datetime import date, time

from bot.rhythm import screens
from bot.rhythm.hours import TIMES, halves, read_date, read_time
from bot.rhythm.line import Line
from bot.rhythm.rule import MOST, Rhythm, say_days
from bot.rhythm.vocabulary import WEEKDAYS, listed, meant, number, ordinal, say_time, unit, weekday
from bot.unclear import NotUnderstood
from bot.zones import UnknownZone
from bot.zones import zone as zone_called

Days = tuple[tuple[int, ...], tuple[int, ...], int]
"""Weekdays, ordinals, every."""

Step = tuple[int, str]
"""How many, and "week" or "month"."""


def parse(words: str, *, zone: str, today: date) -> Rhythm:
    """The rhythm that somebody described. `zone` is for words that name none, `today` for those that name no start.

    Raises NotUnderstood with what was understood, also for a zone that nobody knows.
    """
    head, limits = _apart(words)
    reading = _Reading(head)
    try:
        weekdays, ordinals, every = reading.days()
        local = reading.time()
        named = reading.zone() or zone
        start, until, without = _dates(limits, today)
        rhythm = Rhythm(weekdays, local, zone_called(named).key, start, ordinals, every, until, without)
    except NotUnderstood as wrong:
        raise wrong.within(_Reading(head).understood()) from None
    if until and until < rhythm.start:
        raise screens.ends_too_early(limits["until"], rhythm.start).within(_Reading(head).understood())
    return rhythm


def recall(words: str) -> Rhythm:
    """The rhythm whose `words()` were kept."""
    return parse(words, zone="UTC", today=date(2000, 1, 1))


class _Reading:
    """Days, time and zone of one line; days are read first, and the zone is what remains."""

    def __init__(self, head: str) -> None:
        head = halves(head)
        self.times = TIMES.findall(head)
        self.line = Line(TIMES.sub(" ", head))

    def days(self) -> Days:
        before = _step(self.line)
        ordinals = self.line.several(ordinal)
        weekdays = sorted(set(self.line.several(weekday, loosely=True)))
        if not weekdays:
            raise self._no_weekday()
        every, kind = _one_step(self.line, before, _step(self.line, bare=True) if ordinals else None, ordinals)
        if kind == "month" and not ordinals:
            raise screens.which_of_the_month(listed([WEEKDAYS[day] for day in weekdays]))
        if not 1 <= every <= MOST[kind]:
            raise screens.too_seldom(self.line.heard, MOST[kind], kind)
        return tuple(weekdays), tuple(ordinals), every

    def time(self) -> time:
        if not self.times:
            raise screens.no_time(self.line.rest())
        if len(self.times) > 1:
            raise screens.two_times(self.times)
        return read_time(self.times[0])

    def zone(self) -> str:
        """The zone that the rest of the line names, or ""."""
        rest = self.line.rest()
        try:
            return zone_called(rest).key if rest else ""
        except UnknownZone:
            slips = (screens.not_in_rule(word, slip) for word in rest.split()[:12] if (slip := meant(word)))
            raise next(slips, None) or UnknownZone(rest) from None

    def understood(self) -> str:
        """Whatever can be understood of the line by itself."""
        said = []
        try:
            said.append(say_days(*self.days()))
        except NotUnderstood as wrong:
            if self.line.heard and wrong.part == self.line.next:
                said.append(f"{self.line.heard} …")
        with suppress(NotUnderstood):
            said.append(f"at {say_time(self.time())}")
        with suppress(NotUnderstood):
            said.append(self.zone())
        return " ".join(filter(None, said))

    def _no_weekday(self) -> NotUnderstood:
        word = self.line.next
        if meant(word):
            return screens.not_in_rule(word, meant(word))
        with suppress(UnknownZone):
            zone_called(self.line.rest())
            word = ""
        return screens.not_in_rule(word) if word else screens.no_weekday()


_NAMED = {"weekly": (1, "week"), "fortnightly": (2, "week"), "monthly": (1, "month")}
_AFTER_EVERY = {"week": (1, "week"), "month": (1, "month"), "other": (2, "week"), "fortnight": (2, "week")}


def _step(line: Line, *, bare: bool = False) -> Step | None:
    """ "every 2 weeks", "every other", "fortnightly"; and with `bare` also what "of the month" leaves over."""
    if named := line.take(lambda word: _NAMED.get(word.casefold())):
        return named
    if bare and line.take(lambda word: word.casefold() == "month" or None):
        return 1, "month"
    if not line.take(lambda word: word.casefold() in ("every", "each") or None):
        return None
    return line.take(_counted, words=2) or line.take(lambda word: _AFTER_EVERY.get(word.casefold()))


def _counted(pair: str) -> Step | None:
    """ "2 weeks", "second week" or "other month"; "second Tuesday" is no step."""
    first, second = pair.split(" ")
    count = 2 if first.casefold() == "other" else number(first) or ordinal(first) or 0
    kind = unit(second)
    return (count, kind) if kind and count > 0 else None


def _one_step(line: Line, before: Step | None, after: Step | None, ordinals: list[int]) -> Step:
    """The step that was told before or after the days; "of the month" adds nothing to another."""
    told = {step for step in (before, after) if step}
    if len(told) > 1:
        told.discard((1, "month"))
    if len(told) > 1 or ordinals and any(kind == "week" for _, kind in told):
        raise screens.weeks_or_months(line.heard)
    return told.pop() if told else (1, "month" if ordinals else "week")


_LIMIT = re.compile(r"\b(from|starting|until|till|except|without|but\s+not)\b(?:\s+(?:from|on|for)\b)?", re.IGNORECASE)
_LIMITS = {"from": "from", "starting": "from", "until": "until", "till": "until"}


def _apart(words: str) -> tuple[str, dict[str, str]]:
    """The rule, and its limits under "from", "until" and "except"."""
    head, *pieces = _LIMIT.split(words)
    limits: dict[str, str] = {}
    for keyword, text in zip(pieces[::2], pieces[1::2], strict=True):
        limit = _LIMITS.get(keyword.casefold(), "except")
        if limit in limits:
            raise screens.twice(keyword)
        limits[limit] = text
    for limit, text in [] if TIMES.search(head) else limits.items():
        if (clock := TIMES.search(text)) and clock.start():  # "from 1 December at 18:30 Berlin"
            head, limits[limit] = f"{head} {text[clock.start() :]}", text[: clock.start()]
    return head, {limit: text.strip(" ,.") for limit, text in limits.items()}


def _dates(limits: dict[str, str], today: date) -> tuple[date, date | None, frozenset[date]]:
    start = read_date(limits["from"], today, past=True) if "from" in limits else today
    until = read_date(limits["until"], start, past=True) if "until" in limits else None
    without = re.split(r",|&|\band\b", limits["except"]) if "except" in limits else []
    return start, until, frozenset(read_date(day, start, past=True) for day in without)
