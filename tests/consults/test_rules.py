"""Who is asked when: the order is fair in every history, and nights belong to those who sleep."""

from datetime import UTC, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.consults import rules
from bot.consults.rules import NOW, TODAY, WEEK, Peer
from bot.peers.rules import Hours
from bot.zones import zone

BEGIN = datetime(2026, 3, 1, 10, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


class History:
    """Offers as the tables keep them, without the tables. The first `experts` know every topic that is looked for."""

    def __init__(self, peers: int, experts: int = 0) -> None:
        self.offers: dict[str, list[tuple[int, datetime]]] = {f"peer {number}": [] for number in range(peers)}
        self.numbers = count(1)
        self.experts = list(self.offers)[:experts]

    def lately(self, now: datetime) -> list[Peer]:
        return [
            Peer(
                id,
                ZoneInfo("UTC"),
                sum(at > now - rules.LATELY for _, at in offers),
                max((number for number, _ in offers), default=0),
                knows=id in self.experts,
            )
            for id, offers in self.offers.items()
        ]

    def request(self, id: str, now: datetime, depth: int) -> list[str]:
        """Asks one peer after the other, `depth` of them."""
        asked: list[str] = []
        for step in range(min(depth, len(self.offers))):
            at = now + timedelta(minutes=20 * step)
            peer = rules.whom([peer for peer in self.lately(at) if peer.id not in asked], NOW, id, at)
            assert peer
            asked.append(peer.id)
            self.offers[peer.id].append((next(self.numbers), at))
        for id in asked:  # it is over, and of the time the day is left
            number, at = self.offers[id].pop()
            self.offers[id].append((number, at.replace(hour=0, minute=0)))
        return asked


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(1, 10), st.integers(4, 24 * 40), st.text(max_size=4)), max_size=40),
)
def test_offers_differ_by_at_most_one_among_the_equally_eligible(
    peers: int, requests: list[tuple[int, int, str]]
) -> None:
    history, now = History(peers), BEGIN
    for depth, hours, id in requests:
        history.request(id, now, depth)
        counts = [len(offers) for offers in history.offers.values()]
        lately = [peer.offers for peer in history.lately(now + timedelta(hours=4))]
        assert max(counts) - min(counts) <= 1
        assert max(lately) - min(lately) <= 1
        now += timedelta(hours=hours)


@pytest.mark.parametrize(
    "histories", [50, pytest.param(10_000, marks=[pytest.mark.campaign, pytest.mark.timeout(900)])]
)
def test_in_so_many_histories_equals_differ_by_one_offer_and_knowing_much_costs_one_more(histories: int) -> None:
    for seed in range(histories):
        chance = Random(seed)
        size = chance.randint(1, 9)
        experts = chance.randint(0, size)
        history, now = History(size, experts), BEGIN
        for number in range(chance.randint(1, 30)):
            history.request(f"{seed}/{number}", now, chance.randint(1, size))
            counts = [len(offers) for offers in history.offers.values()]
            for equals in (counts[:experts], counts[experts:]):
                assert max(equals, default=0) - min(equals, default=0) <= 1
            assert max(counts) - min(counts) <= 2
            now += timedelta(hours=chance.randint(4, 30))


def test_a_language_that_was_looked_for_comes_first_and_one_in_common_before_none() -> None:
    utc = ZoneInfo("UTC")
    fits = Peer("fits", utc, offers=7, tongue=rules.FITS)
    common = Peer("common", utc, offers=3, tongue=rules.UNDERSTANDS)
    foreign = Peer("foreign", utc, tongue=rules.FOREIGN)
    asked = [peer for left in (3, 2, 1) if (peer := rules.whom([foreign, common, fits][:left], NOW, "r", BEGIN))]
    assert asked == [fits, common, foreign]


def test_who_knows_the_topic_is_first_while_they_were_asked_no_more_often() -> None:
    utc = ZoneInfo("UTC")
    other = Peer("other", utc, 2, 1)
    assert rules.whom([other, Peer("knows", utc, 2, 9, knows=True)], NOW, "r", BEGIN) != other
    assert rules.whom([other, Peer("knows", utc, 3, 9, knows=True)], NOW, "r", BEGIN) == other


@given(st.integers(1, 9), st.text(max_size=6))
def test_nobody_is_asked_twice_before_everybody_was_asked_once(peers: int, id: str) -> None:
    history = History(peers)
    assert sorted(history.request(id, BEGIN, peers)) == sorted(history.offers)


