"""Three peers together: asked at once, waited for, and begun with those who could."""

import pytest
from sqlalchemy import select

from bot.consults.actions import BeginNow
from bot.consults.tables import Consult
from tests.chat import Chat
from tests.consults.conftest import LONDON, PEERS, SENTENCE, a_group, asks, being_asked, labels, says, together


@pytest.fixture
def five(chat: Chat) -> Chat:
    a_group(chat, dict.fromkeys(("Ana", *PEERS, "Eli"), LONDON))
    return chat


ALL = (*PEERS, "Eli")


async def test_three_are_asked_at_once_and_have_a_place_with_the_third_yes(five: Chat) -> None:
    await asks(five, how=["three", "place"])
    assert "I am asking up to three peers" in five.last("Ana")
    asked = being_asked(five, ALL)
    assert len(asked) == 3
    assert "you are one of up to three" in five.last(asked[0])
    for name in asked[:2]:
        await five.presses(name, "I can")
        assert name in five.last("Ana").partition(" can.")[0]
    assert together(five, "Ana") == []
    await five.types(asked[0], "asked")
    assert "You have said yes, thank you. I wait for others" in five.last(asked[0])
    await five.presses(asked[2], "I can")
    (welcome,) = together(five, "Ana")
    assert "this place is for the four of you" in welcome.message.text
    assert all(together(five, name) == [welcome] for name in asked)
    await five.types(asked[1], "done 40")
    for name in ("Ana", *asked):
        assert "Tend keeps the date and 40 minutes" in together(five, name)[-1].message.text
        assert SENTENCE not in five.all_text(name)
    (left_out,) = set(ALL) - set(asked)
    assert five.sees(left_out) == []


async def test_in_the_place_of_who_cannot_another_is_asked(five: Chat) -> None:
    await asks(five, how=["three"])
    asked = being_asked(five, ALL)
    await five.presses(asked[0], "Not this time")
    assert sorted(being_asked(five, ALL)) == sorted(set(ALL) - {asked[0]})


async def test_after_a_while_it_begins_with_those_who_could(five: Chat) -> None:
    await asks(five, how=["three"])
    first = being_asked(five, ALL)[0]
    await five.presses(first, "I can")
    await five.passes(minutes=19)
    assert together(five, "Ana") == []
    await five.passes(minutes=1)
    (welcome,) = together(five, "Ana")
    assert "the two of you" in welcome.message.text
    assert not any("I can" in labels(five, name) for name in ALL)


async def test_the_asker_need_not_wait(five: Chat) -> None:
    await asks(five, how=["three"])
    with five.database.begin() as session:
        consult = session.scalars(select(Consult.id)).one()
    assert "Nobody has said yes yet" in str(await five._act("Ana", None, action=BeginNow(consult).pack()))
    first, second, _ = being_asked(five, ALL)
    await five.presses(first, "I can")
    assert "somebody else's" in str(await five._act(second, None, action=BeginNow(consult).pack()))
    await five.presses("Ana", "Begin now")
    assert len(together(five, first)) == 1
    await five._act("Ana", None, action=BeginNow(consult).pack())
    assert len(together(five, first)) == 1


async def test_a_yes_can_be_taken_back_while_others_are_awaited(five: Chat) -> None:
    await asks(five, how=["three"])
    first = being_asked(five, ALL)[0]
    await five.presses(first, "I can")
    await five.presses(first, "Not this time")
    assert len(being_asked(five, ALL)) == 3
    await five.passes(minutes=20)
    assert together(five, "Ana") == []


async def test_when_stopped_also_those_who_wait_are_free(five: Chat) -> None:
    await asks(five, how=["three"])
    first = being_asked(five, ALL)[0]
    await five.presses(first, "I can")
    await five.presses("Ana", "Stop asking")
    assert "That is over" in five.all_text(first)
    assert not any(labels(five, name) for name in ALL)


async def test_two_who_keep_apart_are_not_put_together_by_a_third(five: Chat) -> None:
    says(five, "Ben", apart=("Cleo",))
    for _ in range(4):
        await asks(five, how=["three"])
        assert not {"Ben", "Cleo"} <= set(being_asked(five, ALL))
        await five.presses("Ana", "Stop asking")
        await five.passes(hours=40)


async def test_the_name_comes_with_the_yes_if_the_asker_likes(five: Chat) -> None:
    await asks(five, how=["masked"])
    (peer,) = being_asked(five, ALL)
    assert "Somebody asks for a consult" in five.last(peer)
    assert "Ana" not in five.all_text(peer)
    await five.types(peer, "asked")
    assert "Ana" not in five.all_text(peer)
    await five.presses(peer, "I can")
    assert "a private place for you and Ana" in five.all_text(peer)
