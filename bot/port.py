"""What the core and a platform say to each other: events one way, messages the other.

On purpose not here: message history, member lists, reactions, presence. The bot cannot read the room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, Protocol

from bot.ui import Button, Form, Invalid, Message, Update


@dataclass(frozen=True)
class Person:
    """Somebody on a platform. The id is opaque here and already carries the workspace or server."""

    platform: str
    id: str


@dataclass(frozen=True)
class Place:
    """Somewhere messages can be: a room, a thread, a direct conversation. The id is opaque here."""

    platform: str
    id: str


@dataclass(frozen=True)
class Workspace:
    """Where a platform lets Tend in as a whole, with its rooms and its people, and from where it can remove Tend."""

    platform: str
    id: str


@dataclass(frozen=True)
class Circle:
    """A private place for exactly these people. `near` is the room they share, `topic` (≤ 100 characters) its title."""

    people: tuple[Person, ...]
    near: Place
    topic: str

    @property
    def platform(self) -> str:
        return self.near.platform


To = Place | Person | Circle


@dataclass(frozen=True)
class Sent:
    """A message that exists. `beneath` is the thread under it, if one was asked for."""

    where: Place
    id: str
    beneath: Place | None = None


Answers = Mapping[str, str | Sequence[str]]
"""A form's answers by field name; a Choice with `many` answers with a sequence of option values."""


Forms = Literal["now", "press", "never"]


@dataclass(frozen=True)
class Event:
    """One thing one person did.

    `id` is the platform's own and the same in every redelivery. A press carries `action`; a form carries `action` and
    `answers`; typed words carry `text`, and with `command` they were given to a command of the platform's, so that they
    are no answer to a form. `private` says that nobody else reads in `where`. `forms`: a form can be opened
    in answer to this event, only in answer to a press, or never. `stays`: a form that is refused stays open with what
    was typed; where it closes, the core keeps what was typed and offers to open it again. `name`, `zone` (IANA) and
    `locale` are hints that the platform may know.
    """

    id: str
    who: Person
    where: Place
    text: str = ""
    action: str = ""
    answers: Answers | None = field(default=None, repr=False)
    on: Sent | None = None
    private: bool = False
    command: bool = False
    forms: Forms = "now"
    stays: bool = True
    name: str = ""
    zone: str = ""
    locale: str = ""


Reply = Message | Update | Form | Invalid | None
"""What the person who acted sees at once, and nobody else does; None shows nothing."""


class Unreachable(Exception):
    """Not now: the platform is down, slow or limits us. `after` is how long it asked us to wait.

    `unclear` says that the message may have arrived all the same.
    """

    def __init__(self, after: timedelta = timedelta(), *, unclear: bool = False) -> None:
        super().__init__("unreachable")
        self.after = after
        self.unclear = unclear


class NotYet(Exception):
    """It would be more than the platform allows, so it was not asked. `after` says when to come again."""

    def __init__(self, after: timedelta) -> None:
        super().__init__("not yet")
        self.after = after


Why = Literal["gone", "closed", "removed", "denied", "uninstalled", "message"]


class Gone(Exception):
    """Not until something changes there: asking again by ourselves is of no use.

    `gone`: the person was deactivated or has left, the place was archived or deleted. `closed`: this person takes no
    messages from Tend. `removed`: Tend is not in that place. `denied`: Tend may not do this; `lacks` names the right
    that is missing, in the platform's words, where they say so. `uninstalled`: Tend is not in that workspace any more.
    `message`: only the message that was to be changed is no longer there.
    """

    def __init__(self, why: Why = "gone", lacks: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.lacks = lacks


class Refused(Exception):
    """A handler's no, in a sentence for the person who asked. Nothing that the Turn wrote is kept."""

    def __init__(self, why: str, *buttons: Button) -> None:
        super().__init__("refused")  # the sentence may hold private words, and exceptions end up in logs
        self.why = why
        self.buttons = buttons


@dataclass(frozen=True)
class Onlookers:
    """Who besides those it is meant for may read what is said on a platform: facts about it, in the adapter's words.

    `private` can read somebody's own conversation with Tend, `circle` a private place for several; each completes the
    sentence "… may be able to read along", and is empty where nobody can. `masks`: the platform's
    rules let somebody's words be shown under another name.
    """

    private: str = "whoever owns this chat"
    circle: str = "whoever owns this chat"
    masks: bool = False


class Messenger(Protocol):
    """What the bot asks of a platform. Each may raise NotYet, Unreachable or Gone, and nothing else on purpose."""

    platform: str
    onlookers: Onlookers
    knows_keys: bool
    """Whether what is sent again under its key shows once. Where not, a workspace is sent one thing at a time."""

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        """Shows the message. The same key must never show twice; `again` says an earlier attempt ended unclearly.

        `thread` (≤ 100 characters) asks for a thread of that title under the message.
        """

    async def edit(self, sent: Sent, message: Message) -> None: ...

    async def delete(self, sent: Sent) -> None: ...

    async def direct(self, to: Person) -> Place:
        """The conversation with this person alone."""

    async def gather(self, circle: Circle, *, key: str) -> Place:
        """A private place for these people, made once for each key."""

    def workspace(self, id: str) -> str:
        """The workspace that the id of a person or a place carries; empty when it belongs to none."""
