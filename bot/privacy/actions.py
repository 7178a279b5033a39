"""What somebody can ask about what is kept of them."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class SendFile(Action, name="privacy.file"):
    """Somebody wants everything of theirs as a file."""


@dataclass(frozen=True)
class Forget(Action, name="privacy.forget"):
    """The confirming press. `profile` is whom it was shown to: in nobody else's hands does it do anything."""

    profile: str


@dataclass(frozen=True)
class Keep(Action, name="privacy.keep"):
    """The other press."""
