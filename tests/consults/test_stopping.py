"""One request at a time, so many a week, and stopping: by whoever asks, and by nobody else."""

from datetime import UTC, datetime

from bot.consults import rules
from bot.ui import Form, Invalid, Message
from tests.chat import Chat
from tests.consults.conftest import PEERS, asks, labels, the_one_asked


async def test_stopping_changes_the_question_and_asks_nobody_else(four: Chat) -> None:
    await asks(four)
    peer = the_one_asked(four)
    await four.presses("Ana", "Stop asking")
    assert "I have stopped asking." in four.last("Ana")
    assert four.last(peer).startswith("Somebody asked for a consult here. That is over")
    assert labels(four, peer) == []
    await four.passes(days=2)
    assert "Somebody asked" in four.last(peer)
    assert [four.sees(name) for name in PEERS if name != peer] == [[], []]


async def test_a_second_request_says_where_the_first_stands(four: Chat) -> None:
    await asks(four)
    reply = await four.types("Ana", "consult", forms="now")
    assert isinstance(reply, Message)
    assert "You have a request open" in reply.text
    assert "One peer is being asked" in reply.text
    assert [button.label for button in reply.buttons] == ["Stop asking", "Get support now"]
    for _ in PEERS:
        await four.passes(minutes=20)
    again = await four.types("Ana", "consult")
    assert isinstance(again, Message)
    assert "You have a request open" in again.text
    assert "I have asked everybody" in again.text


async def test_a_form_sent_twice_is_one_request(four: Chat) -> None:
    await asks(four)
    reply = await four.sends("Ana", kind="tell", soon="today", sentence="another")
    assert isinstance(reply, Message)
    assert "You have a request open" in reply.text
    assert len([name for name in PEERS if four.sees(name)]) == 1


async def test_the_same_form_delivered_twice_is_one_request(four: Chat) -> None:
    await asks(four)
    assert await four.again(four.event) is None
    await four.passes(minutes=1)
    assert len([name for name in PEERS if four.sees(name)]) == 1


async def test_there_is_a_limit_and_it_says_when_it_ends(four: Chat) -> None:
    for _ in range(rules.ASKS):
        await asks(four)
        await four.presses("Ana", "Stop asking")
        await four.passes(days=1)
    reply = await four.types("Ana", "consult", forms="now")
    assert isinstance(reply, Message)
    assert "You have asked 5 times within 7 days" in reply.text
    assert "From Monday 9 November 2026, 10:00 (Europe/London)" in four.last("Ana")
    await four.until(datetime(2026, 11, 9, 10, tzinfo=UTC))
    assert isinstance(await four.types("Ana", "consult", forms="now"), Form)


async def test_stop_says_what_stands_before_and_after(four: Chat) -> None:
    assert "No consult is being asked for you" in getattr(await four.types("Ana", "stop"), "text", "")
    await asks(four)
    standing = await four.types("Ana", "stop")
    assert "You have a request open" in getattr(standing, "text", "")
    await four.presses("Ana", "Stop asking")
    said = await four.types("Ana", "stop")
    assert "type **consult**" in getattr(said, "text", "")
    assert isinstance(await four.presses("Ana", "Ask a peer"), Form)


async def test_nobody_else_can_stop_a_request_or_send_its_form(four: Chat) -> None:
    await asks(four)
    (stop, _) = four.sees("Ana")[-1].message.buttons
    assert "somebody else's" in str(await four._act("Ben", None, action=stop.action))
    assert "a group that you are not in" in str(await four._act("Eve", None, action=stop.action))
    answers = {"kind": "tell", "soon": "now", "sentence": ""}
    reply = await four._act("Eve", None, action=four.forms["Ana"].action, answers=answers)
    assert isinstance(reply, Invalid)
    assert "a group that you are not in" in reply.sentence
    assert the_one_asked(four)


async def test_a_second_press_on_stop_says_that_it_is_over(four: Chat) -> None:
    await asks(four)
    (stop, _) = four.sees("Ana")[-1].message.buttons
    await four.presses("Ana", "Stop asking")
    assert "over already" in str(await four._act("Ana", None, action=stop.action))
