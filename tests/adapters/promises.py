"""The exam that every adapter takes, through its real client library or its real pages.

An adapter's test file subclasses Promises and gives it a `harness`. What a platform cannot do is named in `exempt` with
the reason; nothing is skipped in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Protocol

import pytest
from sqlalchemy import select

from bot.actions import Action
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel
from bot.port import Answers, Messenger, Person, Place, To
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Button, Message
from tests.adapters.exam import (
    ANSWERS,
    AWKWARD,
    HOSTILE,
    RETURNED,
    Echo,
    Exam,
    Handed,
    Told,
    circle,
    fullest,
    hostile,
    instant,
    picture,
)

Trouble = Literal["gone", "closed", "later"]
"""`closed` is asked of a person only: their messages are closed to Tend."""


@dataclass(frozen=True)
class Read:
    """A message as a person reads it, after the platform has shown it its own way. `calls`: whom it notifies by name.

    `id` stays the same while the message is edited.
    """

    id: str
    text: str
    bold: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


class Harness(Protocol):
    """One adapter and the people on its platform: Ana, whose zone is Europe/Berlin, Ben in Europe/London, and Cleo.

    All three are in `room`. Acts return when the adapter has answered.
    """

    messenger: Messenger
    room: Place

    async def connect(self, app: App) -> None:
        """From now on what people do reaches this App."""

    def person(self, name: str) -> Person: ...

    async def types(self, name: str, words: str, *, in_room: bool = False) -> None: ...

    async def presses(self, name: str, label: str) -> None:
        """The latest button of this label that this person sees."""

    async def fills_in(self, name: str, answers: Answers) -> None:
        """Sends the open form with these answers, by field name, and what stands in the other fields."""

    async def repeats(self) -> None:
        """The platform delivers the last event once more."""

    async def reads(self, name: str) -> list[Read]:
        """Everything that this person can read now, oldest first."""

    async def form(self, name: str) -> Mapping[str, str | list[str]] | None:
        """What stands in the fields of the form that this person has open; None when none is."""

    def trouble(self, to: To, kind: Trouble | None) -> None:
        """From now on the platform refuses what is said to this place or person."""


class Promises:
    """Subclass as `class TestX(Promises)` with a fixture `harness`."""

    exempt: ClassVar[Mapping[str, str]] = {}
    """Name of a test: why this platform need not take it."""

    @pytest.fixture(autouse=True)
    def _exempt(self, request: pytest.FixtureRequest) -> None:
        if reason := self.exempt.get(request.node.originalname):
            pytest.skip(reason)

    @pytest.fixture
    def exam(self) -> Exam:
        return Exam()

    @pytest.fixture
    async def app(self, harness: Harness, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
        app = App(database, vault, clock, [exam.feature()], [harness.messenger])
        await harness.connect(app)
        return app

    # what people do

    async def test_a_press_comes_back_as_the_same_action(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Echo")
        assert exam.heard == [Echo(AWKWARD, -7)]
        assert [read.text for read in await harness.reads("Ana")][-1] == "Heard."

    async def test_an_event_that_is_delivered_twice_counts_once(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Echo")
        await harness.repeats()
        assert exam.heard == [Echo(AWKWARD, -7)]

    async def test_what_is_answered_in_the_room_is_read_by_who_asked(self, harness: Harness, app: App) -> None:
        await harness.types("Ana", "exam", in_room=True)
        assert "What now?" in [read.text for read in await harness.reads("Ana")]
        assert "What now?" not in [read.text for read in await harness.reads("Ben")]

    async def test_a_pressed_message_becomes_what_it_is_told_to(self, harness: Harness, app: App) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Replace")
        assert [(read.text, read.buttons) for read in await harness.reads("Ana")][-1] == ("It became this.", ())

    # forms

    async def test_every_answer_of_a_form_returns_under_its_name(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        await harness.fills_in("Ana", ANSWERS)
        assert exam.heard == [(Handed(AWKWARD), RETURNED)]
        assert [read.text for read in await harness.reads("Ana")][-1] == "Handed in."
        assert await harness.form("Ana") is None

    async def test_what_was_left_out_returns_empty(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        await harness.fills_in("Ana", ANSWERS | {"long": ""})
        assert exam.heard == [(Handed(AWKWARD), RETURNED | {"long": ""})]

    async def test_a_form_that_is_refused_keeps_what_was_typed(self, harness: Harness, app: App, exam: Exam) -> None:
        exam.refusing = True
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        await harness.fills_in("Ana", ANSWERS)
        assert await harness.form("Ana") == ANSWERS | {"kept": "as it was"}
        exam.refusing = False
        await harness.fills_in("Ana", {"short": "better"})
        assert exam.heard == [(Handed(AWKWARD), RETURNED | {"short": "better"})]

    async def test_a_no_to_a_form_keeps_what_was_typed(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        await harness.fills_in("Ana", ANSWERS | {"short": "refuse"})
        assert await harness.form("Ana") == ANSWERS | {"short": "refuse", "kept": "as it was"}
        assert exam.heard == []

    async def test_blanks_are_no_answer_where_one_is_needed(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        await harness.fills_in("Ana", ANSWERS | {"short": "  "})
        assert await harness.form("Ana") == ANSWERS | {"short": "  ", "kept": "as it was"}
        assert exam.heard == []
        await harness.fills_in("Ana", {"short": "yes"})
        assert exam.heard == [(Handed(AWKWARD), RETURNED)]

    async def test_typing_alone_comes_to_the_same(self, harness: Harness, app: App, exam: Exam) -> None:
        await harness.types("Ana", "exam")
        await harness.types("Ana", "1")
        await harness.types("Ana", "exam")
        await harness.types("Ana", "form")
        if await harness.form("Ana"):
            await harness.fills_in("Ana", ANSWERS)
        else:
            for words in ("yes", "two\nlines", "2", "1, 3", "="):
                await harness.types("Ana", words)
        assert exam.heard == [Echo(AWKWARD, -7), (Handed(AWKWARD), RETURNED)]

    # what Tend says

    async def test_a_key_is_said_once(self, harness: Harness, app: App) -> None:
        await _say(app, harness.room, Message("Only once."), "once")
        await harness.messenger.send(harness.room, Message("Only once."), key="once", again=True)
        assert [read.text for read in await harness.reads("Ben")].count("Only once.") == 1

    async def test_a_message_to_one_person_is_read_by_that_person_alone(self, harness: Harness, app: App) -> None:
        await _say(app, harness.person("Ana"), Message("For Ana."), "ana")
        assert "For Ana." in [read.text for read in await harness.reads("Ana")]
        assert "For Ana." not in [read.text for read in await harness.reads("Ben")]

    async def test_a_place_for_two_is_read_by_two_and_made_once(self, harness: Harness, app: App) -> None:
        two = circle([harness.person("Ana"), harness.person("Ben")], harness.room)
        await _say(app, two, Message("For you two."), "two")
        await _say(app, two, Message("And again."), "two/again")
        for name in ("Ana", "Ben"):
            assert [read.text for read in await harness.reads(name)][-2:] == ["For you two.", "And again."]
        assert "For you two." not in [read.text for read in await harness.reads("Cleo")]
        places = {await harness.messenger.gather(two, key="two") for _ in range(2)}
        assert len(places) == 1

    async def test_quoted_words_neither_call_nor_format(self, harness: Harness, app: App) -> None:
        await _say(app, harness.room, hostile(harness.person("Ben")), "hostile")
        read = (await harness.reads("Cleo"))[-1]
        assert f"wrote: {HOSTILE} – " in read.text
        assert read.text.startswith("Ana *B* wrote")
        assert set(read.bold) <= {"Ana *B*", "this"}
        assert set(read.calls) <= {"Ben"}

    async def test_an_instant_is_read_on_ones_own_clock(self, harness: Harness, app: App) -> None:
        await _say(app, harness.room, instant(), "instant")
        assert "18:30" in (await harness.reads("Ana"))[-1].text
        assert "17:30" in (await harness.reads("Ben"))[-1].text

    async def test_a_picture_can_be_read(self, harness: Harness, app: App) -> None:
        await _say(app, harness.room, picture(), "picture")
        assert "It goes up from 1 to 5." in (await harness.reads("Ana"))[-1].text

    async def test_a_message_changes_and_is_taken_back(self, harness: Harness, app: App) -> None:
        await _say(app, harness.room, Message("Before.", (Button("Echo", Echo("x", 1)),)), "m")
        before = (await harness.reads("Ben"))[-1]
        await _does(app, lambda turn: turn.change("m", Message("After.")))
        assert (await harness.reads("Ben"))[-1] == replace(before, text="After.", buttons=())
        await _does(app, lambda turn: turn.take_back("m"))
        assert before.id not in [read.id for read in await harness.reads("Ben")]

    async def test_the_fullest_message_can_be_shown(self, harness: Harness, app: App, exam: Exam) -> None:
        most, _ = fullest()
        await _say(app, harness.room, most, "fullest")
        read = (await harness.reads("Ana"))[-1]
        assert "t" * 2000 in read.text.replace("\n", "")
        assert len(read.buttons) == 10
        await harness.presses("Ana", most.buttons[9].label)
        assert exam.heard == [Echo("e" * 80, 9)]

    async def test_the_fullest_form_can_be_shown(self, harness: Harness, app: App, exam: Exam) -> None:
        _, exam.form = fullest()
        await harness.types("Ana", "exam")
        await harness.presses("Ana", "Form")
        shown = await harness.form("Ana")
        assert shown is None or shown.keys() == {"t0", "t1", "t2", "t3", "c"}
        assert shown or "l" * 45 in (await harness.reads("Ana"))[-1].text

    # what goes wrong

    @pytest.mark.parametrize("to", ["room", "person"])
    async def test_who_is_gone_is_told_nothing_more(
        self, harness: Harness, app: App, exam: Exam, database: Database, to: str
    ) -> None:
        whom: To = harness.room if to == "room" else harness.person("Ben")
        harness.trouble(whom, "gone")
        await _say(app, whom, Message("Hello."), "gone", otherwise=Told("gone"))
        assert _state(database, "gone") == "gone"
        assert exam.heard == [Told("gone")]

    async def test_what_waits_behind_closed_messages_is_said_in_order_after_they_act(
        self, harness: Harness, app: App, database: Database
    ) -> None:
        ben, keys = harness.person("Ben"), ("a", "b", "c")
        harness.trouble(ben, "closed")
        for key in keys[:2]:
            await _say(app, ben, Message(f"Waits: {key}."), key)
        harness.trouble(ben, None)
        await _say(app, ben, Message("Waits: c."), "c")
        assert [_state(database, key) for key in keys] == ["held"] * 3
        assert not [read for read in await harness.reads("Ben") if "Waits" in read.text]
        await harness.types("Ben", "exam", in_room=True)
        await app.deliver()
        assert [_state(database, key) for key in keys] == ["said"] * 3
        waited = [read.text.strip() for read in await harness.reads("Ben") if "Waits" in read.text]
        assert waited == ["Waits: a.", "Waits: b.", "Waits: c."]

    async def test_what_cannot_be_said_now_is_said_later_and_once(
        self, harness: Harness, app: App, exam: Exam, database: Database, clock: StoppedClock
    ) -> None:
        harness.trouble(harness.room, "later")
        await _say(app, harness.room, Message("Later."), "later", otherwise=Told("gone"))
        assert _state(database, "later") == "waiting"
        harness.trouble(harness.room, None)
        with database.begin() as session:
            clock.move(session.scalars(select(Parcel.not_before)).one())
        await app.deliver()
        assert _state(database, "later") == "said"
        assert [read.text for read in await harness.reads("Ben")].count("Later.") == 1
        assert exam.heard == []


async def _say(app: App, to: To, message: Message, key: str, *, otherwise: Action | None = None) -> None:
    await _does(app, lambda turn: turn.say(to, message, key=key, otherwise=otherwise))


async def _does(app: App, what: object) -> None:
    await app.database.run(lambda session: what(Turn(app.clock.now(), session, app.vault)))  # type: ignore[operator]
    await app.deliver()


def _state(database: Database, key: str) -> str:
    with database.begin() as session:
        return session.scalars(select(Parcel.state).where(Parcel.key == key)).one()
