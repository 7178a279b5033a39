"""Six therapists in four zones, for whoever wants to see a group at work before having one.

They move in by doing what people do: writing, pressing, sending forms. Each step is written down once it is done, and
doing one again changes nothing, so a start that was cut short is carried on by the next.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from adapters.local.store import Room, Someone, Store
from adapters.local.talk import Talk
from bot.actions import OldAction, unpack
from bot.app import App
from bot.groups.actions import Enter
from bot.port import Answers, Reply
from bot.rehearsal import settle
from bot.ui import Choice, Form, Message

ROOM = Room("room", "room", "Tuesday circle", open=True)
ANA = Someone("ana", "Ana", "Europe/Berlin", "in private practice in Berlin")
BEN = Someone("ben", "Ben", "Europe/London", "at a student service in London")
CHIDI = Someone("chidi", "Chidi", "Africa/Lagos", "at a trauma service in Lagos")
DANA = Someone("dana", "Dana", "America/Halifax", "in rural Nova Scotia, with no colleague within 90 km")
EMRE = Someone("emre", "Emre", "Europe/Berlin", "at a clinic in Leipzig")
FARAH = Someone("farah", "Farah", "Europe/London", "away on parental leave")
PEOPLE = (ANA, BEN, CHIDI, DANA, EMRE, FARAH)

SAID = (
    (ANA, "Hello everybody. As agreed: once a month, and a check-in each week, each of us for ourselves."),
    (BEN, "Good. Tuesday evenings suit me."),
    (DANA, "It is the middle of my day, and the one hour of the month in which I am not the only one. I am in."),
)
GROUP: Mapping[str, str] = {"name": "Tuesday circle", "zone": "Europe/Berlin", "rhythm": "second Tuesday 18:30"}
AWAY = timedelta(weeks=10)

Step = Callable[["Sample"], Awaitable[object]]


class Sample:
    """The sample group as it moves in."""

    def __init__(self, app: App, store: Store) -> None:
        self.app, self.store, self.talk = app, store, Talk(app, store)

    async def open(self) -> None:
        for person in PEOPLE:
            self.store.add_person(person)
        self.store.add_room(ROOM)
        for name, step in STEPS.items():
            if not self.store.fact(f"sample/{name}"):
                await step(self)
                await settle(self.app)
                self.store.keep_fact(f"sample/{name}", "done")

    async def writes(self, who: Someone, room: Room, words: str) -> Reply:
        """As if typed now; what is not meant for Tend is only shown."""
        to_tend = self.talk.says(who, room, f"sample.{who.id}.{words}", words)
        return None if to_tend is None else await self.talk.does(who, room, _new_id(), text=to_tend)

    async def greets(self) -> None:
        for who, words in SAID:
            await self.writes(who, ROOM, words)

    async def begins(self) -> None:
        """Ana fills in the form of a new group."""
        form = await self.writes(ANA, ROOM, "/tend create")
        if isinstance(form, Form):
            await self.talk.does(ANA, ROOM, _new_id(), action=form.action, answers=_filled(form, GROUP))

    async def joins(self, who: Someone) -> None:
        """Reads the agreement, and accepts it where it stands."""
        shown = await self.writes(who, ROOM, "/tend join")
        action = next((b.action for b in shown.buttons if _enters(b.action)), "") if isinstance(shown, Message) else ""
        if action:
            on = self.store.post(who.id, self.store.last_post())
            await self.talk.does(who, ROOM, _new_id(), action=action, on=on)

    async def leaves_for_a_while(self) -> None:
        back = self.app.clock.now() + AWAY
        direct = self.store.room(f"dm-{FARAH.id}")
        if direct:
            await self.writes(FARAH, direct, f"away until {back.day} {back:%B %Y}")

    async def reads(self) -> None:
        """Everybody has seen all of this."""
        for who in PEOPLE:
            for room in self.store.rooms(who.id):
                self.store.read(who.id, room.id)


def _joins(who: Someone) -> Step:
    return lambda sample: sample.joins(who)


STEPS: Mapping[str, Step] = {
    "greets": Sample.greets,
    "begins": Sample.begins,
    **{f"joins/{who.id}": _joins(who) for who in PEOPLE},
    "leaves": Sample.leaves_for_a_while,
    "reads": Sample.reads,
}


def _new_id() -> str:
    """An act that is done again is another act: what came of the first one may never have been seen."""
    return f"sample.{secrets.token_urlsafe(9)}"


def _filled(form: Form, answers: Mapping[str, str]) -> Answers:
    stands = {f.name: "".join(f.value[:1]) if isinstance(f, Choice) else f.value for f in form.fields}
    return stands | dict(answers)


def _enters(action: str) -> bool:
    try:
        return isinstance(unpack(action), Enter)
    except OldAction:
        return False


async def open_sample(app: App, store: Store) -> None:
    await Sample(app, store).open()
