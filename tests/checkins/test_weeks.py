"""One's own weeks: the list, the picture and its words agree, gaps stay gaps, and nothing judges."""

from xml.etree import ElementTree

import pytest

from bot.checkins.rules import ITEMS, Week
from bot.checkins.screens import trend
from bot.checkins.screens.weeks import alt, own
from bot.ui import Message
from tests.chat import ROOM, Chat
from tests.checkins.people import found, join

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
async def lived(chat: Chat) -> Chat:
    """Ana answered one week, left out the next, and answered half of the third."""
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    await chat.passes(days=7)
    for label in ("2", "4", "3", "3"):
        await chat.presses("Ana", label)
    await chat.presses("Ana", "Add a sentence")
    await chat.sends("Ana", sentence="Quiet **waters** @everyone")
    await chat.passes(days=14)
    await chat.presses("Ana", "5 plenty")
    return chat


async def test_the_list_names_answered_weeks_only(lived: Chat) -> None:
    reply = await lived.types("Ana", "weeks")
    assert isinstance(reply, Message)
    assert (
        "- 9 November: energy 2, load 4, connection 3, how it is going 3\n- 23 November: energy 5, load –" in reply.text
    )
    assert "16 November" not in reply.text
    assert "not a validated instrument" in reply.text
    assert reply.picture
    assert "Energy: 2, no answer, 5. Load: 4, no answer, no answer." in reply.picture.alt
    assert "from the week of 9 November to the week of 23 November" in reply.picture.alt


async def test_in_a_room_they_are_shown_in_private_only(lived: Chat) -> None:
    reply = await lived.types("Ana", "weeks", ROOM)
    assert "for you alone" in str(reply)
    assert "energy 2" not in str(reply)
    assert "your weeks can be shown" in lived.last("Ana")
    await lived.presses("Ana", "My weeks")
    assert "energy 2" in lived.last("Ana")
    assert "energy 2" not in str(await lived._act("Ana", ROOM, action="checkins.weeks"))
    assert "Quiet" not in str(await lived._act("Ana", ROOM, action="checkins.sentences:"))


async def test_sentences_only_when_asked_and_to_the_letter(lived: Chat) -> None:
    await lived.types("Ana", "weeks")
    assert "Quiet" not in lived.all_text("Ana")
    await lived.presses("Ana", "My sentences")
    assert "- 9 November: Quiet **waters** @everyone" in lived.last("Ana")
    await lived.presses("Ana", "Put away")
    assert "Quiet" not in lived.all_text("Ana")
    assert "energy 2" in lived.all_text("Ana")
    await lived.presses("Ana", "Put away")
    assert "energy 2" not in lived.all_text("Ana")


async def test_long_sentences_come_three_at_a_time(chat: Chat) -> None:
    found(chat)
    join(chat, "Ana", "Europe/Berlin")
    for n in range(4):
        await chat.passes(days=7)
        for label in ("2", "4", "3", "3"):
            await chat.presses("Ana", label)
        await chat.presses("Ana", "Add a sentence")
        await chat.sends("Ana", sentence=f"{n}" * 500)
    await chat.types("Ana", "weeks")
    await chat.presses("Ana", "My sentences")
    assert "3" * 500 in chat.last("Ana")
    assert "0" * 500 not in chat.last("Ana")
    await chat.presses("Ana", "Older ones")
    assert "0" * 500 in chat.last("Ana")
    assert "Older ones" not in chat.last("Ana")


def test_the_picture_draws_each_answer_and_no_gap() -> None:
    weeks = [Week("2026-W40", {"energy": 1}), Week("2026-W41", {"energy": 5}), Week("2026-W44", {"energy": 3})]
    root = ElementTree.fromstring(trend.drawn(weeks, [ITEMS["energy"]]))  # noqa: S314 -- our own drawing
    dots = [(float(dot.get("cx", "")), float(dot.get("cy", ""))) for dot in root.iter(f"{SVG}circle")]
    assert len(dots) == 3
    assert [y for _, y in dots] == [trend.TOP + trend.HEIGHT_OF_LINE, trend.TOP, trend.TOP + trend.HEIGHT_OF_LINE / 2]
    assert dots[0][0] == trend.LEFT
    assert dots[-1][0] == trend.RIGHT
    assert dots[2][0] - dots[1][0] > 2.9 * (dots[1][0] - dots[0][0])
    assert len(list(root.iter(f"{SVG}polyline"))) == 1


def test_one_week_is_a_dot_and_one_date() -> None:
    root = ElementTree.fromstring(trend.drawn([Week("2026-W45", {"load": 2})], [ITEMS["load"]]))  # noqa: S314
    assert [text.text for text in root.iter(f"{SVG}text")] == ["Load", "1 light – 5 very heavy", "5", "1", "2", "2 Nov"]
    assert alt([Week("2026-W45", {"load": 2})], [ITEMS["load"]]) == "One line for each question. Load: 2."


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    drawn = trend.drawn([Week("2026-W45", {"load": 2})], [ITEMS["load"]])
    assert drawn.count("http") == 1  # the namespace
    assert not {"<script", "href", "url(", "@import", "<foreignObject"} & set(drawn.split())


def test_the_fullest_page_fits() -> None:
    names = [f"2026-W{n:02}" for n in range(30, 42)]
    assert len(own([Week(name, dict.fromkeys(ITEMS, 5)) for name in names]).text) < 2000
