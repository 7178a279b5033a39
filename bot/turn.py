"""One event or timer, its instant and its transaction: the only unit of work, and all that a handler is given.

What a handler does here is kept whole or not at all. Nothing in it waits for a network: what others must hear is put
into the outbox, and goes out after the transaction is kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot import outbox, people, timers
from bot.actions import Action
from bot.db import SCRUB
from bot.erased import Erasures
from bot.foreseen import SIGHT, Foreseen
from bot.ledger import Heard
from bot.onlookers import Kept, Seen, Where
from bot.people import Profile
from bot.port import Event, Sent, To
from bot.sealed import Sealed, Vault
from bot.spread import spread
from bot.ui import Message


@dataclass
class Turn:
    """`event` is None when a timer or a delivered message caused the Turn. `session` is for the slice's own tables.
    `reactions` are the slices' answers to what another slice says has happened, and `foresights` what each expects to;
    `seen` is who could be looking here.
    `workspace` is the address of the workspace in which this happens, where there is one; `workspace_of` gives the id
    of the one that an id on a platform belongs to.
    `folder` holds what whoever runs Tend has put beside the database, if anything; `feeds` is what the addresses begin
    with at which calendars find their meetings, empty where they reach no Tend; `erasures` is the file of who was
    erased.
    """

    now: datetime
    session: Session
    vault: Vault
    event: Event | None = field(default=None, repr=False)
    reactions: Mapping[type[object], Sequence[Callable[["Turn", Any], None]]] = field(default_factory=dict, repr=False)
    seen: Seen = field(default_factory=Seen, repr=False)
    foresights: Sequence[Callable[["Turn", str, datetime], Iterable[Foreseen]]] = field(default=(), repr=False)
    workspace_of: Callable[[str, str], str] = field(default=lambda platform, id: "", repr=False)
    workspace: str = ""
    folder: Path | None = field(default=None, repr=False)
    feeds: str = ""
    erasures: Erasures | None = field(default=None, repr=False)

    @property
    def heard(self) -> Event:
        """What somebody did. Only for handlers that people cause: raises LookupError in a timer."""
        if self.event is None:
            raise LookupError("nobody did this: it was a timer")
        return self.event

    @property
    def profile(self) -> Profile | None:
        """Who acts, if Tend knows them."""
        return people.known(self.session, self.heard.who)

    def meet(self) -> Profile:
        """Who acts, remembered from now on."""
        return people.meet(self)

    def answer(self, field: str) -> str:
        """What was answered in a form, trimmed; empty when it was left out."""
        given = (self.heard.answers or {}).get(field, "")
        return given.strip() if isinstance(given, str) else ", ".join(given)

    def chosen(self, field: str) -> tuple[str, ...]:
        """The options that were chosen in a form's Choice."""
        given = (self.heard.answers or {}).get(field, ())
        return tuple(g for g in ([given] if isinstance(given, str) else given) if g)

    def say(
        self,
        to: To,
        message: Message,
        *,
        key: str,
        then: Action | None = None,
        otherwise: Action | None = None,
        until: datetime | None = None,
        thread: str = "",
    ) -> None:
        """Said once for each key, in order within a place, as soon as the platform allows.

        `then` happens in the transaction that marks it said; `otherwise` when nobody is there to hear it, or when
        `until` has passed before it could be said. `thread` asks for a thread of that title beneath.
        """
        outbox.put(self, outbox.Send(to, message, key, then, otherwise, until, thread))

    def ask(
        self,
        profile: Profile,
        message: Message,
        *,
        key: str,
        scope: str,
        then: Action | None = None,
        otherwise: Action | None = None,
        until: datetime | None = None,
    ) -> None:
        """As `say`, to one person, for what can wait: in their quiet hours it waits until those are over.

        `scope` is the id of the group, or of whatever else it is of no use outside of: who leaves that meanwhile is not
        asked (`leave_unasked`). It is empty for what is theirs wherever they are.
        """
        send = outbox.Send(profile.person, message, key, then, otherwise, until, scope=scope)
        opens = profile.opens(self.now)
        outbox.put(self, send, opens if opens <= self.now else self.spread(opens, profile))

    def leave_unasked(self, profile: Profile, scope: str = "") -> None:
        """What waits for the end of their quiet hours is not said: all of it, or what belongs to this scope."""
        outbox.leave_unasked(self, profile.person, scope)

    def change(self, key: str, message: Message) -> None:
        """The message that was said under this key becomes this one. A key that was never said is passed over."""
        outbox.change(self, key, message)

    def take_back(self, key: str) -> None:
        """The message that was said under this key is deleted, or never goes out."""
        outbox.take_back(self, key)

    def sent(self, key: str) -> Sent | None:
        """Where the message of this key stands, once it was said."""
        return outbox.sent(self.session, key)

    def at(self, key: str, due: datetime, action: Action) -> None:
        """`action` happens at `due`. The same key replaces."""
        timers.set_timer(self.session, key, due, action, self.workspace)

    def after(self, parcel: str, action: str) -> None:
        """What follows from the fate of the parcel with this key happens soon; `action` is packed."""
        timers.set_timer(self.session, f"after:{parcel}", self.now, action, self.workspace)

    def spread(self, due: datetime, of: Profile | str) -> datetime:
        """When to do for this person, or for what has this id, what many others have at `due` as well: then, or up to
        `spread.SPREAD` later. Not for what is tied to its minute; and never later than a person may be asked.
        """
        if isinstance(of, str):
            return spread(self.vault, due, of)
        later = spread(self.vault, due, of.id)
        return later if of.opens(later) == later else due

    def due(self, key: str) -> datetime | None:
        """When what is planned under this key will happen; None when nothing is."""
        return timers.due(self.session, key)

    def cancel(self, key: str) -> None:
        timers.cancel_timer(self.session, key)

    def unheard(self) -> None:
        """Nothing is kept of this event, not even under a blind name. Its repetition would come through again, so the
        handler must be one that a repetition finds nothing to do in.

        A platform's id of a press may be made from what was pressed: with the root key, five guesses tell an answer.
        """
        name = self.vault.blind(self.heard.id)
        self.session.execute(delete(Heard).where(Heard.platform == self.heard.who.platform, Heard.event == name))

    def scrub(self) -> None:
        """Once it is kept, what this Turn deletes or writes over is gone from the database's file and its journal."""
        self.session.info[SCRUB] = True

    def seal(self, words: str, *, owner: str, cell: str) -> Sealed:
        """`owner` is a profile's `owner` or `sealed.HOUSE`; `cell` is "table.column.row"."""
        return self.vault.seal(self.session, words, owner=owner, cell=cell, now=self.now)

    def reseal(self, sealed: Sealed, *, cell: str) -> Sealed:
        """The same words sealed anew, for a cell that must not show whether it has changed."""
        return self.vault.reseal(self.session, sealed, cell=cell)

    def open(self, sealed: Sealed, *, cell: str) -> str:
        """The words. Raises `sealed.Erased` when their owner's key is gone."""
        return self.vault.open(self.session, sealed, cell=cell)

    def could_see(self, platform: str, peers: str, *, kept: Kept = "sealed", where: Where = "private") -> str:
        """The line for beside a question. `peers` says in a sentence of the slice's own who of the people around sees
        the answer; who runs Tend and who owns the chat come from the facts of this deployment.
        """
        return self.seen.line(platform, peers, kept, where)

    def masks(self, platform: str) -> bool:
        """Whether the platform's rules let somebody's words be shown under another name."""
        return self.seen.on(platform).masks

    def happened(self, what: object) -> None:
        """Tells the other slices, in this transaction, e.g. that somebody joined a group."""
        for reaction in self.reactions.get(type(what), ()):
            reaction(self, what)

    def foreseen(self, group_id: str, until: datetime) -> list[Foreseen]:
        """What all slices expect to happen for a group after now and up to an instant, in order. Writes nothing."""
        with self.session.no_autoflush:
            return sorted(one for foresight in self.foresights for one in foresight(self, group_id, until))

    def next_foreseen(self, what: str, group_id: str) -> datetime | None:
        """When this is expected next for a group; None when it is not within a good year."""
        for far in SIGHT:
            for one in self.foreseen(group_id, self.now + far):
                if one.what == what:
                    return one.at
        return None

    def hearing(self, event: Event | None) -> "Turn":
        """The same Turn, with what was heard put another way (typed words that turned out to be a press)."""
        return replace(self, event=event)
