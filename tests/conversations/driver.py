"""What a conversation happens to. One Driver for each way of reaching Tend; the documents stay the same for all."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from tests.conversations.acts import Door

Kind = Literal["new", "changed", "taken back", "form", "still open", "file"]


@dataclass(frozen=True)
class Seen:
    """Something that somebody sees and did not see before.

    `to` says in words who sees it; `reader` is the person through whose eyes it is written down, `zone` theirs. `text`
    is light Markdown. `at` is set for what came while time went by.
    """

    to: str
    reader: str
    zone: str
    kind: Kind
    text: str
    buttons: tuple[str, ...] = ()
    title: str = ""
    at: datetime | None = None


Closing = Callable[[str, bool], None]
Shutting = Callable[[Door, bool], Awaitable[None]]


class Driver(Protocol):
    """People by first name. Every method returns what has come into view since the last one."""

    closes: Closing | None = None
    """Somebody's direct messages to Tend are closed from now on, or open again; None where nobody can do that."""
    shuts: Shutting | None = None
    """Tend is put out, or let in again; None where nobody can do that."""

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        """Nobody has met Tend yet. Zones are IANA names, empty where the platform knows none."""

    def now(self) -> datetime: ...

    async def types(self, who: str, words: str, *, in_room: bool) -> list[Seen]: ...

    async def presses(self, who: str, label: str, *, old: bool) -> list[Seen]: ...

    async def fills_in(self, who: str, answers: Mapping[str, str]) -> list[Seen]:
        """Answers by the field's label, options by theirs. Fields that are not named keep what stands in them."""

    async def looks_at(self, who: str, what: str) -> list[Seen]:
        """The latest message in "the room", or the latest "the file", as this person sees it."""

    async def again(self) -> list[Seen]: ...

    async def presses_an_old_version(self, who: str) -> list[Seen]: ...

    async def lives(self, until: datetime, *, seen_by: str) -> list[Seen]:
        """Time goes by, and everything happens at its moment. With `seen_by`, only what this person can see of it."""

    async def sleeps(self, until: datetime, *, seen_by: str) -> list[Seen]:
        """Time goes by while Tend is switched off; then it wakes."""
