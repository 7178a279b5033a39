"""What can happen to a group, and what others are told has happened."""

from dataclasses import dataclass

from bot.actions import Action


@dataclass(frozen=True)
class Join(Action, name="groups.join"):
    """Somebody wants to be in: they are shown the agreement first."""

    group: str


@dataclass(frozen=True)
class Founded:
    """Told to the other slices when a group begins, before its founder has joined."""

    group: str


@dataclass(frozen=True)
class Joined:
    """Told to the other slices when a member is in, for the first time or again."""

    group: str
    member: str


@dataclass(frozen=True)
class Left:
    """Told to the other slices when a member is no longer in."""

    group: str
    member: str


@dataclass(frozen=True)
class SettingChanged:
    """Told to the other slices after a setting changed or was changed back; `setting` is a column of `groups`."""

    group: str
    setting: str
