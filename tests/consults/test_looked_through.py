"""The sentence is looked through before a peer reads it; nothing typed is lost, and its author decides."""

from sqlalchemy import func, select

from bot.consults.tables import Consult
from bot.drafts.tables import Draft
from bot.peers.rules import read_list
from bot.ui import Form, Invalid
from tests.chat import Chat
from tests.consults.conftest import PEERS, asks, being_asked, the_one_asked
from tests.groups.scene import on_disk

FOUND = "Sarah froze when the silence came"


async def test_what_could_point_to_somebody_is_shown_to_its_author_and_nobody_is_asked(four: Chat) -> None:
    await asks(four, sentence=FOUND, seeks="grief", how=["three"])
    assert "Nobody else has read this yet." in four.last("Ana")
    assert being_asked(four) == []
    assert FOUND.encode() not in on_disk(four)
    assert b"grief" not in on_disk(four)
    await four.presses("Ana", "Take 1")
    await four.presses("Ana", "Ask as it is")
    asked = being_asked(four)
    assert len(asked) == 3
    assert "Sarah" not in four.all_text(asked[0])
    assert "client froze when the silence came" in four.last(asked[0])
    assert "They look for: “grief”" in four.last(asked[0])


async def test_it_may_be_asked_knowingly_or_dropped(four: Chat) -> None:
    await asks(four, sentence=FOUND)
    await four.presses("Ana", "Ask as it is")
    assert FOUND in four.last(the_one_asked(four))
    await four.presses("Ana", "Stop asking")
    await asks(four, sentence=FOUND)
    await four.presses("Ana", "Drop it")
    assert being_asked(four) == []
    with four.database.begin() as session:
        assert [session.scalar(select(func.count()).select_from(table)) for table in (Draft, Consult)] == [0, 0]


async def test_words_that_cannot_go_now_stay(four: Chat) -> None:
    await asks(four, sentence=FOUND)
    await asks(four, sentence="")
    assert "You have a request open" in str(await four.presses("Ana", "Ask as it is"))
    await four.presses("Ana", "Stop asking")
    form = await four.presses("Ana", "Change it")
    assert isinstance(form, Form)
    assert FOUND in str(form)
    await four.sends("Ana", words="They froze when the silence came")
    assert "They froze" in four.last(the_one_asked(four))


async def test_words_that_wait_are_shown_again_and_nobody_thinks_them_sent(four: Chat) -> None:
    await asks(four, sentence=FOUND)
    assert "it was not sent" in str(await four.types("Ana", "consult"))
    assert "Nobody else has read this yet." in four.last("Ana")
    assert "Sarah" in four.last("Ana")
    await four.passes(days=1, hours=1)
    four.app.retain()
    await four.app.deliver()
    assert "They were not sent" in four.last("Ana")
    assert "Sarah" not in four.last("Ana")
    assert "Ask for a consult" in str(await four.types("Ana", "consult"))
    assert being_asked(four) == []


async def test_what_is_looked_for_holds_nobody_either(four: Chat) -> None:
    reply = await asks(four, seeks="Sarah Miller")
    assert isinstance(reply, Invalid)
    assert "A language and a topic are enough" in reply.why["seeks"]
    assert [four.sees(name) for name in PEERS] == [[], [], []]
    assert read_list("Turkish, grief") == ("Turkish", "grief")
