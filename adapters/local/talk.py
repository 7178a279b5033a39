"""What people do goes to Tend as events; what Tend answers is put where its reader finds it.

Only what is addressed to Tend reaches it: everything in one's own conversation with it, and in rooms what begins with
its name. The bot does not read rooms.
"""

import re
from dataclasses import dataclass

from adapters.local import forms
from adapters.local.forms import OpenForm
from adapters.local.messenger import PLATFORM, sent
from adapters.local.store import Post, Room, Someone, Store
from bot.app import App
from bot.marks import quoted
from bot.port import Answers, Event, Person, Place, Reply
from bot.ui import Form, Invalid, Message, Update

_CALLED = re.compile(r"\s*/?tend\b[\s,:]*", re.IGNORECASE)


@dataclass(frozen=True)
class Talk:
    app: App
    store: Store

    def says(self, me: Someone, room: Room, id: str, words: str) -> str | None:
        """Words in a room, shown once for each id. The part that is meant for Tend; None when it is for the others.

        Like a slash command anywhere, "/tend …" is read by nobody else.
        """
        to_tend = addressed(room, words)
        alone = me.id if to_tend is not None and words.startswith("/") else ""
        self._add(room, Message(quoted(words)), key=f"said/{id}", author=me.id, reader=alone)
        return to_tend

    async def does(
        self,
        me: Someone,
        room: Room,
        id: str,
        *,
        text: str = "",
        action: str = "",
        answers: Answers | None = None,
        on: Post | None = None,
    ) -> Reply:
        """One event, and its answer shown; done twice with the same id, it was done once."""
        event = Event(
            id=id,
            who=Person(PLATFORM, me.id),
            where=Place(PLATFORM, room.id),
            text=text,
            action=action,
            answers=answers,
            on=sent(self.store, on.room, on.id) if on else None,
            private=room.kind == "direct",
            name=me.name,
            zone=me.zone,
        )
        reply = await self.app.handle(event)
        self._show(me, room, event, on, reply)
        return reply

    def _show(self, me: Someone, room: Room, event: Event, on: Post | None, reply: Reply) -> None:
        match reply:
            case Form():
                forms.keep(self.store, OpenForm(event.id, me.id, room.id, on.id if on else None, reply))
            case Invalid(_, sentence) if event.answers is None:
                self._show(me, room, event, on, Message(sentence))
            case Message():
                self._add(room, reply, key=f"reply/{event.id}", reader=me.id)
            case Update(message):
                if not (on and self.store.change(on.id, message)):
                    self._show(me, room, event, on, message)

    def _add(self, room: Room, message: Message, *, key: str, author: str = "", reader: str = "") -> None:
        self.store.add(room.id, message, key=key, at=self.app.clock.now(), author=author, reader=reader)


def addressed(room: Room, words: str) -> str | None:
    """What these words say to Tend; None when they are for the others in the room."""
    if room.kind == "direct":
        return words
    called = _CALLED.match(words)
    return (words[called.end() :] or "help") if called else None
