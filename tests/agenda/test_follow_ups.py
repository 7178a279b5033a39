"""What a group wants to come back to: noted, shown until it is done, on the card, and gone in time."""

from datetime import timedelta

from sqlalchemy import select

from bot.agenda.handlers import agenda
from bot.agenda.rules import DONE_KEPT, FOLLOW_UP, FOLLOW_UPS_KEPT, OPEN
from bot.agenda.tables import FollowUp, Handover, Item
from bot.forget import erase, export
from bot.people import Profile
from bot.turn import Turn
from tests.agenda.test_handover import cards
from tests.agenda.test_items import brings
from tests.chat import Chat
from tests.groups.scene import a_group, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE


async def notes(chat: Chat, name: str, words: str, whose: str = "") -> str:
    await chat.passes(minutes=1)  # what is noted first stands first
    await chat.types(name, "followups add", forms="now")
    return text(await chat.sends(name, words=words, whose=whose))


def kept(chat: Chat) -> list[FollowUp]:
    with chat.database.begin() as session:
        return list(session.scalars(select(FollowUp)))


async def test_it_is_open_until_somebody_marks_it_done_and_can_be_put_back(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "Noted." in await notes(chat, "Ana", "how the ending went", "cleo")
    assert "A. Cleo: “how the ending went” (noted" in text(await chat.types("Ben", "followups"))
    assert "Done: “how the ending went”" in text(await chat.types("Ben", "followups done A"))
    assert "Nothing is open." in text(await chat.types("Cleo", "followups"))
    assert "It is open again." in text(await chat.presses("Ben", "Not done after all"))
    assert "A. Cleo" in text(await chat.types("Cleo", "followups"))


async def test_the_card_carries_it_and_keeps_up(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await notes(chat, "Ben", "how the ending went")
    await chat.until(FIRST - timedelta(days=2))
    [card] = cards(chat, "Ana")
    assert "To come back to:\nA. “how the ending went”" in card
    await chat.types("Ben", "followups done A")
    await brings(chat, "Ben", "An ending that drags on", "40")
    await chat.passes(minutes=1)
    [card] = cards(chat, "Ana")
    assert "To come back to" not in card
    assert "A. Ben: “An ending that drags on”, 40 minutes" in card


async def test_it_is_looked_through_before_anybody_reads_it(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "nobody else has read it yet" in await notes(chat, "Ana", "ring Mrs Wexford on 01434 555 0199", "Ben")
    assert kept(chat) == []
    await chat.passes(minutes=1)
    await chat.presses("Ana", "Note it as it is")
    assert "A. Ben: “ring Mrs Wexford" in text(await chat.types("Cleo", "followups"))


async def test_what_cannot_be_noted_says_why(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "nobody called “Zoe”" in await notes(chat, "Ana", "how it went", "Zoe")
    assert "please shorten it" in await notes(chat, "Ana", "w" * (FOLLOW_UP + 1))
    assert "nothing in it yet" in await notes(chat, "Ana", " ")
    assert "nothing called “B”" in text(await chat.types("Ana", "followups done B"))
    assert "not “perhaps” after it" in text(await chat.types("Ana", "followups perhaps"))
    for number in range(OPEN):
        await notes(chat, "Ben", f"question {'i' * (number + 1)}")
    assert "Please mark some as done first" in text(await chat.types("Ana", "followups add", forms="now"))


async def test_it_goes_when_it_is_done_old_or_its_author_is_forgotten(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    for name, words in (("Ana", "how it went"), ("Ben", "who writes"), ("Ben", "the room")):
        await notes(chat, name, words)
    await chat.types("Cleo", "followups done B")
    chat.clock.move(chat.clock.now() + DONE_KEPT + timedelta(seconds=1))
    await chat.app.forget()
    assert len(kept(chat)) == 2
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(name="Ana")).one()
        erase(Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions), profile, (agenda,))
    assert len(kept(chat)) == 1
    chat.clock.move(chat.clock.now() + FOLLOW_UPS_KEPT)
    await chat.app.forget()
    assert kept(chat) == []


async def test_a_member_is_given_and_rid_of_what_is_theirs(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await notes(chat, "Ana", "how the ending went")
    await brings(chat, "Ana", "Stuck after a long silence")
    await brings(chat, "Ben", "Warmth")
    await chat.until(FIRST - timedelta(days=2))
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(name="Ana")).one()
        turn = Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions)
        own = str(export(turn, profile, (agenda,)))
        assert "how the ending went" in own
        assert "Stuck after a long silence" in own
        assert "Warmth" not in own
        erase(turn, profile, (agenda,))
        assert [session.scalars(select(kind)).all() for kind in (FollowUp, Handover)] == [[], []]
        assert len(session.scalars(select(Item)).all()) == 1
