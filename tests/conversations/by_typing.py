"""The same people on a bad line: no button is pressed and no form opens, everything is typed.

What this proves is promise 3: whatever a conversation does by pressing, typing alone does too, with the same outcome.
"""

from collections.abc import Mapping

from bot import typed
from bot.port import Place
from bot.turn import Turn
from bot.typed import State
from bot.ui import Choice, Field, load_form, rated
from tests.chat import ROOM, direct
from tests.conversations.by_chat import Pressing
from tests.conversations.driver import Seen
from tests.conversations.forms import asked, label_of, value


class Typing(Pressing):
    """Numbers for buttons, questions one by one for forms. What is seen differs; what comes of it may not."""

    async def types(self, who: str, words: str, *, in_room: bool) -> list[Seen]:
        await self.moment()
        return await self._type(who, words, ROOM if in_room else direct(self.chat.person(who)))

    async def presses(self, who: str, label: str, *, old: bool) -> list[Seen]:
        """An old button stays a press: a conversation by typing alone has none that could be old."""
        if old:
            return await super().presses(who, label, old=True)
        await self.moment()
        self._must_see(who, label)
        shown, _ = self.chat._button(who, label)
        return await self._type(who, self._number(who, label, shown.where) or label, shown.where)

    def _number(self, who: str, label: str, where: Place) -> str:
        """What the button is called by number, if the latest message with buttons in this place is the one."""
        offers = [one for one in self.chat.sees(who) if one.where == where and one.message.buttons]
        labels = [button.label.casefold() for button in offers[-1].message.buttons] if offers else []
        number = labels.index(label.casefold()) + 1 if label.casefold() in labels else 0
        return str(number) if number and self._means(who, where, number) == label.casefold() else ""

    def _means(self, who: str, where: Place, number: int) -> str:
        """What this number presses here: after a message was taken back it is not what is seen."""
        with self.database.begin() as session:
            turn = Turn(self.clock.now(), session, self.chat.vault)
            states = [typed.read(turn, where, one) for one in (self.chat.person(who).id, typed.EVERYBODY)]
        latest = max((state for state in states if state), key=lambda state: state.at, default=State())
        most = rated([label for label, _ in latest.offered]) or len(latest.offered)
        return latest.offered[number - 1][0].casefold() if number <= most else ""

    async def fills_in(self, who: str, answers: Mapping[str, str]) -> list[Seen]:
        await self.moment()
        where = self.chat._last_place[who]
        seen: list[Seen] = []
        while (state := self._state(who, where)) and state.form:
            field = self._asked_now(state)
            if field is None:
                break
            seen += await self._type(who, self._answer(who, state, field, answers), where)
            if self._refused(who, where, state):
                break
        if not seen:
            raise LookupError(f"{who} is asked nothing in {where.id}")
        return seen

    def _state(self, who: str, where: Place) -> State | None:
        with self.database.begin() as session:
            turn = Turn(self.clock.now(), session, self.chat.vault)
            return typed.read(turn, where, self.chat.person(who).id)

    def _asked_now(self, state: State) -> Field | None:
        return next((field for field in load_form(state.form).fields if field.name not in state.given), None)

    def _refused(self, who: str, where: Place, before: State) -> bool:
        """The form was sent and came back: the next answers are the next act's."""
        after = self._state(who, where)
        return bool(after and after.form and len(after.given) <= len(before.given))

    def _answer(self, who: str, state: State, field: Field, answers: Mapping[str, str]) -> str:
        if field not in asked(load_form(state.form), answers):
            return "=" if field.value else "-"
        said = value(field, label_of(field, answers), answers)
        self._note_secrets(who, load_form(state.form), {field.name: said})
        if isinstance(field, Choice):
            numbers = {option.value: str(number) for number, option in enumerate(field.options, 1)}
            return ", ".join(numbers[one] for one in ([said] if isinstance(said, str) else said)) or "-"
        return str(said) or "-"

    async def _type(self, who: str, words: str, where: Place) -> list[Seen]:
        return self._seen(who, await self.chat.types(who, words, where, forms="never"))
