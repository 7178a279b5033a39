"""Twelve members who type, press and fill in what they see, in no order that anybody planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.app import App
from bot.port import Event, Place, Sent
from bot.ui import Choice, Form, Text
from tests.chat import PLATFORM, ROOM, Chat, direct

NAMES = ("Ana", "Ben", "Cleo", "Dev", "Eve", "Finn", "Gita", "Hana", "Ivo", "Jo", "Kim", "Lea")
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia")
WORDS = (
    "three", "2", "yes", "no", "", "next Tuesday 10:00", "every Tuesday 18:30", "second Tuesday 18:30", "Berlin",
    "Anxiety in a new supervisee", "30", "day, hour", "1 March 2027", "Monday 9:00",
    "20 December 2026 to 5 January 2027", "9 to 12 days", "a quieter week", "99", "ana", "2027-02-30",
    "**bold** <@U1> & co", "stop",
)  # fmt: skip
STAYING = ("forget", "leave", "move")
"""Ends a membership or moves the room, so it is typed seldom."""


@dataclass
class Member:
    """One person before the chat."""

    name: str
    chat: Chat
    dice: Random

    def acts(self, app: App) -> Event | None:
        """What they do next; None when there is nothing to do it with."""
        form = self.chat.forms.get(self.name)
        if form and self.dice.random() < 0.8:
            del self.chat.forms[self.name]
            return self._event(action=form.action, answers=self._answers(form))
        if self.dice.random() < 0.6:
            return self._press() or self._type(app)
        return self._type(app)

    def _press(self) -> Event | None:
        seen = [shown for shown in self.chat.messenger.shown[-60:] if self._reads(shown.where.id, shown.reader)]
        buttons = [(shown, button) for shown in seen if not shown.deleted for button in shown.message.buttons]
        if not buttons:
            return None
        shown, button = self.dice.choice(buttons)
        return self._event(shown.where, action=button.action, on=Sent(shown.where, shown.id), forms="press")

    def _reads(self, place: str, reader: str) -> bool:
        if reader:
            return reader == self.name
        circle = self.chat.messenger.circles.get(place)
        if circle:
            return self.chat.person(self.name) in circle.people
        return not place.startswith("dm-") or place == direct(self.chat.person(self.name)).id

    def _type(self, app: App) -> Event:
        word = self.dice.choice([word for word in app.commands if word not in STAYING or self.dice.random() < 0.03])
        text = self.dice.choice((word, word, f"{word} {self.dice.choice(WORDS)}", self.dice.choice(WORDS)))
        forms = self.dice.choice(("now", "never"))
        return self._event(self.dice.choice((ROOM, None)), text=text, forms=forms)

    def _answers(self, form: Form) -> dict[str, str | Sequence[str]]:
        return {field.name: self._answer(field) for field in form.fields}

    def _answer(self, field: Text | Choice) -> str | Sequence[str]:
        if isinstance(field, Text):
            return field.value if field.value and self.dice.random() < 0.6 else self.dice.choice(WORDS)[: field.most]
        values = [option.value for option in field.options]
        return self.dice.sample(values, self.dice.randrange(len(values))) if field.many else self.dice.choice(values)

    def _event(self, where: Place | None = None, **what: object) -> Event:
        me = self.chat.person(self.name)
        here = where or direct(me)
        id = f"{PLATFORM}-{next(self.chat._events)}"
        return Event(id, me, here, private=here == direct(me), name=self.name, zone=self.chat.zones[self.name], **what)  # type: ignore[arg-type]
