"""Rhythms in words: what is read, what is read back, what is kept, and how a slip is answered."""

from datetime import UTC, date, datetime, time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rhythm import NotUnderstood, Rhythm, parse, recall

TODAY = date(2026, 11, 23)
"""A Monday."""

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

CITIES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Port_of_Spain", "Etc/GMT+5", "UTC"]


def read(words: str) -> Rhythm:
    return parse(words, zone="Europe/London", today=TODAY)


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ("second Tuesday 18:30", "second Tuesday of every month at 18:30 Europe/London"),
        ("every second Tuesday 18:30 Berlin", "second Tuesday of every month at 18:30 Europe/Berlin"),
        ("every other Tuesday 18:30 Berlin", "every 2 weeks on Tuesday at 18:30 Europe/Berlin"),
        ("every 2 weeks on Tuesday 18:30", "every 2 weeks on Tuesday at 18:30 Europe/London"),
        ("every second week on Tuesday 18:30", "every 2 weeks on Tuesday at 18:30 Europe/London"),
        ("fortnightly on Tuesday 6.30pm", "every 2 weeks on Tuesday at 18:30 Europe/London"),
        ("Tuesdays, 18:30", "every Tuesday at 18:30 Europe/London"),
        ("last Friday 9:00", "last Friday of every month at 09:00 Europe/London"),
        ("every Monday 8am", "every Monday at 08:00 Europe/London"),
        ("every 3 weeks on Mon, Wed 12:15", "every 3 weeks on Monday and Wednesday at 12:15 Europe/London"),
        ("first and third Thursday 19:00", "first and third Thursday of every month at 19:00 Europe/London"),
        ("1st/3rd Thu at 7 p.m. in New York", "first and third Thursday of every month at 19:00 America/New_York"),
        ("18:30 on the last Tues of each month, Berlin time", "last Tuesday of every month at 18:30 Europe/Berlin"),
        ("monthly on the second Tuesday at noon", "second Tuesday of every month at 12:00 Europe/London"),
        ("every other month on the first Monday 10:00", "first Monday of every 2 months at 10:00 Europe/London"),
        ("second Tue of every three months 10:00", "second Tuesday of every 3 months at 10:00 Europe/London"),
        ("Mon & Wed 19:00 Port of Spain.", "every Monday and Wednesday at 19:00 America/Port_of_Spain"),
        ("every Tuesday from 1 Dec at 18:30 Berlin", "every Tuesday at 18:30 Europe/Berlin"),
    ],
)
def test_what_people_write_is_read_back_without_doubt(said: str, spoken: str) -> None:
    assert read(said).spoken() == spoken


def test_start_end_and_exceptions() -> None:
    rhythm = read("second Tuesday 18:30 starting on 1 January, until 30 June except 9 Feb and 2027-04-13")
    assert rhythm == Rhythm(
        (1,),
        time(18, 30),
        "Europe/London",
        date(2027, 1, 12),
        (2,),
        until=date(2027, 6, 30),
        without=frozenset([date(2027, 2, 9), date(2027, 4, 13)]),
    )
    assert rhythm.spoken().endswith("Europe/London until 30 June 2027 except 9 February 2027 and 13 April 2027")


@pytest.mark.parametrize(
    ("said", "part", "suggestion", "understood"),
    [
        ("second Tuesdy 18:30 Berlin", "Tuesdy", "Tuesday", "second … at 18:30"),
        ("secnd Tuesday 18:30", "secnd", "second", "at 18:30"),
        ("every Tuesday and Thursdy 18:30", "Thursdy", "Thursday", "every Tuesday at 18:30"),
        ("second Tuesday 25:00 Berlin", "25:00", "", "second Tuesday of every month Europe/Berlin"),
        ("every Tuesday 13pm", "13pm", "", "every Tuesday"),
        ("second Tuesday", "", "", "second Tuesday of every month"),
        ("second Tuesday 18 Berlin", "18 Berlin", "", "second Tuesday of every month"),
        ("every Tuesday 18:30-20:00", "20:00", "", "every Tuesday"),
        ("second Tuesday 18:30 Brelin", "Brelin", "Europe/Berlin", "second Tuesday of every month at 18:30"),
        ("every Tuesday 18:30 EST", "EST", "America/New_York", "every Tuesday at 18:30"),
        ("18:30 Berlin", "", "", "at 18:30 Europe/Berlin"),
        ("every 2 weeks on the second Tuesday 18:30", "every 2 weeks on the second Tuesday", "", "at 18:30"),
        ("every month on Tuesday 18:30", "", "", "every month on Tuesday … at 18:30"),
        ("every 60 weeks on Tuesday 18:30", "every 60 weeks on Tuesday", "", "at 18:30"),
        ("every 0 weeks on Tuesday 18:30", "0", "", "every … at 18:30"),
        ("second last Friday 18:30", "last", "", "second … at 18:30"),
        ("second Tuesday and fourth Thursday 18:30", "fourth", "", "second Tuesday of every month at 18:30"),
        ("Monday to Friday 9:00", "Friday", "", "every Monday at 09:00"),
        ("every Tuesday 18:30 until 31 Feb", "31 Feb", "", "every Tuesday at 18:30"),
        ("every Tuesday 18:30 until 1 Nov 2026", "1 Nov 2026", "", "every Tuesday at 18:30"),
        ("every Tuesday 18:30 from 1 Dec from 2 Dec", "from", "", ""),
        ("", "", "", ""),
        ("whenever you like", "whenever", "", ""),
    ],
)
def test_a_slip_is_answered_with_what_was_understood(said: str, part: str, suggestion: str, understood: str) -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read(said)
    answer = wrong.value
    assert (answer.part, answer.suggestion, answer.understood) == (part, suggestion, understood)
    assert all(piece in str(answer) for piece in (suggestion, understood, answer.example))


