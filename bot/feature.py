"""One slice of what Tend does, as the dispatcher sees it: actions it handles, words it answers, what it forgets.

Nothing is discovered: a slice makes one Feature, and `bot.features` lists them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from bot.actions import Action
from bot.beside import Beside
from bot.foreseen import Foreseen
from bot.people import Profile
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message

A = TypeVar("A", bound=Action)
H = TypeVar("H")
Handler = Callable[[Turn, A], Reply]
Reaction = Callable[[Turn, H], None]
Words = Callable[[Turn, str], Reply]
Sweep = Callable[[Turn], None]
Page = Callable[[Turn, str], str]
Erasure = Callable[[Turn, Profile], None]
Export = Callable[[Turn, Profile], dict[str, object]]
Front = Callable[[Turn, Profile | None], Iterable[Message]]
Text = Callable[[str, datetime, Path | None], str]
Foresight = Callable[[Turn, str, datetime], Iterable[Foreseen]]


@dataclass(frozen=True)
class PutBack:
    """Happens once when a copy was put in the place of the database, before anything else: what was done and shown
    since the copy is not known any more.
    """


@dataclass(frozen=True)
class Command:
    """A word that can be typed. `about` is its line in the help; `answer` gets what was typed after the word.

    With `anywhere` it is one also in the middle of a typed form, which then goes on where it was. `also` says what else
    can follow the word, and what that does: `{"coming / yes": "you come"}`. What is in `leads` follows it too, and is
    the same in front: "move the meeting to Friday" is "meeting move to Friday".
    """

    word: str
    about: str
    answer: Words
    anywhere: bool = False
    also: Mapping[str, str] = field(default_factory=dict)
    leads: Collection[str] = ()


class Feature:
    """Handlers and commands of one slice. `name` is the first part of its actions' names."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.handlers: dict[type[Action], Handler[Action]] = {}
        self.timers: set[type[Action]] = set()
        self.reactions: dict[type[object], list[Reaction[object]]] = {}
        self.commands: dict[str, Command] = {}
        self.sweeps: list[Sweep] = []
        self.pages: list[Page] = []
        self.erasures: list[Erasure] = []
        self.exports: list[Export] = []
        self.fronts: list[Front] = []
        self.foresights: list[Foresight] = []
        self.besides: list[Beside] = []

    def on(self, kind: type[A]) -> Callable[[Handler[A]], Handler[A]]:
        """The handler of one action. It is given the Turn and the action, and decides who may."""

        def register(handler: Handler[A]) -> Handler[A]:
            self.handlers[kind] = handler  # type: ignore[assignment]  # called with its own kind only
            return handler

        return register

    def timer(self, kind: type[A]) -> Callable[[Handler[A]], Handler[A]]:
        """As `on`, for what only a timer brings or what follows a message, and nobody presses: a press of it, which
        can only be a made-up one, is answered as an old button.
        """
        self.timers.add(kind)
        return self.on(kind)

    def when(self, kind: type[H]) -> Callable[[Reaction[H]], Reaction[H]]:
        """Something that another slice said had happened (`Turn.happened`), in the same transaction."""

        def register(reaction: Reaction[H]) -> Reaction[H]:
            self.reactions.setdefault(kind, []).append(reaction)  # type: ignore[arg-type]  # called with its own kind
            return reaction

        return register

    def command(
        self,
        word: str,
        about: str,
        *,
        anywhere: bool = False,
        also: Mapping[str, str] | None = None,
        leads: Collection[str] = (),
    ) -> Callable[[Words], Words]:
        """A word of the chat, e.g. `consult`, its line in the help, and what else can be typed after it."""

        def register(answer: Words) -> Words:
            self.commands[word] = Command(word, about, answer, anywhere, also or {}, leads)
            return answer

        return register

    def forgets(self, sweep: Sweep) -> Sweep:
        """Runs every night: deletes what is older than its time."""
        self.sweeps.append(sweep)
        return sweep

    def forgets_in_pages(self, page: Page) -> Page:
        """As `forgets`, for what is done to everybody. Called with "" at first, then with what it returned, until that
        is "" again; each time in a transaction of its own.
        """
        self.pages.append(page)
        return page

    def erases(self, erasure: Erasure) -> Erasure:
        """Runs when a member asks to be forgotten: deletes what is theirs in this slice."""
        self.erasures.append(erasure)
        return erasure

    def shows_own(self, export: Export) -> Export:
        """What this slice keeps of a member, opened, for that member alone. One for each slice."""
        self.exports.append(export)
        return export

    def front(self, shown: Front) -> Front:
        """What stands on a person's front door: short messages, or none. The profile is None for a stranger."""
        self.fronts.append(shown)
        return shown

    def foresees(self, foresight: Foresight) -> Foresight:
        """What this slice expects to happen for a group, by its id, after `turn.now` and up to an instant.

        Only reads. `Turn.foreseen` puts together what all slices tell.
        """
        self.foresights.append(foresight)
        return foresight

    def beside(self, heeds: Callable[[str], bool], brief: str) -> Callable[[Text], Text]:
        """Stands above the reply, once and for the writer alone, when `heeds` says so of something that they wrote.

        It is given their zone, the instant and Tend's folder, and nothing of the words. `brief` stands there where room
        is short.
        """

        def register(text: Text) -> Text:
            self.besides.append(Beside(heeds, text, brief))
            return text

        return register
