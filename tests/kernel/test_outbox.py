"""Parcels: in order within a place, once for each key, through crashes, refusals and changes of mind."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot import claims, outbox, post
from bot.addresses import read_address, read_sent, write_address, write_sent
from bot.claims import BAFFLED, LEASE, PAUSES
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel, Timer
from bot.outbox import reword
from bot.port import Circle, Person, Place, Sent, Unreachable
from bot.sealed import Sealed, Vault
from bot.turn import Turn
from bot.typed import Typing
from bot.ui import Button, Message
from tests.chat import ROOM, Chat, FakeMessenger
from tests.conftest import MONDAY

ANA, BEN = Person("test", "ana"), Person("test", "ben")


BUTTONS = (Button("Reply", "test.reply"),)


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    return Chat(database, vault, clock, [])


def say(chat: Chat, *said: tuple[str, Place | Person | Circle]) -> None:
    with chat.database.begin() as session:
        for key, to in said:
            Turn(chat.clock.now(), session, chat.vault).say(to, Message(f"This is {key}.", BUTTONS), key=key)


def change(chat: Chat, key: str, text: str) -> None:
    with chat.database.begin() as session:
        Turn(chat.clock.now(), session, chat.vault).change(key, Message(text))


def take_back(chat: Chat, key: str) -> None:
    with chat.database.begin() as session:
        Turn(chat.clock.now(), session, chat.vault).take_back(key)


def texts(chat: Chat) -> list[str]:
    return [shown.message.text for shown in chat.messenger.shown if not shown.deleted]


def state(chat: Chat, key: str) -> str:
    with chat.database.begin() as session:
        return session.scalars(select(Parcel.state).where(Parcel.key == key)).one()


@pytest.mark.parametrize("to", [ROOM, ANA, Circle((ANA, BEN), ROOM, "A consult: now")])
def test_an_address_comes_back(to: Place | Person | Circle) -> None:
    assert read_address(write_address(to)) == to


@pytest.mark.parametrize("beneath", [None, Place("test", "thread-1")])
def test_where_a_message_stands_comes_back(beneath: Place | None) -> None:
    assert read_sent(write_sent(Sent(ROOM, "1", beneath))) == Sent(ROOM, "1", beneath)


async def test_a_key_is_said_once(chat: Chat) -> None:
    say(chat, ("a", ROOM), ("a", ROOM))
    await chat.app.deliver()
    say(chat, ("a", ROOM))
    await chat.app.deliver()
    assert texts(chat) == ["This is a."]


async def test_a_place_hears_things_in_order_and_does_not_wait_for_another(chat: Chat) -> None:
    chat.messenger.trouble["ana"] = Unreachable(timedelta(minutes=1))
    say(chat, ("a1", ANA), ("a2", ANA), ("r1", ROOM), ("r2", ROOM))
    await chat.app.deliver()
    assert texts(chat) == ["This is r1.", "This is r2."]
    chat.messenger.trouble.clear()
    await chat.passes(minutes=2)
    assert texts(chat)[2:] == ["This is a1.", "This is a2."]


async def test_a_change_never_overtakes_its_message(chat: Chat) -> None:
    say(chat, ("a", ROOM))
    change(chat, "a", "Changed.")
    await chat.app.deliver()
    assert texts(chat) == ["Changed."]


async def test_what_was_taken_back_before_it_went_out_never_goes_out(chat: Chat) -> None:
    say(chat, ("a", ROOM))
    take_back(chat, "a")
    await chat.app.deliver()
    assert chat.messenger.shown == []


async def test_what_was_tried_in_vain_and_taken_back_never_goes_out(chat: Chat) -> None:
    chat.messenger.trouble["room"] = Unreachable()
    say(chat, ("a", ROOM))
    await chat.app.deliver()
    take_back(chat, "a")
    with chat.database.begin() as session:
        assert session.scalars(select(Parcel.words)).one() is None
    chat.messenger.trouble.clear()
    await chat.passes(minutes=5)
    assert chat.messenger.shown == []


async def test_what_may_have_arrived_is_taken_back_from_where_it_is(chat: Chat) -> None:
    chat.messenger.trouble["room"] = Unreachable(unclear=True)
    say(chat, ("a", ROOM))
    await chat.app.deliver()
    take_back(chat, "a")
    chat.messenger.trouble.clear()
    await chat.passes(minutes=5)
    assert [shown.deleted for shown in chat.messenger.shown] == [True]


async def test_what_was_said_can_be_taken_back(chat: Chat) -> None:
    say(chat, ("a", ROOM))
    await chat.app.deliver()
    take_back(chat, "a")
    change(chat, "unknown", "Nobody said this.")
    await chat.app.deliver()
    assert texts(chat) == []


async def test_what_is_too_late_is_not_said(chat: Chat) -> None:
    with chat.database.begin() as session:
        early = Turn(chat.clock.now(), session, chat.vault)
        early.say(ROOM, Message("The meeting begins."), key="a", until=chat.clock.now() + timedelta(hours=1))
    chat.clock.move(chat.clock.now() + timedelta(hours=2))
    await chat.app.deliver()
    assert (texts(chat), state(chat, "a")) == ([], "late")


async def test_a_crash_between_saying_and_marking_repeats_nothing(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    say(chat, ("a", ROOM))

    async def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as crash:
        crash.setattr(chat.app.post.courier, "mark", killed)
        with pytest.raises(Killed):
            await chat.app.deliver()
    assert (texts(chat), state(chat, "a")) == (["This is a."], "sending")
    await chat.app.deliver()  # the claim still holds
    await chat.passes(seconds=LEASE.total_seconds() + 1)
    assert (texts(chat), state(chat, "a")) == (["This is a."], "said")


async def test_patience_ends_and_the_lane_goes_on(chat: Chat) -> None:
    say(chat, ("a", ANA), ("b", ANA))
    chat.messenger.trouble["ana"] = Unreachable()
    for pause in PAUSES:
        await chat.app.deliver()
        assert state(chat, "a") == "waiting"
        chat.clock.move(chat.clock.now() + pause)
    await chat.app.deliver()
    assert state(chat, "a") == "failed"
    chat.messenger.trouble.clear()
    await chat.passes(hours=12)
    assert texts(chat) == ["This is b."]


async def test_a_deletion_never_loses_patience_and_holds_up_nothing(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(chat, ("a", ANA))
    await chat.app.deliver()

    async def down(sent: Sent) -> None:
        raise Unreachable

    with monkeypatch.context() as outage:
        outage.setattr(chat.messenger, "delete", down)
        chat.app.change(lambda turn: turn.take_back("a"))
        for _ in range(60):
            await chat.passes(hours=1)
        assert texts(chat) == ["This is a."]
        say(chat, ("b", ANA))
        await chat.app.deliver()
        assert texts(chat) == ["This is a.", "This is b."]
        for _ in range(40):
            await chat.passes(days=1)
    await chat.passes(days=1)
    assert texts(chat) == ["This is b."]


async def test_an_error_that_nobody_foresaw_holds_up_nobody_else(chat: Chat) -> None:
    chat.messenger.trouble["ana"] = RuntimeError("private words")
    say(chat, ("a", ANA), ("r", ROOM))
    await chat.app.deliver()
    assert texts(chat) == ["This is r."]


async def test_a_message_that_fails_for_no_known_reason_no_longer_holds_up_its_place(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(chat, ("a", ANA))
    change(chat, "a", "This is a, changed.")
    say(chat, ("b", ANA))
    real = chat.messenger.send

    async def baffled(to: Place, message: Message, **rest: Any) -> Sent:
        if message.text == "This is a.":
            raise RuntimeError
        return await real(to, message, **rest)

    with monkeypatch.context() as bug:
        bug.setattr(chat.messenger, "send", baffled)
        for pause in PAUSES[: BAFFLED - 1]:
            await chat.app.deliver()
            assert texts(chat) == []
            chat.clock.move(chat.clock.now() + pause)
        await chat.app.deliver()
        assert texts(chat) == ["This is b."]
    await chat.passes(hours=2)
    assert sorted(texts(chat)) == ["This is a, changed.", "This is b."]


JUNK: list[dict[str, object]] = [{"then": "no.such:thing"}, {"otherwise": "no"}, {"to": "[}"}, {"words": Sealed(b"?")}]


@pytest.mark.parametrize("junk", JUNK)
async def test_what_nobody_can_read_any_more_holds_up_nothing_and_is_not_said_again(
    chat: Chat, junk: dict[str, object]
) -> None:
    """Such as what a disk has lost, or what an older Tend finds when it was put back."""
    say(chat, ("a", ANA), ("b", ANA), ("r", ROOM))
    with chat.database.begin() as session:
        session.execute(update(Parcel).where(Parcel.key == "a").values(**junk))
    for _ in range(3):
        await chat.app.deliver()
        await chat.passes(minutes=3)
    broken = "to" in junk or "words" in junk
    assert state(chat, "a") == ("failed" if broken else "said")
    assert sorted(texts(chat)) == [f"This is {key}." for key in ("a", "b", "r")][broken:]
    with chat.database.begin() as session:
        assert session.scalars(select(Timer.key)).all() == (["after:a"] if "then" in junk else [])


async def test_what_gets_the_number_of_a_parcel_that_was_forgotten_on_its_way_is_still_said(chat: Chat) -> None:
    """SQLite gives the number of the latest row again once the row is gone."""
    say(chat, ("first", ANA))
    with chat.database.begin() as session:
        (first,) = claims.claim(session, "test", chat.clock.now(), most=1, each=1)
    with chat.database.begin() as session:
        session.execute(delete(Parcel))
    say(chat, ("second", BEN))
    with chat.database.begin() as session:
        (second,) = claims.claim(session, "test", chat.clock.now(), most=1, each=1)
    with chat.database.begin() as session:
        assert not claims.finish(session, first, "said", chat.clock.now())
        assert claims.finish(session, second, "said", chat.clock.now())


async def test_who_is_forgotten_while_a_parcel_is_on_its_way_stays_forgotten(chat: Chat) -> None:
    say(chat, ("a", ANA))
    real = chat.messenger.send

    async def forgotten_meanwhile(*args: object, **kwargs: object) -> object:
        with chat.database.begin() as session:
            session.execute(delete(Parcel))
        return await real(*args, **kwargs)  # type: ignore[arg-type]

    chat.messenger.send = forgotten_meanwhile  # type: ignore[method-assign,assignment]
    await chat.app.deliver()
    with chat.database.begin() as session:
        assert session.scalars(select(Parcel)).all() == []
        assert session.scalars(select(Typing)).all() == []


@pytest.mark.parametrize("living", [0, 2000])
def test_however_much_stays_the_rest_is_forgotten(database: Database, clock: StoppedClock, living: int) -> None:
    long_ago, later = clock.now(), clock.now() + timedelta(days=20)
    keys = [f"cases/{number:012}/card" for number in range(2010)]
    with database.begin() as session:
        rows = [_said(key, long_ago) for key in ("cases/x", "others/x", *keys)]
        session.execute(insert(Parcel), [*rows, _said("cases/new", later)])
        awaited = _said("cases/x/delete", None) | {"kind": "delete", "about": "cases/x"}
        session.execute(insert(Parcel), [awaited])
    stays = [f"cases/{number:012}/" for number in range(living)]
    with database.begin() as session:
        outbox.forget(session, "cases/", later, but=stays)
    with database.begin() as session:
        left = set(session.scalars(select(Parcel.key)))
    assert left == {*keys[:living], "cases/x", "cases/x/delete", "cases/new", "others/x"}


def _said(key: str, at: datetime | None) -> dict[str, object]:
    place = write_address(ROOM)
    said = {"key": key, "kind": "send", "platform": "test", "lane": place, "to": place, "about": None}
    return said | {"state": "said" if at else "waiting", "not_before": MONDAY, "done_at": at}


class Keyless(FakeMessenger):
    """A platform that shows again what is sent again; counts what is on its way at once."""

    def __init__(self) -> None:
        super().__init__(knows_keys=False)
        self.now, self.most = Counter[str](), Counter[str]()

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        workspace = self.workspace(to.id)
        self.now[workspace] += 1
        self.most[workspace] = max(self.most[workspace], self.now[workspace])
        self.most["everywhere"] = max(self.most["everywhere"], self.now.total())
        await asyncio.sleep(0.01)
        self.now[workspace] -= 1
        return await super().send(to, message, key=key, again=again, thread=thread)


async def test_a_platform_without_keys_is_sent_one_thing_at_a_time_in_each_workspace(chat: Chat) -> None:
    """Whatever is on its way when a process dies is said twice there."""
    platform = Keyless()
    chat.app.post.messengers["test"] = platform
    where = [Place("test", f"{workspace}/{number}") for workspace in ("ward", "clinic") for number in range(5)]
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        turn = replace(turn, workspace_of=lambda platform, id: id.rpartition("/")[0])
        for place in where:
            turn.say(place, Message("Hello."), key=place.id)
    await chat.app.deliver()
    assert platform.most == {"ward": 1, "clinic": 1, "everywhere": 2}
    assert len(platform.shown) == len(where)


async def test_what_is_not_said_yet_can_be_worded_anew_and_what_was_said_stands(chat: Chat) -> None:
    def again(message: Message) -> Message:
        return replace(message, text=f"{message.text} Again.")

    chat.messenger.trouble["ana"] = Unreachable()
    say(chat, ("late", ANA), ("said", BEN))
    await chat.app.deliver()
    for key in ("late", "said", "unknown"):
        with chat.database.begin() as session:
            reword(Turn(chat.clock.now(), session, chat.vault), key, again)
    del chat.messenger.trouble["ana"]
    await chat.passes(hours=1)
    assert sorted(texts(chat)) == ["This is late. Again.", "This is said."]


@pytest.mark.parametrize("keys", [True, False])
async def test_whoever_has_much_to_say_holds_up_nobody_and_only_a_few_are_taken_at_once(chat: Chat, keys: bool) -> None:
    waiting: list[int] = []

    class Counts(FakeMessenger):
        async def send(self, *given: Any, **more: Any) -> Sent:
            if len(waiting) < 5:
                with chat.database.begin() as session:
                    of = select(func.count()).select_from(Parcel)
                    waiting.append(session.execute(of.where(Parcel.state == "waiting")).scalar_one())
            return await super().send(*given, **more)

    chat.app.post.messengers["test"] = Counts(knows_keys=keys)
    everybody = [("ward", number) for number in range(80)] + [("clinic", 0), ("attic", 0)]
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        turn = replace(turn, workspace_of=lambda platform, id: id.rpartition("/")[0])
        for workspace, number in everybody:
            turn.say(Place("test", f"{workspace}/{number}"), Message("Hello."), key=f"{workspace}/{number}")
    assert await chat.app.deliver() == len(everybody)
    shown = [shown.key for shown in chat.app.post.messengers["test"].shown]  # type: ignore[attr-defined]
    assert max(shown.index("clinic/0"), shown.index("attic/0")) < 20
    assert min(waiting) >= len(everybody) - post.AT_ONCE