def test_every_example_that_is_shown_is_understood() -> None:
    for said in ["second Tuesday", "every Tuesday 18:30 until 1 Nov 2026", "every 60 weeks on Tuesday 18:30"]:
        with pytest.raises(NotUnderstood) as wrong:
            read(said)
        assert recall(read(wrong.value.example).words()).after(NOON) is not None


def test_the_answer_as_a_whole() -> None:
    with pytest.raises(NotUnderstood) as wrong:
        read("second Tuesdy 18:30 Berlin")
    assert str(wrong.value) == (
        "I could not read “\ue000qTuesdy\ue001”. Did you mean Tuesday? I understood: second … at 18:30. "
        "For example: second Tuesday 18:30 Europe/Berlin"
    )


@pytest.mark.parametrize("said", ["biweekly Tuesday 18:30", "Tuesday 18:30 bi-weekly", "bimonthly 2nd Tuesday 18:30"])
def test_what_means_two_things_is_not_guessed_at(said: str) -> None:
    with pytest.raises(NotUnderstood, match="every other one to others"):
        read(said)


def test_a_long_ramble_is_answered_shortly() -> None:
    for said in ["a" * 4000, "first " * 700, "every Tuesday 18:30 " + "ab " * 1300, ", and " * 700]:
        with pytest.raises(NotUnderstood) as wrong:
            read(said)
        assert len(str(wrong.value)) < 400


KEPT = {
    "second Tuesday of every month at 18:30 Europe/Berlin from 2026-12-08": Rhythm(
        (1,), time(18, 30), "Europe/Berlin", date(2026, 12, 8), (2,)
    ),
    "first and last Monday and Friday of every 3 months at 00:00 America/New_York from 2026-11-27": Rhythm(
        (0, 4), time(0), "America/New_York", date(2026, 11, 27), (1, -1), 3
    ),
    "every 2 weeks on Monday and Wednesday at 12:15 UTC from 2026-11-23 until 2027-06-30": Rhythm(
        (0, 2), time(12, 15), "UTC", date(2026, 11, 23), (), 2, date(2027, 6, 30)
    ),
    "every Sunday at 09:05 Asia/Kathmandu from 2026-11-29 except 2026-12-27 and 2027-01-03": Rhythm(
        (6,),
        time(9, 5),
        "Asia/Kathmandu",
        date(2026, 11, 29),
        without=frozenset([date(2026, 12, 27), date(2027, 1, 3)]),
    ),
}
"""Words that databases hold. They mean the same for ever; this list only grows."""


@pytest.mark.parametrize("words", KEPT)
def test_words_that_were_kept_mean_the_same_for_ever(words: str) -> None:
    assert recall(words) == KEPT[words]
    assert KEPT[words].words() == str(KEPT[words]) == words


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    ordinals = tuple(draw(st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]))))
    return Rhythm(
        weekdays=tuple(draw(st.sets(st.integers(0, 6), min_size=1))),
        local=time(draw(st.integers(0, 23)), draw(st.integers(0, 59))),
        zone=draw(st.sampled_from(CITIES)),
        start=draw(DAYS),
        ordinals=ordinals,
        every=draw(st.integers(1, 12 if ordinals else 52)),
        until=draw(st.none() | st.just(date(2100, 12, 31))),
        without=draw(st.frozensets(DAYS, max_size=3)),
    )


@given(rhythms(), DAYS)
def test_words_come_back_as_the_same_rhythm(rhythm: Rhythm, today: date) -> None:
    assert recall(rhythm.words()) == rhythm
    assert parse(rhythm.words(), zone="Pacific/Apia", today=today) == rhythm
    assert parse(rhythm.spoken(), zone="Pacific/Apia", today=rhythm.start) == rhythm


@given(rhythms(), st.datetimes(datetime(1990, 1, 1), datetime(2050, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_occurrences_come_in_order_on_the_days_of_the_rule(rhythm: Rhythm, moment: datetime) -> None:
    found = list(islice(rhythm.following(moment), 5))
    assert all(a.at < b.at and a.on < b.on for a, b in zip(found, found[1:], strict=False))
    for one in found:
        assert one.at > moment
        assert one.on.weekday() in rhythm.weekdays
        assert one.on >= rhythm.start
        assert one.on not in rhythm.without
        assert one.local - one.moved == datetime.combine(one.on, rhythm.local)
    if found:
        assert rhythm.after(moment) == found[0]


PIECES = ["every", "second", "other", "2", "weeks", "Tuesday", "last", "month", "18:30", "8pm", "and", ",", "of"]
LIMITS = ["from", "until", "except", "1 Dec", "2027-06-01", "Berlin"]


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES + LIMITS)).map(" ".join))
def test_whatever_is_typed_is_either_read_back_or_answered(words: str) -> None:
    try:
        rhythm = read(words)
    except NotUnderstood as wrong:
        answer = str(wrong)
    else:
        answer = rhythm.words()
        assert recall(answer) == rhythm
    assert answer
