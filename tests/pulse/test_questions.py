"""A pulse with the questions of another instrument: which can be chosen, what holds of them, and why others cannot."""

from pathlib import Path

import pytest

from bot.instruments import Instrument, instruments
from bot.pulse import rules
from bot.pulse.handlers.asked import defined, possible
from bot.pulse.handlers.box import put_in
from bot.pulse.screens import numbers
from tests.chat import ROOM, Chat
from tests.checkins.people import do
from tests.measures.conftest import invent
from tests.pulse.people import SIX, gather, held, wave
from tests.pulse.test_flow import room


@pytest.fixture
def six(chat: Chat, tmp_path: Path) -> Chat:
    """Six people; Tend has the wording of cbi and of the single item, invented."""
    chat.app.folder = tmp_path / "house"
    for id in ("cbi", "single-item-burnout", "who5"):
        invent(chat.app.folder, id)
    gather(chat)
    return chat


async def asks(chat: Chat, id: str) -> None:
    await chat.types("Ana", f"pulse questions {id}", ROOM)
    await chat.types("Ana", "pulse", ROOM)
    await chat.presses("Ana", "Open a pulse")


def hand_in(chat: Chat, values: dict[str, int]) -> None:
    """Everybody gives the nth answer to each question."""
    asked = defined(wave(chat).instrument)
    for name, nth in values.items():
        answers = {item.id: asked.choices(item.id)[nth].code for item in asked.items}
        do(chat, lambda turn: put_in(turn, held(turn), asked, f"{name}-g", answers))  # noqa: B023 -- done at once


async def test_the_group_chooses_and_reads_the_result_in_its_numbers(six: Chat) -> None:
    await asks(six, "cbi")
    assert "13 questions" in six.last("Ben")
    assert "held by National Research Centre" in six.last("Ben")
    hand_in(six, dict.fromkeys(SIX, 0))  # always, which is 100; the last of the work items is turned round
    await six.passes(days=7)
    assert "- Personal burnout: high\n- Work-related burnout: high" in room(six)
    assert "from 0 to 100: low is below 37.5, high above 62.5" in room(six)
    assert "Client" not in room(six)


async def test_what_is_only_for_some_people_is_not_asked(six: Chat) -> None:
    await asks(six, "cbi")
    await six.types("Ben", "pulse")
    assert "question 1 of 13" in six.last("Ben")
    assert not any(item.id.startswith("client") for item in defined("cbi").items)


async def test_thirteen_questions_go_on_four_forms_and_can_be_changed_by_page(six: Chat) -> None:
    await asks(six, "cbi")
    await six.types("Ben", "pulse")
    for label in ("four", "three", "three", "three"):
        shown = await six.presses("Ben", f"Answer {label} on a form")
        await six.sends("Ben", **{field.name: field.options[0].value for field in shown.fields})  # type: ignore[union-attr]
    await six.presses("Ben", "Change an answer")
    await six.presses("Ben", "More questions")
    await six.presses("Ben", "Question 13")
    assert "question 13 of 13" in six.last("Ben")
    await six.presses("Ben", "answer frequency-25")
    assert "All 13 questions are answered" in six.last("Ben")


async def test_the_card_stands_beside_the_answer_that_asks_for_it_and_nothing_else_follows(six: Chat) -> None:
    await asks(six, "single-item-burnout")
    await six.types("Ben", "pulse")
    said = len(six.messenger.shown)
    await six.presses("Ben", "answer statement-5")
    assert "Support, now" in six.last("Ben")
    assert [shown.reader for shown in six.messenger.shown[said:]] in ([], ["ben"])
    await six.presses("Ben", "Go on")
    await six.presses("Ben", "Hand in")
    assert "Support, now" not in six.all_text("Ana")


@pytest.mark.parametrize(
    ("id", "why"),
    [
        ("who5", "shown only to whoever answered it"),
        ("edmondson7", "tend instruments wording edmondson7"),
        ("tarot", "There are no questions called"),
        ("tend-week", "shown only to whoever answered it"),
        ("tend-pulse", "asks that already"),
    ],
)
async def test_where_it_cannot_be_a_sentence_says_why(six: Chat, id: str, why: str) -> None:
    assert why in str(await six.types("Ana", f"pulse questions {id}", ROOM))
    assert not any("has changed the pulse" in shown.message.text for shown in six.messenger.shown)


