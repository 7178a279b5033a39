"""Who is asked when: the order is fair in every history, and nights belong to those who sleep."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.consults import rules
from bot.consults.rules import NOW, TODAY, WEEK, Peer
from bot.rhythm import waking
from bot.zones import zone

BEGIN = datetime(2026, 3, 1, 10, tzinfo=UTC)
ZONES = st.sampled_from(["Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])
INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


class History:
    """Offers as the tables keep them, without the tables."""

    def __init__(self, peers: int) -> None:
        self.offers: dict[str, list[datetime]] = {f"peer {number}": [] for number in range(peers)}

    def lately(self, now: datetime) -> list[Peer]:
        return [
            Peer(id, ZoneInfo("UTC"), sum(at > now - rules.LATELY for at in offers), max(offers, default=None))
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
            self.offers[peer.id].append(at)
        return asked


@settings(max_examples=300, deadline=None)
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
    early = Peer("early", utc, 2, BEGIN - timedelta(days=9))
    late = Peer("late", utc, 2, BEGIN - timedelta(days=2))
    assert rules.whom([late, early, Peer("often", utc, 3, None)], NOW, "r", BEGIN) == early


def test_for_now_those_who_are_awake_come_first_and_the_others_too() -> None:
    awake = Peer("awake", zone("Europe/London"), offers=9, last=BEGIN)
    asleep = Peer("asleep", zone("America/Los_Angeles"))
    assert rules.whom([asleep, awake], NOW, "r", BEGIN) == awake
    assert rules.whom([asleep], NOW, "r", BEGIN) == asleep
    assert rules.whom([asleep], TODAY, "r", BEGIN) is None
    assert rules.whom([asleep], WEEK, "r", BEGIN) is None
    assert rules.first_morning([asleep], BEGIN) == datetime(2026, 3, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(("hour", "awake"), [(7, False), (8, True), (20, True), (21, False)])
def test_waking_hours_begin_at_eight_and_end_at_nine(hour: int, awake: bool) -> None:
    assert waking.awake(datetime(2026, 1, 5, hour, tzinfo=UTC), ZoneInfo("UTC")) is awake


@given(INSTANTS, ZONES)
def test_the_next_waking_instant_is_awake_and_none_is_before_it(now: datetime, name: str) -> None:
    here = zone(name)
    first = waking.next_waking(now, here)
    assert waking.awake(first, here)
    assert not any(waking.awake(now + timedelta(minutes=m), here) for m in range(0, _minutes(first - now), 10))


@settings(deadline=None)
@given(INSTANTS, ZONES, st.integers(1, 40 * 60))
def test_a_span_of_waking_hours_counts_as_a_minute_hand_would(now: datetime, name: str, span: int) -> None:
    now, here = now.replace(second=0, microsecond=0), zone(name)
    at, left = now, span
    while left:
        left -= waking.awake(at, here)
        at += timedelta(minutes=1)
    assert waking.after_waking(now, timedelta(minutes=span), here) == at


def test_four_hours_from_the_evening_end_the_next_morning_also_when_clocks_change() -> None:
    evening = datetime(2026, 3, 28, 19, tzinfo=UTC)  # in Berlin 20:00, the night before summer time
    assert rules.time_is_up(TODAY, evening, zone("Europe/Berlin")) == datetime(2026, 3, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize("soon", [NOW, WEEK])
def test_for_now_and_this_week_the_time_goes_by_the_clock(soon: str) -> None:
    night = datetime(2026, 1, 5, 23, tzinfo=UTC)
    assert rules.time_is_up(soon, night, ZoneInfo("UTC")) == night + rules.PATIENCE[soon]


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
