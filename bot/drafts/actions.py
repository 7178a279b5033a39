"""What an author can do with words that only they have read."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class TakeSuggestion(Action, name="drafts.take"):
    """The suggestion of one finding goes into the words; `number` counts from 1."""

    draft: str
    version: int
    number: int


@dataclass(frozen=True)
class KeepWords(Action, name="drafts.keep"):
    """The author keeps the words as they are, findings and all."""

    draft: str
    version: int


@dataclass(frozen=True)
class ChangeWords(Action, name="drafts.change"):
    """The author wants the form again, with the words in it."""

    draft: str


@dataclass(frozen=True)
class SendChanged(Action, name="drafts.send"):
    """That form, filled in."""

    draft: str


@dataclass(frozen=True)
class DropWords(Action, name="drafts.drop"):
    """The author would rather not."""

    draft: str


@dataclass(frozen=True)
class AnswerNo(Action, name="drafts.no"):
    """The author answers what is asked last with no: the words go on."""

    draft: str
    version: int
