"""What words are to become, as the slice says to which they belong.

Words are fields by name: most purposes have one, `words`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.port import Reply
from bot.screening import Finding, screen
from bot.turn import Turn
from bot.ui import Message, Text

WORDS = "words"
Fields = Mapping[str, str]


@dataclass(frozen=True)
class Looked:
    """What was found in each field, in order; `beside` is a sentence about something else that its author may mind."""

    findings: tuple[tuple[str, Finding], ...]
    beside: str = ""

    @property
    def clean(self) -> bool:
        return not self.findings and not self.beside


@dataclass(frozen=True)
class Purpose:
    """`label` says what the words answer, `keep` is the label of going on. Each of the others is given the Turn and
    `about`, the purpose's own note.

    `go` says the words; it raises Refused where that cannot be, and the draft stays. `fields` are those of the form in
    which they are written anew. `before` is what has to be settled before they are looked through. `beside` is a
    sentence about words in which nothing identifies anybody. `left` hears that the author dropped them, or a day went
    by. With `asks` the author is asked something, by the draft's id and version, before they go on, whatever was found.
    """

    label: str
    keep: str
    go: Callable[[Turn, str, Fields], Reply]
    fields: Callable[[Fields], Sequence[Text]]
    before: Callable[[Turn, str], Message | None] = lambda turn, about: None
    beside: Callable[[Turn, str, Fields], str] = lambda turn, about, fields: ""
    left: Callable[[Turn, str], None] = lambda turn, about: None
    asks: Callable[[str, int], Message] | None = None

    def look(self, turn: Turn, about: str, fields: Fields) -> Looked:
        found = tuple((name, one) for name, words in fields.items() if words for one in screen(words))
        return Looked(found, self.beside(turn, about, fields))


PURPOSES: dict[str, Purpose] = {}
"""By name; each slice adds its own when it is loaded."""