def test_who_is_first_among_equals_differs_from_request_to_request() -> None:
    equals = [Peer(f"peer {number}", ZoneInfo("UTC")) for number in range(4)]
    firsts = [rules.whom(equals, NOW, f"request {number}", BEGIN) for number in range(400)]
    counts = [firsts.count(peer) for peer in equals]
    assert min(counts) > 60  # chance alone stays above this 99.99 times in 100
    assert firsts[7] == rules.whom(equals[::-1], NOW, "request 7", BEGIN)


def test_among_as_many_offers_the_longest_wait_goes_first() -> None:
    utc = ZoneInfo("UTC")
    early = Peer("early", utc, 2, 1)
    late = Peer("late", utc, 2, 2)
    assert rules.whom([late, early, Peer("often", utc, 3, 0)], NOW, "r", BEGIN) == early


def test_for_now_those_who_are_awake_come_first_and_the_others_too() -> None:
    awake = Peer("awake", zone("Europe/London"), offers=9, last=9)
    asleep = Peer("asleep", zone("America/Los_Angeles"))
    assert rules.whom([asleep, awake], NOW, "r", BEGIN) == awake
    assert rules.whom([asleep], NOW, "r", BEGIN) == asleep
    assert rules.whom([asleep], TODAY, "r", BEGIN) is None
    assert rules.whom([asleep], WEEK, "r", BEGIN) is None
    assert rules.first_morning([asleep], BEGIN) == datetime(2026, 3, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "awake"), [(7, False), (8, True), (20, True), (21, False)])
def test_waking_hours_begin_at_eight_and_end_at_nine(hour: int, awake: bool) -> None:
    assert rules.awake(datetime(2026, 1, 5, hour, tzinfo=UTC), Peer("any", ZoneInfo("UTC"))) is awake


HOURS = st.sampled_from([Hours(), Hours(time(9), time(17, 30)), Hours(time(20), time(2)), Hours(time(7), time(7))])


@given(INSTANTS, ZONES, HOURS)
def test_the_next_of_ones_own_hours_is_one_and_none_is_before_it(now: datetime, name: str, hours: Hours) -> None:
    here = Peer("any", zone(name), hours=hours)
    waking = rules.next_waking(now, here)
    assert rules.awake(waking, here)
    assert not any(rules.awake(now + timedelta(minutes=m), here) for m in range(0, _minutes(waking - now), 10))


@settings(deadline=None)
@given(INSTANTS, ZONES, HOURS, st.integers(1, 40 * 60))
def test_a_span_of_ones_own_hours_counts_as_a_minute_hand_would(
    now: datetime, name: str, hours: Hours, span: int
) -> None:
    now, here = now.replace(second=0, microsecond=0), Peer("any", zone(name), hours=hours)
    at, left = now, span
    while left:
        left -= rules.awake(at, here)
        at += timedelta(minutes=1)
    assert rules.after_waking(now, timedelta(minutes=span), here) == at


def test_four_hours_from_the_evening_end_the_next_morning_also_when_clocks_change() -> None:
    evening = datetime(2026, 3, 28, 19, tzinfo=UTC)  # in Berlin 20:00, the night before summer time
    assert rules.time_is_up(TODAY, evening, Peer("any", zone("Europe/Berlin"))) == datetime(2026, 3, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize("soon", [NOW, WEEK])
def test_for_now_and_this_week_the_time_goes_by_the_clock(soon: str) -> None:
    night = datetime(2026, 1, 5, 23, tzinfo=UTC)
    assert rules.time_is_up(soon, night, Peer("any", ZoneInfo("UTC"))) == night + rules.PATIENCE[soon]


@pytest.mark.parametrize(
    ("words", "minutes"),
    [("40", 40), ("40 min", 40), ("about 90 minutes", 90), ("~ 5m", 5), (" 600 ", 600), ("", None), ("  ", None)],
)
def test_minutes_are_read_as_people_write_them(words: str, minutes: int | None) -> None:
    assert rules.minutes(words) == minutes


@pytest.mark.parametrize("words", ["soon", "0", "601", "-5", "1,5", "40 hours", "٤٠ x"])
def test_what_is_no_number_of_minutes_is_not_guessed(words: str) -> None:
    with pytest.raises(ValueError, match="minutes"):
        rules.minutes(words)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