async def test_the_page_names_what_can_be_asked_and_what_could_be(six: Chat) -> None:
    page = str(await six.types("Ana", "pulse questions", ROOM))
    assert "pulse questions cbi" in page
    assert "Psychological safety, seven items (edmondson7)" in page
    assert "WHO-5" not in page


async def test_one_that_is_open_goes_on_as_it_began_and_the_next_one_waits_its_time(six: Chat) -> None:
    await six.types("Ana", "pulse", ROOM)
    await six.presses("Ana", "Open a pulse")
    await six.types("Ben", "pulse questions cbi", ROOM)
    assert wave(six).instrument == "tend-pulse"
    await six.passes(days=8)
    assert "can come every four weeks" in str(await six.types("Ana", "pulse every Monday 09:00", ROOM))
    assert "Open a pulse" not in str(await six.types("Ana", "pulse", ROOM))


async def test_words_that_are_gone_when_the_rhythm_comes_are_told_to_the_room(six: Chat) -> None:
    await six.types("Ana", "pulse questions cbi", ROOM)
    await six.types("Ana", "pulse first Monday 09:00", ROOM)
    assert six.app.folder
    (six.app.folder / "wording" / "cbi.yaml").unlink()
    await six.passes(days=40)
    assert "it could not open" in room(six)
    assert "tend instruments wording cbi" in room(six)


def one_by_one(one: Instrument) -> list[tuple[str, int, range]]:
    """Each scale with every sum that one person can have."""
    found = []
    for scale in one.scales:
        low, high = one.totals(scale)
        values = sorted(answer.value for answer in one.choices(scale.items[0]))
        found.append((scale.id, low, range(low, high + 1, values[1] - values[0])))
    return found


def narrowest(sums: range, people: int, insiders: int) -> int:
    """The fewest sums that stay possible for anybody, after a result, against so many who know their own."""
    ends, step = (sums[0], sums[-1]), sums.step
    words = {total: rules.shown(total, people, ends) for total in range(people * ends[0], people * ends[1] + 1, step)}
    fewest = len(sums)
    for known in range(insiders * ends[0], insiders * ends[1] + 1, step):
        rest = people - insiders - 1
        others = range(rest * ends[0], rest * ends[1] + 1, step)
        possible: dict[str, set[int]] = {}
        for theirs in sums:
            for sum_ in others:
                possible.setdefault(words[known + theirs + sum_], set()).add(theirs)
        fewest = min(fewest, *map(len, possible.values()))
    return fewest


@pytest.mark.campaign
@pytest.mark.timeout(900)
@pytest.mark.parametrize("people", [5, 6, 7, 8, 10, 13, 14])
@pytest.mark.parametrize("id", [one.id for one in possible()])
def test_each_word_leaves_three_answers_for_every_instrument_that_a_group_can_be_asked(id: str, people: int) -> None:
    for _, _, sums in one_by_one(defined(id)):
        assert narrowest(sums, people, 1) >= 3
        assert people < 7 or narrowest(sums, people, 2) >= 3


@pytest.mark.parametrize("id", [one.id for one in possible()])
def test_the_narrowest_word_leaves_three_answers(id: str) -> None:
    """What the campaign finds by trying everything is tightest at the ends, for the fewest people."""
    for _, _, sums in one_by_one(defined(id)):
        part = (len(sums) - 1) / 8
        assert sum(n < 7 * part for n in range(len(sums))) >= 3, "of five, against one"
        assert sum(n < 5 * part for n in range(len(sums))) >= 3, "of seven, against two"


def test_what_is_shown_of_our_own_is_what_it_was() -> None:
    ours = defined("tend-pulse")
    scale = ours.scales[0]
    assert [numbers.in_its_numbers(ours, scale, result) for result in ("low", "≤ 1.5", "3.0")] == [
        "low",
        "≤ 1.5",
        "3.0",
    ]
    cbi = defined("cbi")
    assert [numbers.in_its_numbers(cbi, cbi.scales[0], result) for result in ("≤ 1.5", "3.0")] == ["≤ 12.5", "50.0"]
    assert {one.id for one in possible()} <= set(instruments())
