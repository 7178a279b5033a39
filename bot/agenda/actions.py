"""What can happen in the week before a meeting, and with what a group wants to come back to."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class HandOver(Action, name="agenda.hand_over"):
    """It is time to give the card to whoever facilitates (a timer)."""

    meeting: str


@dataclass(frozen=True)
class ShowHandover(Action, name="agenda.handover"):
    """A member wants to see the card of a meeting."""

    meeting: str


@dataclass(frozen=True)
class Show(Action, name="agenda.show"):
    """A member wants to see the agenda of a meeting."""

    meeting: str


@dataclass(frozen=True)
class Day(Action, name="agenda.day"):
    """A meeting is a day away, so its agenda is shown in the room (a timer)."""

    meeting: str


@dataclass(frozen=True)
class AskRoom(Action, name="agenda.ask_room"):
    """A member has the room asked who brings something."""

    meeting: str


@dataclass(frozen=True)
class Bring(Action, name="agenda.bring"):
    """A member brings something: they get the form."""

    meeting: str


@dataclass(frozen=True)
class Add(Action, name="agenda.add"):
    """That form, filled in."""

    meeting: str


@dataclass(frozen=True)
class ChangeItem(Action, name="agenda.change"):
    """Somebody wants to change what they bring: they get the form."""

    item: str


@dataclass(frozen=True)
class SaveItem(Action, name="agenda.save"):
    """That form, filled in."""

    item: str


@dataclass(frozen=True)
class TakeBackItem(Action, name="agenda.take_back"):
    """Somebody takes back what they were to bring."""

    item: str


@dataclass(frozen=True)
class BringNext(Action, name="agenda.bring_next"):
    """What waited since its meeting was called off goes on the agenda of the next one."""

    item: str


@dataclass(frozen=True)
class Earlier(Action, name="agenda.earlier"):
    """Whoever facilitates has an item come one place earlier."""

    item: str


@dataclass(frozen=True)
class Note(Action, name="agenda.note"):
    """A member notes something to come back to: they get the form."""

    group: str


@dataclass(frozen=True)
class SaveNote(Action, name="agenda.save_note"):
    """That form, filled in."""

    group: str


@dataclass(frozen=True)
class Done(Action, name="agenda.done"):
    """The group has come back to it."""

    follow_up: str


@dataclass(frozen=True)
class NotDone(Action, name="agenda.not_done"):
    """It is open after all."""

    follow_up: str


@dataclass(frozen=True)
class KeptTo(Action, name="agenda.kept"):
    """Somebody who was there says whether the group kept to its agreement; `how` is one of `rules.KEPT_TO`."""

    meeting: str
    how: int


@dataclass(frozen=True)
class Count(Action, name="agenda.count"):
    """What was said about the agreement after a meeting is put together (a timer)."""

    meeting: str


@dataclass(frozen=True)
class OpenRound(Action, name="agenda.open_round"):
    """A meeting begins, and with it its opening round (a timer)."""

    meeting: str
