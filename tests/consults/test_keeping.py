"""What is kept, for whom, and for how long: the asker's sentence is followed wherever it could have gone."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.consults import hours, rules
from bot.consults.tables import Consult, Offer
from bot.ledger import Parcel
from bot.people import Profile
from bot.port import Unreachable
from bot.sheets import Sheet
from tests.chat import Chat
from tests.consults.conftest import LONDON, PEERS, a_group, asks, exported, labels, on_sheet, the_one_asked, together
from tests.groups.scene import forgotten, on_disk

CANARY = "zyxwvut canary in the mine"


def counted(chat: Chat, table: type) -> int:
    with chat.database.begin() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("typed", [False, True], ids=["by form", "by typing"])
async def test_the_sentence_is_seen_by_the_asked_peer_alone_and_by_nobody_on_the_disk(
    four: Chat, capfd: pytest.CaptureFixture[str], typed: bool
) -> None:
    if typed:
        for words in ("consult", "2", "1", CANARY, "-"):
            await four.types("Ana", words)
    else:
        await asks(four, sentence=CANARY)
    seen = [[name for name in ("Ana", *PEERS) if CANARY in four.all_text(name)]]
    first = the_one_asked(four)
    await four.passes(minutes=20)
    second = the_one_asked(four)
    seen.append([name for name in ("Ana", *PEERS) if CANARY in four.all_text(name)])
    assert CANARY.encode() not in on_disk(four)
    await four.presses(second, "I can")
    seen.append([name for name in ("Ana", *PEERS) if CANARY in four.all_text(name)])
    await four.types(second, "done 40")
    seen.append([name for name in ("Ana", *PEERS) if CANARY in four.all_text(name)])
    assert seen == [[first], [second], [second], []]
    assert CANARY.encode() not in on_disk(four)
    assert CANARY not in "".join(capfd.readouterr())


async def test_the_sentence_is_in_no_log_and_no_open_file_when_things_fail(
    four: Chat, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(CANARY)

    with monkeypatch.context() as failing:
        failing.setattr(four.messenger, "send", broken)
        await asks(four, sentence=CANARY)
        await four.passes(minutes=45)
        assert CANARY.encode() not in on_disk(four)
    await four.presses("Ana", "Stop asking")
    await four.passes(hours=1)
    said = "".join(capfd.readouterr())
    assert "parcel failed" in said
    assert CANARY not in said
    assert not any(CANARY in four.all_text(name) for name in PEERS)


async def test_while_it_waits_the_sentence_is_sealed_and_afterwards_gone(four: Chat) -> None:
    for name in ("ben", "cleo", "dev"):
        four.messenger.trouble[name] = Unreachable()
    await asks(four, sentence=CANARY)
    with four.database.begin() as session:
        assert session.scalars(select(Consult.sentence)).one() is not None
        assert session.scalars(select(Parcel.words).where(Parcel.state == "waiting")).first() is not None
    assert CANARY.encode() not in on_disk(four)
    await four.presses("Ana", "Stop asking")
    with four.database.begin() as session:
        assert set(session.scalars(select(Parcel.words))) == {None}
        assert session.scalars(select(Consult)).all() == []


@pytest.mark.parametrize("ending", ["stop", "nobody", "over", "done", "let go"])
async def test_however_it_ends_the_request_is_deleted_and_its_offers_point_nowhere(chat: Chat, ending: str) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat, how="place")
    match ending:
        case "stop":
            await chat.presses("Ana", "Stop asking")
        case "nobody":
            await chat.presses("Ben", "Not this time")
        case "over":
            await chat.passes(days=1)
        case _:
            await chat.presses("Ben", "I can")
            await (chat.types("Ana", "done") if ending == "done" else chat.passes(days=14))
    if ending == "done":
        await chat.types("Ana", "-")
    assert counted(chat, Consult) == 0
    with chat.database.begin() as session:
        assert [(offer.consult_id, offer.state) for offer in session.scalars(select(Offer))] == [(None, "past")]


async def test_what_is_past_its_time_goes_and_each_members_last_offer_stays(chat: Chat) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    for _ in range(2):
        await asks(chat)
        await chat.presses("Ben", "I can")
        await chat.types("Ana", "done 5")
        await chat.passes(hours=1)
    await chat.app.forget()
    assert kept(chat) == (2, 2, 4)
    await chat.passes(**{"days": rules.LATELY.days})
    await chat.app.forget()
    assert kept(chat) == (1, 0, 4)
    await chat.passes(**{"days": rules.MINUTES_KEPT.days})
    await chat.app.forget()
    assert kept(chat) == (1, 0, 0)


def kept(chat: Chat) -> tuple[int, int, int]:
    """Offers, and on the sheets of both that somebody asked, and minutes."""
    kinds = (hours.ASKINGS, hours.MINUTES)
    askings, minutes = (sum(len(on_sheet(chat, name, kind)) for name in ("Ana", "Ben")) for kind in kinds)
    return counted(chat, Offer), askings, minutes


async def test_who_was_with_whom_is_forgotten_the_night_after_and_not_before(chat: Chat) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat)
    await chat.presses("Ben", "I can")
    await chat.passes(days=3)
    await chat.app.forget()
    assert len(traces(chat)) == 3  # of a consult that is under way: the question, the place, the asker's news
    await chat.types("Ben", "done 40")
    await chat.passes(days=2)
    assert "The consult that began here is over." in chat.all_text("Ana")
    await chat.app.forget()
    assert traces(chat) == []


async def test_a_change_that_is_still_on_its_way_is_not_forgotten(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat, sentence=CANARY)

    async def unreachable(*_: object) -> None:
        raise Unreachable

    with monkeypatch.context() as down:
        down.setattr(chat.messenger, "edit", unreachable)
        await chat.presses("Ana", "Stop asking")
        await chat.passes(hours=25)
        await chat.app.forget()
        assert CANARY in chat.all_text("Ben")
    await chat.passes(hours=12)
    assert CANARY not in chat.all_text("Ben")


def traces(chat: Chat) -> list[str]:
    with chat.database.begin() as session:
        begun = select(Parcel.key).where(Parcel.key.startswith("consults/"), Parcel.kind == "send")
        return list(session.scalars(begun))


async def test_ones_own_file_holds_ones_own_words_and_answers(chat: Chat) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat, sentence=CANARY, soon="today")
    at = chat.clock.now()
    assert exported(chat, "Ana") == {
        "requests": [
            {
                "asked_at": at,
                "what_would_help": "think",
                "how_soon": "today",
                "sentence": CANARY,
                "looks_for": "",
                "taken_at": None,
            }
        ],
        "asked_at": [at],
        "was_asked": [],
        "on_call_at_any_hour": [],
        "writes_after_weeks": None,
        "minutes": [],
    }
    assert exported(chat, "Ben") == {
        "requests": [],
        "asked_at": [],
        "was_asked": [{"at": at, "answer": "open"}],
        "on_call_at_any_hour": [],
        "writes_after_weeks": None,
        "minutes": [],
    }
    await chat.presses("Ben", "I can")
    await chat.types("Ben", "done 40")
    assert exported(chat, "Ana") == {
        "requests": [],
        "asked_at": [at],
        "was_asked": [],
        "on_call_at_any_hour": [],
        "writes_after_weeks": None,
        "minutes": [{"on": at.date(), "minutes": 40, "gave": False}],
    }


async def test_who_is_forgotten_while_asking_leaves_no_word_and_nobody_waiting(four: Chat) -> None:
    await asks(four, sentence=CANARY)
    peer = the_one_asked(four)
    await forgotten(four, "Ana")
    assert "That is over" in four.all_text(peer)
    assert labels(four, peer) == []
    assert counted(four, Consult) == 0
    assert on_sheet(four, "Ana", hours.ASKINGS) == []
    await four.passes(days=1)
    assert not any(CANARY in four.all_text(name) for name in PEERS)


async def test_who_is_forgotten_while_being_asked_is_passed_over(four: Chat) -> None:
    await asks(four, soon="week")
    peer = the_one_asked(four)
    await forgotten(four, peer)
    assert the_one_asked(four) != peer
    assert "That is over" in four.all_text(peer)
    assert counted(four, Offer) == 1


@pytest.mark.parametrize("name", ["Ana", "Ben"])
async def test_who_is_forgotten_during_a_consult_ends_it(chat: Chat, name: str) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat)
    await chat.presses("Ben", "I can")
    await chat.types("Ana", "done 5")
    await chat.passes(days=1)
    await asks(chat)
    await chat.presses("Ben", "I can")
    await forgotten(chat, name)
    other = "Ben" if name == "Ana" else "Ana"
    assert "One of you has left the group" in together(chat, other)[-1].message.text
    assert [counted(chat, table) for table in (Consult, Sheet, Profile)] == [0, 1, 1]
    assert len(on_sheet(chat, other, hours.MINUTES)) == 1


async def test_a_limit_looks_back_no_further_than_it_needs(chat: Chat) -> None:
    a_group(chat, dict.fromkeys(("Ana", "Ben"), LONDON))
    await asks(chat)
    chat.clock.move(chat.clock.now() + rules.ASKS_WITHIN + timedelta(seconds=1))
    await chat.app.forget()
    assert on_sheet(chat, "Ana", hours.ASKINGS) == []
